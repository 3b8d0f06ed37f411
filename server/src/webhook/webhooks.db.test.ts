/** Webhooks from the event to another program, which is a real server here and checks each signature with the library. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { inScope, type TenantId } from "../db/tenant.ts";
import { followToEnd } from "../event/follow.test-support.ts";
import { TestServer } from "../server.test-support.ts";
import { Desk } from "../ticket/desk.test-support.ts";
import { webhooksFollow } from "./follower.ts";
import { newSecret, SEALED_FOR } from "./payload.ts";
import { guardedPost, type Post } from "./post.ts";
import { Receiver } from "./receiver.test-support.ts";
import { sendSome } from "./sender.ts";

const HOOK = { name: "Übersicht", url: "https://hooks.example.org/x", topics: ["ticket"], engagements: null };

let server: TestServer;
let desk: Desk;
let receiver: Receiver;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  receiver = await Receiver.start();
  // The library compares with the time of day.
  server.now = Date.now() as Instant;
  desk = await Desk.make(server);
  await follow();
});
afterEach(async () => {
  await receiver.stop();
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) => tx.deleteFrom("webhook").execute());
});

/** To its end. */
const follow = (): Promise<void> => followToEnd(server.db, "webhook", () => webhooksFollow(server.db, server.now));
const post = guardedPost({ toLoopback: true, timeoutMs: 1_000 });
const sending = (by: Post = post) => ({ db: server.db, seal: server.seal, clock: () => server.now, post: by });
/** Makes deliveries of what happened and sends all that is due. */
async function deliver(): Promise<void> {
  await follow();
  while ((await sendSome(sending())) !== undefined);
}
const types = () => receiver.received.map(({ type }) => type);

type Side = "client" | "provider";
interface HookWish {
  readonly topics?: readonly string[];
  readonly engagements?: readonly string[];
  readonly url?: string;
}
let hooks = 0;
/** A webhook to the receiver, as if its address had passed. */
async function hookOf(
  company: TenantId,
  side: Side,
  { topics = ["ticket"], engagements, url }: HookWish = {},
): Promise<string> {
  const id = `019a1f00-0000-7000-8000-${String(++hooks).padStart(12, "0")}`;
  receiver.secret = newSecret();
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("webhook")
      .values({
        tenant_id: company,
        webhook_id: id,
        name: HOOK.name,
        url: url ?? receiver.url,
        side,
        topics: [...topics],
        engagements: engagements === undefined ? null : [...engagements],
        secret: server.seal.close(SEALED_FOR, receiver.secret),
        made_at: new Date(server.now),
      })
      .execute(),
  );
  return id;
}
const rowOf = (id: string) =>
  inScope(server.db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx.selectFrom("webhook").selectAll().where("webhook_id", "=", id).executeTakeFirstOrThrow(),
  );
const deliveriesOf = (id: string) =>
  inScope(server.db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx.selectFrom("webhook_delivery").selectAll().where("webhook_id", "=", id).orderBy("delivery_id").execute(),
  );
const MINUTE = 60_000;
const pass = (ms: number) => {
  server.now = (server.now + ms) as Instant;
};

test("another program is told of events in their order, signed, without what people wrote", async () => {
  await hookOf(desk.client, "client");
  const ticket = await desk.open("employee");
  await desk.later(1).done("agent", ticket, "answered", { text: "Wir sehen nach." });
  server.now = Date.now() as Instant;
  await deliver();
  expect(types()).toEqual(["ticket.opened", "ticket.answered"]);
  expect(receiver.refused).toBe(0);
  expect(receiver.received[0]!.data).toMatchObject({
    clientId: desk.client,
    engagementId: desk.engagement,
    subjectId: ticket,
    by: { kind: "person", id: desk.people.employee.id, side: "client" },
    facts: { service: "m365" },
  });
  expect(JSON.stringify(receiver.received)).not.toMatch(/Seit heute früh|Wir sehen nach|E-Mail geht nicht|Hartl/);
  // Nothing is said twice.
  await deliver();
  expect(receiver.received).toHaveLength(2);
});

