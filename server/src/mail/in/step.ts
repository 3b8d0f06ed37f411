/** Doing something that a mail asks for, and counting it in the same transaction: so it is done once, whenever the process dies. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { sql, type Kysely } from "kysely";
import { Ctx, type Actor, type Place } from "../../context.ts";
import type { DB } from "../../db/schema.gen.ts";
import type { Scope, Tx } from "../../db/tenant.ts";
import type { Seal } from "../../identity/seal.ts";
import type { Claimed } from "./inbox.ts";
import type { Mail } from "./mail.ts";

/** What mails are sorted with. */
export interface Desk {
  readonly db: Kysely<DB>;
  readonly seal: Seal;
  readonly clock: () => Instant;
  readonly say: (text: string) => void;
}

/** A mail on its way to a ticket. */
export interface Bringing {
  readonly desk: Desk;
  readonly claimed: Claimed;
  readonly mail: Mail;
  readonly actor: Actor;
}

/** Somebody else did the step meanwhile, or decided about the mail: what was done here is taken back. */
export class Overtaken extends Error {}

/** What is noted with a step. */
export interface Noted {
  readonly ticketTenant?: string;
  readonly ticket?: string;
  readonly event?: string;
  readonly isLast: boolean;
  readonly reason?: string;
}

/** What else is written in the transaction of a step, as the actor, and what is noted of it. */
export type Along = (tx: Tx, place: Place, result: unknown) => Promise<Noted>;

interface Step {
  readonly mail: Pick<Claimed, "tenant" | "id">;
  /** How many steps were done before. */
  readonly number: number;
  readonly along: Along;
}

/** The context of an act for a mail: whatever the act changes is one step of the mail. */
class StepCtx extends Ctx {
  private readonly step: Step;

  constructor(db: Kysely<DB>, actor: Actor, now: Instant, step: Step) {
    super(db, actor, now, step.mail.id);
    this.step = step;
  }

  override change<T>(place: Place, work: (tx: Tx) => Promise<T>, scope?: Scope["scope"]): Promise<T> {
    return super.change(
      place,
      async (tx) => {
        const result = await work(tx);
        const noted = await this.step.along(tx, place, result);
        await sql`select set_config('app.scope', 'mail', true)`.execute(tx);
        await stepCount(tx, this.now, this.step, noted);
        return result;
      },
      scope,
    );
  }
}

/** A context whose change is a step of the mail. */
export const stepOf = ({ desk, claimed, actor }: Bringing, number: number, along: Along): Ctx =>
  new StepCtx(desk.db, actor, desk.clock(), { mail: claimed, number, along });

/** Counts a step; `tx` has the scope `mail`. Throws `Overtaken` when it is not the next one. */
export async function stepCount(
  tx: Tx,
  now: Instant,
  { mail, number }: Omit<Step, "along">,
  noted: Noted,
): Promise<void> {
  const { ticketTenant, ticket, event, isLast, reason } = noted;
  const { numUpdatedRows } = await tx
    .updateTable("mail_in")
    .set({
      steps_done: number + 1,
      ...(ticket !== undefined && { ticket_id: ticket, ticket_tenant: ticketTenant ?? null }),
      ...(event !== undefined && { event_id: event }),
      ...(reason !== undefined && { reason }),
      ...(isLast && { state: "done", ended_at: new Date(now) }),
    })
    .where("tenant_id", "=", mail.tenant)
    .where("mail_id", "=", mail.id)
    .where("state", "=", "waiting")
    .where("steps_done", "=", number)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Overtaken("broken invariant: a step of a mail is done once");
}
