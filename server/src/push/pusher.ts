/** Showing what is new in browsers, by the push service that each of them named; encrypted for the browser alone (RFC 8291). */
import { HOUR_MS, later, MINUTE_MS, type Instant } from "@handschlag/engine/instant.ts";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { Ctx } from "../context.ts";
import { inScope, type TenantId, type Tx } from "../db/tenant.ts";
import { eventOf } from "../event/follow.ts";
import { actorFor } from "../identity/actor-for.ts";
import type { PostOffice } from "../mail/out/post-office.ts";
import { USUAL_ZONE } from "../notice/hours.ts";
import type { Reader } from "../notice/kind.ts";
import { inShort } from "../notice/own-notices.ts";
import type { Post } from "../webhook/post.ts";
import { vapidOf } from "./vapid.ts";

const BATCH = 20;
const LEASE_MS = 2 * MINUTE_MS;
const RETRIES_MS = [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS];
/** A push service keeps it for a browser that is asleep for so long; after that it is no news. */
const KEPT_S = 24 * 3_600;
const TEXT_LENGTH = 300;
/** The push service does not know the browser any more. */
const GONE = new Set([404, 410]);

interface PushWish {
  readonly company: TenantId;
  readonly person: string;
  readonly notice: string;
  readonly dueAt: Instant;
}

/** Has each of a person's browsers show a notice when it is due. */
export async function pushesMake(tx: Tx, now: Instant, { company, person, notice, dueAt }: PushWish): Promise<void> {
  const browsers = await tx
    .selectFrom("push_subscription")
    .select("subscription_id")
    .where("tenant_id", "=", company)
    .where("person_id", "=", person)
    .execute();
  if (browsers.length === 0) return;
  const rows = browsers.map(({ subscription_id }) => ({
    tenant_id: company,
    push_id: uuidv7({ msecs: now }),
    notice_id: notice,
    subscription_id,
    due_at: new Date(dueAt),
    created_at: new Date(now),
  }));
  await tx.insertInto("push_out").values(rows).execute();
}

interface Due {
  readonly tenant_id: string;
  readonly push_id: string;
  readonly attempts: number;
  readonly subscription_id: string;
  readonly person_id: string;
  readonly endpoint: string;
  readonly public_key: string;
  readonly auth: string;
  readonly kind: string;
  readonly side: string;
  readonly language: string;
  readonly time_zone: string | null;
  readonly event_id: string;
  readonly event_tenant: string;
  readonly body: string;
}

export type PushOffice = Pick<PostOffice, "db" | "seal" | "clock" | "from" | "say"> & { readonly post: Post };

/** Sends what is due. Returns how many it took in hand. */
export async function pushRound(office: PushOffice): Promise<number> {
  let count = 0;
  for (;;) {
    const due = await claim(office);
    await Promise.all(due.map((push) => deliver(office, push)));
    count += due.length;
    if (due.length < BATCH) return count;
  }
}

function claim({ db, clock }: PushOffice): Promise<readonly Due[]> {
  const now = clock();
  return inScope(db, { scope: "mail" }, { readOnly: false }, async (tx) => {
    const { rows } = await sql<Due>`with due as (
        update push_out o set due_at = ${new Date(later(now, LEASE_MS))}, attempts = attempts + 1
        from (select tenant_id, push_id from push_out where due_at <= ${new Date(now)}
          order by due_at, push_id limit ${BATCH} for update skip locked) d
        where o.tenant_id = d.tenant_id and o.push_id = d.push_id
        returning o.tenant_id, o.push_id, o.attempts, o.subscription_id, o.notice_id)
      select due.tenant_id, due.push_id, due.attempts, due.subscription_id, s.person_id, s.endpoint, s.public_key, s.auth,
        n.kind, n.side, p.language, h.time_zone, e.event_id, e.tenant_id as event_tenant, e.body
      from due
      join push_subscription s on s.tenant_id = due.tenant_id and s.subscription_id = due.subscription_id
      join notice n on n.tenant_id = due.tenant_id and n.notice_id = due.notice_id
      join person p on p.id = s.person_id
      join event e on e.tenant_id = n.event_tenant and e.event_id = n.event_id
      left join notice_hours h on h.tenant_id = due.tenant_id and h.person_id = s.person_id`.execute(tx);
    return rows;
  });
}

async function deliver(office: PushOffice, push: Due): Promise<void> {
  try {
    const content = await contentOf(office, push);
    if (content === undefined) return await end(office, push);
    const { endpoint, public_key: p256dh, auth } = push;
    // Loaded with the first one: most servers send none.
    const { default: webPush } = await import("web-push");
    const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, content, {
      TTL: KEPT_S,
      urgency: "high",
      vapidDetails: { subject: contactOf(office.from), ...vapidOf(office.seal) },
    });
    const { status } = await office.post(endpoint, details.headers, details.body);
    if (status !== undefined && status >= 200 && status < 300) return await end(office, push);
    if (status !== undefined && GONE.has(status)) return await forget(office, push);
    await again(office, push);
  } catch (error) {
    office.say(`push ${push.push_id} could not be sent: ${String(error)}`);
    await again(office, push).catch(() => undefined);
  }
}

/** What the browser shows, read with the person's own eyes; `undefined` when they may not see it any more. */
async function contentOf({ db, clock }: PushOffice, push: Due): Promise<string | undefined> {
  const actor = await actorFor(db, push.person_id, push.tenant_id);
  if (actor === undefined) return undefined;
  const reader: Reader = {
    language: push.language as Reader["language"],
    timeZone: push.time_zone ?? USUAL_ZONE,
    company: push.tenant_id as TenantId,
    side: push.side as Reader["side"],
    person: push.person_id,
    address: undefined,
  };
  const event = eventOf({ event_id: push.event_id, tenant_id: push.event_tenant, body: push.body });
  const short = await inShort(new Ctx(db, actor, clock(), "push"), push.kind, event, reader);
  return short && JSON.stringify({ ...short, text: short.text.slice(0, TEXT_LENGTH), language: push.language });
}

/** Whom a push service may ask what this is about. */
const contactOf = (from: string): string => `mailto:${/<(.*)>$/.exec(from)?.[1] ?? from}`;

const change = (office: PushOffice, work: (tx: Tx) => Promise<unknown>): Promise<unknown> =>
  inScope(office.db, { scope: "mail" }, { readOnly: false }, work);

const end = async (office: PushOffice, { tenant_id, push_id }: Due): Promise<void> =>
  void (await change(office, (tx) =>
    tx.deleteFrom("push_out").where("tenant_id", "=", tenant_id).where("push_id", "=", push_id).execute(),
  ));

/** The browser is gone, and with it whatever waits for it. */
const forget = async (office: PushOffice, { tenant_id, subscription_id }: Due): Promise<void> =>
  void (await change(office, (tx) =>
    tx
      .deleteFrom("push_subscription")
      .where("tenant_id", "=", tenant_id)
      .where("subscription_id", "=", subscription_id)
      .execute(),
  ));

/** Tried some more times; then it is left to the page. */
async function again(office: PushOffice, push: Due): Promise<void> {
  const wait = RETRIES_MS[push.attempts - 1];
  if (wait === undefined) return end(office, push);
  const due = new Date(later(office.clock(), wait));
  await change(office, (tx) =>
    tx
      .updateTable("push_out")
      .set({ due_at: due })
      .where("tenant_id", "=", push.tenant_id)
      .where("push_id", "=", push.push_id)
      .execute(),
  );
}
