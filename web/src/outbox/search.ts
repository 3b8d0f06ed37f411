/** What stands in the address of the outbox. */
export const OUTBOX_STATES = ["waiting", "sent", "kept", "failed", "dropped"] as const;

export interface OutboxSearch {
  mail?: (typeof OUTBOX_STATES)[number] | undefined;
  whose?: "own" | "all" | undefined;
}

export function readOutboxSearch({ mail, whose }: Record<string, unknown>): OutboxSearch {
  return {
    ...(OUTBOX_STATES.some((each) => each === mail) ? { mail: mail as NonNullable<OutboxSearch["mail"]> } : {}),
    ...(whose === "own" || whose === "all" ? { whose } : {}),
  };
}
