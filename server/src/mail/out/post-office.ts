/** What mails are written and sent with. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import type { DB } from "../../db/schema.gen.ts";
import type { Seal } from "../../identity/seal.ts";
import type { Transport } from "./transport.ts";

export interface PostOffice {
  readonly db: Kysely<DB>;
  readonly seal: Seal;
  readonly clock: () => Instant;
  /** Where people reach the server. */
  readonly publicUrl: string;
  /** From whom mails come: `Handschlag <handschlag@example.org>`. */
  readonly from: string;
  /** `undefined`: no mail server is set up, and mails stand in the outbox to be read. */
  readonly transport: Transport | undefined;
  readonly say: (text: string) => void;
}

/** The domain of Message-IDs: that of the sender. */
export const domainOf = (from: string): string => /@([^>\s]+)>?\s*$/.exec(from)?.[1] ?? "localhost";

/** What all mails about a ticket refer to, so that programs show them as one conversation. */
export const threadOf = (ticket: string, from: string): string => `<ticket.${ticket}@${domainOf(from)}>`;
