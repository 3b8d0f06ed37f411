import { WEBHOOK_TOPICS } from "./topics.ts";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { Translate } from "../i18n/words.ts";
import type { Webhook } from "../wire.ts";
import type { webhookWords } from "./words.ts";

/** The webhooks of one's company. */
export const webhooksQuery = queryOptions({
  queryKey: ["webhooks"],
  queryFn: ({ signal }) => request("GET /company/webhooks", { signal }),
});

export const hostOf = (url: string): string => new URL(url).host;

/** `Tickets, Verträge`, in the order of the choices. */
export const topicsNamed = (t: Translate<(typeof webhookWords)["de"]>, { topics }: Pick<Webhook, "topics">): string =>
  WEBHOOK_TOPICS.filter((topic) => topics.includes(topic))
    .map((topic) => t(`topic-${topic}`))
    .join(", ");
