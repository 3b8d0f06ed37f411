import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { Translate } from "../i18n/words.ts";
import type { MailIn } from "../wire.ts";
import type { mailInWords } from "./words.ts";

/** The mailboxes of one's company. */
export const mailboxesQuery = queryOptions({
  queryKey: ["mailboxes"],
  queryFn: ({ signal }) => request("GET /company/mailboxes", { signal }),
});

export const MAIL_STATES = ["review", "waiting", "done", "ignored", "bounced", "refused"] as const;
export type MailState = (typeof MAIL_STATES)[number];

export interface MailInSearch {
  mail?: MailState | undefined;
}

export const readMailInSearch = ({ mail }: Record<string, unknown>): MailInSearch =>
  MAIL_STATES.some((each) => each === mail) ? { mail: mail as MailState } : {};

/** Why a mail is where it is; a reason that a person or a mail server gave stands as it is. */
export function whyOf(t: Translate<(typeof mailInWords)["de"]>, { reason }: Pick<MailIn, "reason">): string {
  const word = `why-${reason ?? ""}`;
  // None of these words has values in it.
  return t.has(word) ? t(word as "why-spam") : (reason ?? "");
}
