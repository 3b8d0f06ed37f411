import type { Instant } from "@handschlag/engine/instant.ts";
import type { Act } from "@handschlag/engine/ticket/standing.ts";

/** What is to be done, as the wire has it. Which fields belong to which type: api/src/ticket.ts. */
export interface ActWish {
  readonly type: Act;
  readonly text?: string | undefined;
  readonly reason?: string | undefined;
  readonly workaround?: boolean | undefined;
  readonly impact?: string | undefined;
  readonly urgency?: string | undefined;
  readonly service?: string | undefined;
  readonly to?: string | null | undefined;
  readonly into?: string | undefined;
  readonly event?: string | undefined;
  readonly outcome?: "upheld" | "rejected" | undefined;
  readonly level?: string | undefined;
  readonly at?: string | undefined;
  readonly backdateReason?: string | undefined;
  /** When it reached the house, where that is known for sure: by mail. The wire has no such field. */
  readonly receivedAt?: Instant;
}
