/** What was sent to the server, what it acknowledged, and what must therefore be in the database. */
import { randomUUID } from "node:crypto";

/** Creations; what the event of each is called. */
export const EVENT_BY_KIND = {
  engagement: "engagement.begun",
  invitation: "person.invited",
  key: "key.made",
  contract: "contract.imported",
  ticket: "ticket.opened",
  answer: "ticket.answered",
} as const;
export type Kind = keyof typeof EVENT_BY_KIND;

/** One request that creates something, under a name of its own by which the row is found again. */
export interface Creation {
  readonly kind: Kind;
  readonly name: string;
  readonly path: string;
  readonly body: unknown;
  readonly idempotencyKey: string;
  /** The API key that sent it: whoever repeats it must be the same. */
  readonly sender: string;
  /** From the answer; `undefined` until there was one. */
  id: string | undefined;
  /** Taking it back: `asked` when it was sent and no answer came. */
  removal: "none" | "asked" | "done";
}

/** An engagement that is renamed again and again. */
export interface Renamed {
  readonly id: string;
  readonly sender: string;
  version: number;
  /** A change was sent for this version and no answer came: it happened once or not at all. */
  isOpen: boolean;
}

export class Ledger {
  readonly creations: Creation[] = [];
  readonly renamed: Renamed[] = [];
  /** Answers that no request may get, such as 500. */
  readonly strange: string[] = [];

  creation(kind: Kind, sender: string, name: string, { path, body }: Pick<Creation, "path" | "body">): Creation {
    const idempotencyKey = randomUUID();
    const creation: Creation = { kind, name, sender, path, body, idempotencyKey, id: undefined, removal: "none" };
    this.creations.push(creation);
    return creation;
  }

  get acknowledged(): number {
    return this.creations.filter(({ id }) => id !== undefined).length;
  }

  get open(): Creation[] {
    return this.creations.filter(({ id }) => id === undefined);
  }
}
