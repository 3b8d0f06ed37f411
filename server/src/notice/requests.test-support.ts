/** A request for each route of what people are told, and of the mails that say so. */
import { HOUR_MS, later } from "@handschlag/engine/instant.ts";
import { v7 as uuidv7 } from "uuid";
import type { Asked, Make } from "../asked.test-support.ts";
import { inScope } from "../db/tenant.ts";
import { linkMake, linksKeep } from "../link/link.ts";
import type { TestPerson } from "../server.test-support.ts";
import { UNSUBSCRIBE } from "./own-settings.ts";

/** A mail of the company that is asked for, which could not be sent. */
async function mailFor({ world, visitor, whose }: Asked): Promise<string> {
  const id = uuidv7();
  const company = whose === "own" ? (visitor.company ?? world.client) : world.client;
  const at = new Date(world.server.now);
  await inScope(world.server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("mail_out")
      .values({
        tenant_id: company,
        mail_id: id,
        kind: "ticket-opened",
        address: "contact@example.org",
        state: "failed",
        due_at: at,
        created_at: at,
        ended_at: at,
      })
      .execute(),
  );
  return id;
}

/** Tells somebody of something. */
async function noticeFor({ db, now }: Asked["world"]["server"], { id, company }: TestPerson): Promise<string> {
  const notice = uuidv7();
  await inScope(db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("notice")
      .values({
        tenant_id: company,
        notice_id: notice,
        kind: "ticket-answered",
        person_id: id,
        side: "client",
        event_tenant: company,
        event_id: uuidv7(),
        way: "page",
        told_at: new Date(now),
      })
      .execute(),
  );
  return notice;
}

/** A link that ends a kind of mail for somebody. */
async function unsubscriptionFor({ world: { server, client } }: Asked): Promise<string> {
  const { db, seal, now } = server;
  const person = await server.person(client, "employee");
  const about = { company: client, place: client, person: person.id, address: undefined, side: "client" } as const;
  const subject = await noticeFor(server, person);
  const link = linkMake(seal, now, { ...about, purpose: UNSUBSCRIBE, subject, endsAt: later(now, HOUR_MS) });
  await linksKeep(db, now, [link]);
  return link.token;
}

const BROWSER = {
  endpoint: "https://push.example.org/send/abc",
  keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) },
};

/** A browser of the visitor, or of somebody of the client. */
async function browserFor({ world, visitor }: Asked): Promise<string> {
  const { server, client } = world;
  const person = visitor.person ?? (await server.person(client, "employee"));
  const id = uuidv7();
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("push_subscription")
      .values({
        tenant_id: person.company,
        subscription_id: id,
        person_id: person.id,
        endpoint: `${BROWSER.endpoint}${id}`,
        public_key: BROWSER.keys.p256dh,
        auth: BROWSER.keys.auth,
        agent: "test",
        made_at: new Date(server.now),
      })
      .execute(),
  );
  return id;
}

const SETTINGS = {
  timeZone: "Europe/Berlin",
  hours: null,
  digestAt: "07:00",
  ways: {},
};

export const NOTICES: Readonly<Record<string, Make>> = {
  "GET /me/notices": () => ({ path: "/me/notices" }),
  "GET /me/notices/count": () => ({ path: "/me/notices/count" }),
  "POST /me/notices/read": async ({ world, visitor: { person } }) => {
    if (person !== undefined) await noticeFor(world.server, person);
    return { path: "/me/notices/read", body: {} };
  },
  "GET /me/notice-settings": () => ({ path: "/me/notice-settings" }),
  "PUT /me/notice-settings": async ({ world, visitor: { person } }) => {
    // What an earlier visitor set would make this the second version.
    if (person !== undefined)
      await inScope(
        world.server.db,
        { company: person.company, tenant: person.company, side: "company", person: person.id },
        { readOnly: false },
        (tx) => tx.deleteFrom("notice_hours").execute(),
      );
    return { path: "/me/notice-settings", body: SETTINGS, headers: { "if-match": '"0"' } };
  },
  "GET /me/push-key": () => ({ path: "/me/push-key" }),
  "POST /me/push-subscriptions": () => ({ path: "/me/push-subscriptions", body: BROWSER }),
  "DELETE /me/push-subscriptions/:id": async (asked) => ({
    path: `/me/push-subscriptions/${await browserFor(asked)}`,
  }),
  "GET /unsubscriptions/:token": async (asked) => ({ path: `/unsubscriptions/${await unsubscriptionFor(asked)}` }),
  "POST /unsubscriptions/:token": async (asked) => ({ path: `/unsubscriptions/${await unsubscriptionFor(asked)}` }),
  "GET /mails": () => ({ path: "/mails" }),
  "GET /mails/:id": async (asked) => ({ path: `/mails/${await mailFor(asked)}` }),
  "POST /mails/:id/again": async (asked) => ({ path: `/mails/${await mailFor(asked)}/again` }),
};
