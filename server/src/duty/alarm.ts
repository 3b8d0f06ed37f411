/** Noticing what might call somebody, or makes a call needless: once for each event. Source: docs/rules/duty.md §4. */
import type { Kysely } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { DB } from "../db/schema.gen.ts";
import type { Tx } from "../db/tenant.ts";
import { follow, type FollowedEvent } from "../event/follow.ts";

const ASKING: ReadonlySet<string> = new Set([
  "ticket.opened",
  "ticket.reopened",
  "ticket.priority-changed",
  "ticket.service-changed",
]);
const ENDING: ReadonlySet<string> = new Set([
  "ticket.answered",
  "ticket.paused",
  "ticket.restored",
  "ticket.resolved",
  "ticket.closed",
  "ticket.cancelled",
  "ticket.merged",
]);

/** Notes for the sweep which tickets it has to look at. Returns how many events there were. */
export const noticeAlarms = (db: Kysely<DB>): Promise<number> =>
  follow(db, "duty", async (tx, events) => {
    for (const event of events) {
      if (ASKING.has(event.type)) await ask(tx, event);
      else if (ENDING.has(event.type)) await lookAgain(tx, event);
    }
  });

/** A ticket of an engagement that a rota serves is looked at; one whose alarm goes on is looked at again. */
async function ask(tx: Tx, event: FollowedEvent): Promise<void> {
  const { tenant, engagement, subject, recordedAt } = event;
  if (engagement === undefined || subject === undefined) return;
  const served = await tx
    .selectFrom("duty_served")
    .select("rota_id")
    .where("served_id", "=", engagement)
    .executeTakeFirst();
  if (served === undefined) return;
  await lookAgain(tx, event);
  const at = new Date(recordedAt);
  await tx
    .insertInto("duty_call")
    .values({
      tenant_id: tenant,
      call_id: uuidv7({ msecs: recordedAt }),
      engagement_id: engagement,
      ticket_id: subject,
      state: "asked",
      asked_at: at,
      next_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function lookAgain(tx: Tx, { tenant, subject, recordedAt }: FollowedEvent): Promise<void> {
  if (subject === undefined) return;
  await tx
    .updateTable("duty_call")
    .set({ next_at: new Date(recordedAt) })
    .where("tenant_id", "=", tenant)
    .where("ticket_id", "=", subject)
    .where("state", "in", ["asked", "calling", "exhausted"])
    .execute();
}
