/** The ticket desk of the sample: what happens there is done by the product's own verbs, each at its moment. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import { Ctx, type Actor } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type EngagementId } from "../db/tenant.ts";
import { ticketAct } from "../ticket/act.ts";
import type { ActWish } from "../ticket/act-wish.ts";
import { timeAdd, type TimeWish } from "../ticket/extras.ts";
import { ticketOpen, type TicketWish } from "../ticket/open.ts";
import { sweep } from "../ticket/sweep.ts";

export type Person = Actor & { readonly kind: "person" };

export class SampleDesk {
  readonly db: Kysely<DB>;
  /** The moment of the first start: what would happen later does not happen. */
  readonly present: Instant;
  private readonly request: string;
  private readonly signal: AbortSignal | undefined;

  constructor(db: Kysely<DB>, present: Instant, request: string, signal: AbortSignal | undefined) {
    this.db = db;
    this.present = present;
    this.request = request;
    this.signal = signal;
  }

  ctxAt(actor: Actor, at: Instant): Ctx {
    this.signal?.throwIfAborted();
    return new Ctx(this.db, actor, at, this.request);
  }

  /** Reports a ticket; `undefined` when that lies ahead. */
  async report(person: Person, at: Instant, engagement: EngagementId, wish: TicketWish): Promise<Case | undefined> {
    if (at > this.present) return undefined;
    const { id } = await ticketOpen(this.ctxAt(person, at), engagement, wish);
    return new Case(this, id, await this.noticeOf(id));
  }

  /** When the next warning or breach of a ticket falls due. */
  async noticeOf(ticket: string): Promise<Instant | undefined> {
    const due = await inScope(this.db, { scope: "sweep" }, { readOnly: true }, (tx) =>
      tx.selectFrom("ticket").select("notice_at").where("ticket_id", "=", ticket).executeTakeFirst(),
    );
    return due?.notice_at?.getTime() as Instant | undefined;
  }

  /** Records the warning or breach of a ticket that falls due at an instant; returns when the next one does. */
  async sweep(ticket: string, at: Instant): Promise<Instant | undefined> {
    this.signal?.throwIfAborted();
    await sweep(this.db, at, undefined, { ticket, request: this.request });
    return this.noticeOf(ticket);
  }
}

/** A ticket of the sample, to which one thing after the other happens until the present. */
export class Case {
  readonly id: string;
  private readonly desk: SampleDesk;
  private noticeAt: Instant | undefined;

  constructor(desk: SampleDesk, id: string, noticeAt: Instant | undefined) {
    this.desk = desk;
    this.id = id;
    this.noticeAt = noticeAt;
  }

  /** Does something at its moment. Returns the event; `undefined` when that lies ahead. */
  async act(person: Person, at: Instant, wish: ActWish): Promise<string | undefined> {
    if (at > this.desk.present) return undefined;
    await this.passTo(at);
    const { eventId, noticeAt } = await ticketAct(this.desk.ctxAt(person, at), this.id, wish);
    this.noticeAt = noticeAt;
    return eventId;
  }

  /** Goes on in another ticket, whose clocks that moves. */
  async mergeInto(other: Case, person: Person, at: Instant): Promise<void> {
    await other.passTo(at);
    await this.act(person, at, { type: "merged", into: other.id });
    other.noticeAt = await this.desk.noticeOf(other.id);
  }

  async time(person: Person, at: Instant, wish: TimeWish): Promise<void> {
    if (at <= this.desk.present) await timeAdd(this.desk.ctxAt(person, at), this.id, wish);
  }

  /** Lets the time run up to the present. */
  rest(): Promise<void> {
    return this.passTo(this.desk.present);
  }

  /** Records what falls due up to an instant, when it falls due. */
  private async passTo(at: Instant): Promise<void> {
    while (this.noticeAt !== undefined && this.noticeAt <= at)
      this.noticeAt = await this.desk.sweep(this.id, this.noticeAt);
  }
}
