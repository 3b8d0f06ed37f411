/** Telling people of what happened: a notice for each of them, and the mail that it goes with. product.md §§9.5, 18. */
import type { CalendarDefinition } from "@handschlag/engine/calendar/definition.ts";
import { later, type Instant } from "@handschlag/engine/instant.ts";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Tx } from "../db/tenant.ts";
import type { FollowedEvent } from "../event/follow.ts";
import { pushesMake } from "../push/pusher.ts";
import { digestAfter, inHours, USUAL_HOURS, type OwnHours } from "./hours.ts";
import type { NoticeKind, Recipient, Way } from "./kind.ts";
import { kindsOf } from "./notices.ts";

/** What a person has said of how they want to be told. */
interface Wishes {
  readonly hours: OwnHours;
  readonly way: Way | "none" | undefined;
  /** Whether one of their browsers shows what is new. */
  readonly hasBrowser: boolean;
}

/** Whether a side may know of an event at all. */
const isFor = ({ visibleTo }: FollowedEvent, { side }: Recipient): boolean =>
  visibleTo === "both" || visibleTo === side || (visibleTo === "client" && side === "company");

const keyOf = ({ company, person, address }: Recipient): string => `${company} ${person ?? address ?? ""}`;

/** Tells everybody whom events concern; `tx` has the scope `mail`. Returns how many notices that makes. */
export async function tell(tx: Tx, now: Instant, events: readonly FollowedEvent[]): Promise<number> {
  let count = 0;
  for (const event of events)
    for (const kind of kindsOf(event.type)) {
      const told = new Set<string>();
      for (const recipient of await kind.to(tx, event)) {
        // Nobody is told of what they did themselves, nor twice, nor of what is not for their eyes.
        const isDoer = !kind.tellsDoer && recipient.person !== undefined && recipient.person === event.by.id;
        if (told.has(keyOf(recipient)) || isDoer || !isFor(event, recipient)) continue;
        told.add(keyOf(recipient));
        if (await tellOne(tx, now, event, kind, recipient)) count++;
      }
    }
  return count;
}

async function tellOne(
  tx: Tx,
  now: Instant,
  event: FollowedEvent,
  kind: NoticeKind,
  recipient: Recipient,
): Promise<boolean> {
  const { company, person, address, side } = recipient;
  const wishes = await wishesOf(tx, kind, recipient);
  const way = wayOf(kind, recipient, wishes);
  if (way === "none") return false;
  const dueAt = dueOf(kind, recipient, wishes.hours, way, now);
  const isMail = way === "mail" || way === "digest";
  const mail = isMail ? await mailFor(tx, now, kind, recipient, way, dueAt!) : undefined;
  if (isMail && mail === undefined) return false;
  const id = uuidv7({ msecs: now });
  await tx
    .insertInto("notice")
    .values({
      tenant_id: company,
      notice_id: id,
      kind: kind.name,
      person_id: person ?? null,
      address: address ?? null,
      side,
      event_tenant: event.tenant,
      event_id: event.id,
      engagement_id: event.engagement ?? null,
      subject_id: event.subject ?? null,
      way,
      told_at: new Date(now),
      due_at: dueAt === undefined ? null : new Date(dueAt),
      mail_id: mail ?? null,
    })
    .execute();
  if (way === "push") await pushesMake(tx, now, { company, person: person!, notice: id, dueAt: dueAt! });
  return true;
}

/** As the person wishes; what is owed by the contract comes by mail whatever they wish, as does all to a mere address. */
function wayOf(kind: NoticeKind, recipient: Recipient, { way, hasBrowser }: Wishes): Way | "none" {
  if (recipient.address !== undefined) return "mail";
  if (kind.isOwed) return "mail";
  const wished = way ?? recipient.usually ?? kind.usually;
  // A browser that is not there any more must not keep anybody from hearing of it.
  return wished === "push" && !hasBrowser ? "mail" : wished;
}

function dueOf(
  { isOwed }: NoticeKind,
  { notBefore = 0 as Instant }: Recipient,
  hours: OwnHours,
  way: Way,
  now: Instant,
): Instant | undefined {
  const earliest = later(now, Math.max(0, notBefore - now));
  if (way === "page") return undefined;
  if (isOwed) return earliest;
  return way === "digest" ? digestAfter(hours, earliest) : inHours(hours, earliest);
}

async function wishesOf(tx: Tx, { name }: NoticeKind, { company, person }: Recipient): Promise<Wishes> {
  if (person === undefined) return { hours: USUAL_HOURS, way: undefined, hasBrowser: false };
  const row = await tx
    .selectFrom("person as p")
    .leftJoin("notice_hours as h", (join) => join.onRef("h.person_id", "=", "p.id").on("h.tenant_id", "=", company))
    .leftJoin("notice_way as w", (join) =>
      join.onRef("w.person_id", "=", "p.id").on("w.tenant_id", "=", company).on("w.kind", "=", name),
    )
    .select(["h.time_zone", "h.hours", "h.digest_at", "w.way"])
    .select(
      sql<boolean>`exists (select from push_subscription s where s.tenant_id = ${company} and s.person_id = p.id)`.as(
        "browser",
      ),
    )
    .where("p.id", "=", person)
    .executeTakeFirst();
  const hours: OwnHours =
    row === undefined || row.time_zone === null
      ? USUAL_HOURS
      : {
          timeZone: row.time_zone,
          hours: row.hours as CalendarDefinition | null,
          digestAt: row.digest_at ?? USUAL_HOURS.digestAt,
        };
  return { hours, way: (row?.way ?? undefined) as Wishes["way"], hasBrowser: row?.browser ?? false };
}

/** The mail in which a notice stands: one of its own, or that of the day. `undefined` where the person has no address. */
async function mailFor(
  tx: Tx,
  now: Instant,
  kind: NoticeKind,
  { company, person, address }: Recipient,
  way: Way,
  dueAt: Instant,
): Promise<string | undefined> {
  const isDigest = way === "digest";
  if (isDigest) {
    const waiting = await tx
      .selectFrom("mail_out")
      .select("mail_id")
      .where("tenant_id", "=", company)
      .where("person_id", "=", person ?? null)
      .where("kind", "=", "digest")
      .where("state", "=", "waiting")
      .where("written_at", "is", null)
      .where("due_at", ">", new Date(now))
      .forUpdate()
      .executeTakeFirst();
    if (waiting !== undefined) return waiting.mail_id;
  }
  const to = address ?? (await addressOf(tx, person!));
  if (to === undefined) return undefined;
  const id = uuidv7({ msecs: now });
  await tx
    .insertInto("mail_out")
    .values({
      tenant_id: company,
      mail_id: id,
      kind: isDigest ? "digest" : kind.name,
      person_id: person ?? null,
      address: to,
      due_at: new Date(dueAt),
      created_at: new Date(now),
    })
    .execute();
  return id;
}

async function addressOf(tx: Tx, person: string): Promise<string | undefined> {
  const row = await tx.selectFrom("person_account").select("email").where("person_id", "=", person).executeTakeFirst();
  return row?.email;
}
