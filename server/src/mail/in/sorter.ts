/** What becomes of a mail. The rules: docs/rules/mail-in.md. */
import { sql, type Kysely } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { DB } from "../../db/schema.gen.ts";
import { inScope } from "../../db/tenant.ts";
import { Problem } from "../../problem.ts";
import { bringIn } from "./bring-in.ts";
import type { Bounce } from "./bounce.ts";
import { isExhausted, mailClaim, mailEnd, mailKnow, type Claimed, type Outcome } from "./inbox.ts";
import { readMail, type Mail } from "./mail.ts";
import { judge, type Nature } from "./nature.ts";
import { Overtaken, type Desk } from "./step.ts";
import { valueOf, valuesOf } from "./structure.ts";

/** More mails of one sender within so long are looked at by a person: two machines may be writing to each other. */
const MANY = 30;
const MANY_MS = 10 * 60_000;
/** So much is told of a mail that came back. */
const BOUNCE_MAX = 1_000;

/** Goes through the mails that wait, the oldest first, until there is none. Returns how many it took in hand. */
export async function sortMails(desk: Desk, signal?: AbortSignal): Promise<number> {
  for (let count = 0; ; count += 1) {
    if (signal?.aborted === true) return count;
    const claimed = await mailClaim(desk.db, desk.clock());
    if (claimed === undefined) return count;
    await sortOne(desk, claimed);
  }
}

async function sortOne(desk: Desk, claimed: Claimed): Promise<void> {
  const { db, clock, say } = desk;
  try {
    // Whatever it does to the process, it does it a few times only.
    if (isExhausted(claimed)) return await mailEnd(db, clock(), claimed, { state: "review", reason: "failed" });
    const outcome = await outcomeOf(desk, claimed);
    if (outcome !== undefined) await mailEnd(db, clock(), claimed, outcome);
  } catch (error) {
    if (error instanceof Overtaken) return;
    // What somebody did at the same time is seen at the next try; what stays refused is a person's to decide.
    if (!(error instanceof Problem)) say(`mail ${claimed.id} could not be taken in: ${String(error)}`);
    const isRefused = error instanceof Problem && error.status !== 409;
    if (isRefused)
      await mailEnd(db, clock(), claimed, {
        state: "review",
        reason: error instanceof Problem ? error.kind : "failed",
      });
    else await release(desk, claimed);
  }
}

/** Lets a mail be tried again, later each time. */
const release = ({ db, clock }: Desk, { tenant, id, attempts }: Claimed) =>
  inScope(db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .updateTable("mail_in")
      .set({ claimed_until: new Date(clock() + attempts * attempts * 1_000) })
      .where("tenant_id", "=", tenant)
      .where("mail_id", "=", id)
      .execute(),
  );

/** `undefined` where the steps that were done have said it already. */
async function outcomeOf(desk: Desk, claimed: Claimed): Promise<Outcome | undefined> {
  const mail = await readMail(claimed.raw);
  const { nature, bounce } = judge(mail);
  const { messageId, from, subject } = mail;
  await mailKnow(desk.db, claimed, { messageId, from: from?.address, fromName: from?.name ?? "", subject, nature });
  // A person has decided; or a part of it is done, so that it was looked at before.
  if (claimed.decidedBy !== null || claimed.stepsDone > 0) return bringIn(desk, claimed, mail);
  if (bounce !== undefined) return cameBack(desk, bounce);
  const aside = await setAside(desk, claimed, mail, nature);
  return aside ?? bringIn(desk, claimed, mail);
}

/** Why a mail becomes neither ticket nor answer by itself. */
async function setAside({ db }: Desk, claimed: Claimed, mail: Mail, nature: Nature): Promise<Outcome | undefined> {
  if (nature === "auto-reply" || nature === "newsletter" || nature === "spam")
    return { state: "ignored", reason: nature };
  const [head] = mail.structure.parts;
  if (valueOf(head!, "x-handschlag") !== undefined || (await isOurs(db, mail)))
    return { state: "ignored", reason: "loop" };
  if (nature === "broken") return { state: "review", reason: "broken" };
  if (mail.from === undefined) return { state: "review", reason: "sender-missing" };
  const doubts = valuesOf(head!, "authentication-results").slice(0, 1);
  if (doubts.some((said) => /\bdmarc=fail\b/i.test(said))) return { state: "review", reason: "sender-doubtful" };
  return (await areMany(db, claimed, mail.from.address)) ? { state: "review", reason: "too-many" } : undefined;
}

/** Whether it is a mail of ours that comes back to us. */
const isOurs = async (db: Kysely<DB>, { messageId }: Mail): Promise<boolean> =>
  messageId !== undefined &&
  (await inScope(db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx.selectFrom("mail_out").select("mail_id").where("message_id", "=", messageId).executeTakeFirst(),
  )) !== undefined;

const areMany = (db: Kysely<DB>, { tenant, receivedAt }: Claimed, address: string): Promise<boolean> =>
  inScope(db, { scope: "mail" }, { readOnly: true }, async (tx) => {
    const { count } = await tx
      .selectFrom("mail_in")
      .select((row) => row.fn.countAll<string>().as("count"))
      .where("tenant_id", "=", tenant)
      .where("from_address", "=", address)
      .where("received_at", ">", new Date(receivedAt - MANY_MS))
      .where("received_at", "<=", new Date(receivedAt))
      .executeTakeFirstOrThrow();
    return Number(count) > MANY;
  });

const textOf = ({ status, diagnostic, recipient }: Bounce): string =>
  [status, diagnostic ?? recipient]
    .filter((part) => part !== undefined)
    .join(" ")
    .slice(0, BOUNCE_MAX) || "-";

/** Marks the mail that came back, and shows it at what it told of. */
function cameBack({ db, clock }: Desk, bounce: Bounce): Promise<Outcome> {
  const now = clock();
  const { isDelay, messageIds } = bounce;
  if (isDelay) return Promise.resolve({ state: "ignored", reason: "delayed" });
  if (messageIds.length === 0) return Promise.resolve({ state: "bounced", reason: "unknown-mail" });
  const bounced_at = new Date(now);
  return inScope(db, { scope: "mail" }, { readOnly: false }, async (tx) => {
    const marked = await tx
      .updateTable("mail_out")
      .set({ bounced_at, bounce: textOf(bounce) })
      .where("message_id", "in", messageIds)
      .where("bounced_at", "is", null)
      .returning(["tenant_id", "mail_id", "person_id"])
      .execute();
    for (const { tenant_id, mail_id, person_id } of marked)
      await sql`insert into ticket_mail (tenant_id, ticket_mail_id, ticket_id, engagement_id, event_id, visible_to, kind, person_id, content, at)
        select t.tenant_id, ${uuidv7({ msecs: now })}::uuid, t.ticket_id, t.engagement_id, e.event_id, e.visible_to, 'bounce',
          ${person_id}::uuid, ${textOf(bounce)}, ${bounced_at}
        from notice n join event e on e.tenant_id = n.event_tenant and e.event_id = n.event_id
        join ticket t on t.tenant_id = n.event_tenant and t.ticket_id = n.subject_id
        where n.tenant_id = ${tenant_id} and n.mail_id = ${mail_id} order by n.notice_id limit 1`.execute(tx);
    return { state: "bounced", reason: marked.length === 0 ? "unknown-mail" : textOf(bounce) };
  });
}