test("each side is told what it may see, and never what the other keeps to itself", async () => {
  const ofProvider = await hookOf(desk.provider, "provider");
  const ticket = await desk.open("employee");
  await desk.done("coordinator", ticket, "noted", { text: "Nur für uns" });
  await desk.done("agent", ticket, "noted", { text: "Nur für uns" });
  await follow();
  expect(
    (await deliveriesOf(ofProvider)).map(({ type, content }) => [type, JSON.parse(content).data.visibleTo]),
  ).toEqual([
    ["ticket.opened", "both"],
    ["ticket.noted", "provider"],
  ]);
  const ofClient = await hookOf(desk.client, "client");
  await desk.done("coordinator", ticket, "noted", { text: "Nur für uns" });
  await desk.done("agent", ticket, "noted", { text: "Nur für uns" });
  await follow();
  expect((await deliveriesOf(ofClient)).map(({ content }) => JSON.parse(content).data.visibleTo)).toEqual(["client"]);
});

test("a company is told neither of another's engagements nor, on one side, of those of its other side", async () => {
  const stranger = await Desk.make(server);
  const ids = [
    await hookOf(stranger.provider, "provider"),
    await hookOf(stranger.client, "client"),
    // The client is no provider here, nor the provider a client.
    await hookOf(desk.client, "provider", { topics: ["ticket", "engagement", "contract"] }),
    await hookOf(desk.provider, "client", { topics: ["ticket", "engagement", "contract"] }),
    await hookOf(desk.client, "client", { engagements: [stranger.engagement] }),
    await hookOf(desk.client, "client", { topics: ["contract"] }),
  ];
  await desk.open("employee");
  await follow();
  for (const id of ids) expect(await deliveriesOf(id), id).toEqual([]);
});

test("the company's own affairs go to its own webhooks alone", async () => {
  const own = await hookOf(desk.provider, "provider", { topics: ["company"] });
  const other = await hookOf(desk.client, "client", { topics: ["company"] });
  await desk.request("agent", "POST", "/company/templates", { kind: "answer", name: "Gruß", content: "Guten Tag" });
  await follow();
  expect((await deliveriesOf(own)).map(({ type }) => type)).toEqual(["template.made"]);
  expect(await deliveriesOf(other)).toEqual([]);
});

test("two nodes that follow and send at once make and send each delivery once", async () => {
  const id = await hookOf(desk.client, "client");
  for (let count = 0; count < 12; count++) await desk.open("employee");
  await Promise.all(Array.from({ length: 6 }, () => webhooksFollow(server.db, server.now)));
  await follow();
  expect(await deliveriesOf(id)).toHaveLength(12);
  await Promise.all(Array.from({ length: 6 }, () => sendSome(sending())));
  await deliver();
  const order = (await deliveriesOf(id)).map(({ delivery_id }) => delivery_id);
  expect(receiver.received.map((each) => each.id)).toEqual(order);
  const numbers = receiver.received.map(({ data }) => data["subjectId"]);
  expect(new Set(numbers).size).toBe(12);
});

test("while nobody answers everything waits with the first, and arrives in order when somebody does", async () => {
  const id = await hookOf(desk.client, "client");
  const { port } = receiver;
  const { secret } = receiver;
  await receiver.stop();
  const ticket = await desk.open("employee");
  await desk.later(1).done("employee", ticket, "messaged", { text: "Eilt" });
  await deliver();
  const [first, second] = await deliveriesOf(id);
  expect(first).toMatchObject({ state: "waiting", attempts: 1, status: null, problem: "refused" });
  expect(first!.due_at.getTime() - server.now).toBe(5_000);
  expect(second).toMatchObject({ state: "waiting", attempts: 0 });
  receiver = await Receiver.start(port);
  receiver.secret = secret;
  await deliver();
  expect(receiver.received).toEqual([]);
  pass(5_000);
  await deliver();
  expect(types()).toEqual(["ticket.opened", "ticket.messaged"]);
  expect(await rowOf(id)).toMatchObject({ failing_since: null, held_until: null, claimed_until: null });
});

test("what is refused is tried ten times over three days, lets the others pass, and is dead then", async () => {
  const id = await hookOf(desk.client, "client");
  receiver.ofType.set("ticket.opened", 400);
  const ticket = await desk.open("employee");
  await desk.later(1).done("employee", ticket, "messaged", { text: "Eilt" });
  server.now = Date.now() as Instant;
  await deliver();
  expect(types()).toEqual(["ticket.messaged"]);
  const pauses: number[] = [];
  for (;;) {
    const [row] = await deliveriesOf(id);
    if (row!.state !== "waiting") break;
    pauses.push(Math.round((row!.due_at.getTime() - server.now) / 1_000));
    pass(row!.due_at.getTime() - server.now);
    // The receiver would find later ones too old by its own clock.
    await sendSome({ ...sending(), post: () => Promise.resolve({ status: 400, answer: "x".repeat(1_024) }) });
  }
  expect(pauses).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect((await deliveriesOf(id))[0]).toMatchObject({
    state: "dead",
    attempts: 10,
    status: 400,
    answer: "x".repeat(1_024),
  });
});

