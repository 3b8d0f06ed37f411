import type { Webhook } from "../wire.ts";

/** What events are about, in the order of the choices. */
export const WEBHOOK_TOPICS = [
  "ticket",
  "change",
  "duty",
  "contract",
  "engagement",
  "company",
] as const satisfies readonly Webhook["topics"][number][];