test("a webhook at which nothing arrives for five days is switched off, and its leaders hear of it", async () => {
  const id = await hookOf(desk.provider, "provider");
  await desk.open("employee");
  await follow();
  const away = sending(() => Promise.resolve({ status: 503, answer: "" }));
  for (let hour = 0; hour <= 5 * 24 && (await rowOf(id)).state === "on"; hour++) {
    if (hour % 24 === 0) await desk.open("employee");
    await follow();
    while ((await sendSome(away)) !== undefined);
    pass(60 * MINUTE);
  }
  expect(await rowOf(id)).toMatchObject({ state: "failed", claimed_until: null });
  expect((await server.events(desk.provider)).filter((type) => type === "webhook.switched-off")).toHaveLength(1);
  // Of what happens now it is never told.
  const before = (await deliveriesOf(id)).length;
  await desk.open("employee");
  await follow();
  expect(await deliveriesOf(id)).toHaveLength(before);
});

test("a node that is killed while it sends: another one sends again once the claim has run out", async () => {
  const id = await hookOf(desk.client, "client");
  await desk.open("employee");
  await follow();
  // It sent, and was gone before it could write that down.
  const killed = sendSome(
    sending(async (...args) => {
      await post(...args);
      throw new Error("killed");
    }),
  );
  await expect(killed).rejects.toThrow("killed");
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .updateTable("webhook")
      .set({ claimed_until: new Date(server.now + MINUTE) })
      .execute(),
  );
  expect(await sendSome(sending())).toBeUndefined();
  pass(MINUTE + 1);
  expect(await sendSome(sending())).toBe(1);
  const [first, again] = receiver.received;
  // At least once: the same id tells the receiver that it had it.
  expect(again!.id).toBe(first!.id);
  expect((await deliveriesOf(id))[0]).toMatchObject({ state: "delivered" });
});

test("of an engagement that is over nothing more goes out but that it ends, nor to a webhook that was removed", async () => {
  const id = await hookOf(desk.provider, "provider");
  const kept = await hookOf(desk.client, "client");
  await desk.open("employee");
  await follow();
  await server.asOwner(
    `set app.scope = 'identity'; update engagement set ended_at = '${new Date(server.now).toISOString()}', ended_by = 'client' where engagement_id = '${desk.engagement}'`,
  );
  while ((await sendSome(sending())) !== undefined);
  expect(receiver.received).toEqual([]);
  expect((await deliveriesOf(id)).map(({ state }) => state)).toEqual(["dropped"]);
  expect((await deliveriesOf(kept)).map(({ state }) => state)).toEqual(["dropped"]);
  const removed = await desk.request("manager", "DELETE", `/company/webhooks/${id}`);
  expect(removed.statusCode).toBe(204);
  expect(await deliveriesOf(id)).toEqual([]);
});

test("nothing is sent into the private network, over plain HTTP, or where a redirect leads", async () => {
  const guarded = guardedPost({ timeoutMs: 1_000 });
  const ask = (url: string) => guarded(url, {}, "{}");
  for (const url of [
    receiver.url,
    "https://127.0.0.1/",
    "https://localhost/",
    "https://[::1]/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://192.168.1.1/",
    "https://[fd00::1]/",
    "https://0.0.0.0/",
    "https://[::ffff:127.0.0.1]/",
    "https://2130706433/",
  ])
    expect(await ask(url), url).toEqual({ status: undefined, problem: "address-forbidden" });
  receiver.answers.push(302);
  receiver.secret = newSecret();
  const id = await hookOf(desk.client, "client");
  await desk.open("employee");
  await deliver();
  expect((await deliveriesOf(id))[0]).toMatchObject({ state: "waiting", status: 302 });
});

test("a program that takes and never answers is not waited for, and of a long answer only the beginning is kept", async () => {
  const id = await hookOf(desk.client, "client");
  receiver.isSilent = true;
  await desk.open("employee");
  await deliver();
  expect((await deliveriesOf(id))[0]).toMatchObject({ attempts: 1, problem: "too-slow", answer: null });
  receiver.isSilent = false;
  receiver.answers.push(500);
  pass(5_000);
  await deliver();
  expect((await deliveriesOf(id))[0]).toMatchObject({
    attempts: 2,
    problem: null,
    status: 500,
    answer: "x".repeat(1_024),
  });
});

test("a new secret signs beside the old one for a day, then alone", async () => {
  const id = await hookOf(desk.client, "client");
  const old = receiver.secret;
  const renewed = await desk.request("owner", "POST", `/company/webhooks/${id}/secret`);
  const { secret } = renewed.json<{ secret: string }>();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  for (const known of [old, secret]) {
    receiver.secret = known;
    await desk.request("owner", "POST", `/company/webhooks/${id}/trials`);
    await deliver();
  }
  expect(receiver.received.map(({ signatures }) => signatures)).toEqual([2, 2]);
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .updateTable("webhook")
      .set({ earlier_until: new Date(server.now) })
      .execute(),
  );
  await desk.request("owner", "POST", `/company/webhooks/${id}/trials`);
  receiver.secret = old;
  await deliver();
  expect(receiver.refused).toBe(1);
  const kept = await rowOf(id);
  expect(kept.secret.includes(secret) || kept.secret.includes(secret.slice(6))).toBe(false);
});

test("what is dead can be sent again, one or all, and a trial wakes a webhook that waits", async () => {
  const id = await hookOf(desk.client, "client");
  const path = `/company/webhooks/${id}`;
  for (let count = 0; count < 3; count++) await desk.open("employee");
  await follow();
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, async (tx) => {
    await tx
      .updateTable("webhook_delivery")
      .set({ state: "dead", attempts: 10, ended_at: new Date(server.now) })
      .execute();
    await tx
      .updateTable("webhook")
      .set({ held_until: new Date(server.now + 60 * MINUTE) })
      .execute();
  });
  const first = (await deliveriesOf(id))[0]!.delivery_id;
  expect((await desk.request("owner", "POST", `${path}/replays`, { deliveryId: first })).json()).toEqual({ count: 1 });
  await deliver();
  expect(receiver.received.map((each) => each.id)).toEqual([first]);
  expect((await desk.request("owner", "POST", `${path}/replays`, { deliveryId: null })).json()).toEqual({ count: 2 });
  await deliver();
  expect(receiver.received).toHaveLength(3);
  const list = (await desk.request("owner", "GET", `${path}/deliveries?state=delivered`)).json<{ items: object[] }>();
  expect(list.items).toHaveLength(3);
  expect(list.items[0]).toMatchObject({ state: "delivered", status: 204, attempts: 1, type: "ticket.opened" });
  for (const who of ["manager", "agent"] as const)
    expect((await desk.request(who, "GET", `${path}/deliveries`)).statusCode, who).toBe(who === "agent" ? 403 : 404);
});

test("who leads a company as provider has no webhook for what it is as a client", async () => {
  // The client is a provider elsewhere, and has a manager for that.
  const both = await server.person(desk.client, null, "service-manager");
  const cookie = await server.cookie(both);
  const add = (side: Side) => server.request("POST", "/company/webhooks", { as: cookie, body: { ...HOOK, side } });
  expect((await add("client")).json()).toMatchObject({ status: 403, kind: "right-missing" });
  expect((await add("provider")).statusCode).toBe(201);
  const id = await hookOf(desk.client, "client");
  expect((await server.request("GET", `/company/webhooks/${id}/deliveries`, { as: cookie })).statusCode).toBe(404);
  const list = await server.request("GET", "/company/webhooks", { as: cookie });
  expect(list.json<{ items: { side: string }[] }>().items.map(({ side }) => side)).toEqual(["provider"]);
});

test("an address has to be a name on the public Internet", async () => {
  const add = async (url: string) =>
    (await desk.request("owner", "POST", "/company/webhooks", { ...HOOK, side: "client", url })).json();
  for (const url of [
    "https://10.0.0.1/x",
    "https://localhost/x",
    "https://intranet/x",
    "https://[::1]/",
    "https://a:b@example.org/",
  ])
    expect(await add(url), url).toMatchObject({ status: 422, kind: "webhook-address-unfit" });
  expect(await add("http://example.org/")).toMatchObject({ status: 400 });
  expect(await add("https://hooks.example.org/x")).toMatchObject({ secret: expect.stringMatching(/^whsec_/) });
});

test("an engagement that is chosen is the company's on that side", async () => {
  const stranger = await Desk.make(server);
  const add = (who: keyof Desk["people"], side: Side, engagement: string) =>
    desk.request(who, "POST", "/company/webhooks", { ...HOOK, side, engagements: [engagement] });
  expect((await add("owner", "client", stranger.engagement)).json()).toMatchObject({ kind: "engagement-unknown" });
  expect((await add("manager", "provider", desk.engagement)).statusCode).toBe(201);
});
