import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Ctx, Place } from "../context.ts";
import { inScope, type EngagementId, type TenantId } from "../db/tenant.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { erasePersonal, record, type Fact } from "./record.ts";

const DAY_MS = 24 * 3_600_000;

let server: TestServer;
let company: TenantId;
let owner: TestPerson;
let ctx: Ctx;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = (server.now + DAY_MS) as Instant;
  company = await server.company("Lindenhof");
  owner = await server.person(company, "owner");
  ctx = await server.ctx(owner);
});

/** JSON as RFC 8785 wants it, read from the RFC: members in the order of their UTF-16 units, numbers and strings as ECMAScript writes them. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1));
  const members = names.map((name) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`);
  return `{${members.join(",")}}`;
}
const sha256 = (...parts: (string | Buffer)[]): string =>
  createHash("sha256")
    .update(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
    .digest("hex");

const FACT: Fact = { type: "test.made", visibleTo: "client" };
const make = (fact: Partial<Fact> = {}, place: Place = ctx.own): Promise<string> =>
  ctx.change(place, (tx) => record(tx, ctx, place, { ...FACT, ...fact }));

const asSystem = <T>(work: Parameters<typeof inScope<T>>[3]): Promise<T> =>
  inScope(server.db, { tenant: company, side: "system" }, { readOnly: false }, work);
const eventRow = (id: string) =>
  asSystem((tx) => tx.selectFrom("event").selectAll().where("event_id", "=", id).executeTakeFirstOrThrow());
const personalRow = (id: string) =>
  asSystem((tx) => tx.selectFrom("event_personal").selectAll().where("event_id", "=", id).executeTakeFirst());

test("an event is kept as canonical JSON with the hash of its bytes, and its columns say the same", async () => {
  const engagement = await server.engagement(company, await server.company("Systemhaus"));
  const at = Number(server.now) - 90_000;
  const subjectId = owner.id;
  const id = await make({
    subjectId,
    engagementId: engagement,
    visibleTo: "both",
    at,
    facts: { b: 1, a: [true, null] },
  });
  const { body, hash, ...columns } = await eventRow(id);
  expect(JSON.parse(body)).toEqual({
    form: 1,
    id,
    tenant: company,
    engagement,
    visibleTo: "both",
    type: "test.made",
    subject: subjectId,
    at: new Date(at).toISOString(),
    recordedAt: new Date(server.now).toISOString(),
    by: { kind: "person", id: owner.id, company, side: "client" },
    request: "test",
    facts: { a: [true, null], b: 1 },
  });
  expect(body).toBe(canonical(JSON.parse(body)));
  expect(hash.toString("hex")).toBe(sha256(body));
  expect(columns).toMatchObject({
    tenant_id: company,
    event_id: id,
    engagement_id: engagement,
    visible_to: "both",
    type: "test.made",
    subject_id: subjectId,
    at: new Date(at),
    recorded_at: new Date(server.now),
  });
});

test.each<{ what: string; facts: Record<string, unknown>; written: string }>([
  {
    what: "names in the order of their UTF-16 units",
    facts: { "\u{1f600}": 1, "\ufb33": 2, é: 3, a: 4, "": 5 },
    written: '{"":5,"a":4,"é":3,"\u{1f600}":1,"\ufb33":2}',
  },
  {
    what: "numbers as ECMAScript does",
    facts: { n: [1e21, 1e-7, -0, 0.1, 1.0, 1e9 / 3, 9007199254740991] },
    written: '{"n":[1e+21,1e-7,0,0.1,1,333333333.3333333,9007199254740991]}',
  },
  {
    what: "only what has to be escaped",
    facts: { s: "€$\u000f\nA'B\"\\/\u2028\u007f" },
    written: '{"s":"€$\\u000f\\nA\'B\\"\\\\/\u2028\u007f"}',
  },
  {
    what: "nothing for what is undefined",
    facts: { gone: undefined, kept: { gone: undefined } },
    written: '{"kept":{}}',
  },
])("facts are written with $what", async ({ facts, written }) => {
  const { body, hash } = await eventRow(await make({ facts }));
  expect(body).toContain(`"facts":${written},"form"`);
  expect(body).toBe(canonical(JSON.parse(body)));
  expect(hash.toString("hex")).toBe(sha256(body));
});

test("what JSON cannot say is no fact, and nothing is changed with it", async () => {
  for (const value of [Number.NaN, Infinity, 10n, "\ud800"])
    await expect(make({ facts: { value } }), String(value)).rejects.toThrow(/NaN|Infinity|BigInt|surrogate/i);
  expect(await server.events(company)).toEqual([]);
});

test("what is personal lies beside the event, which holds a salted hash of it", async () => {
  const personal = { email: "k.lindner@example.org", name: "Käthe" };
  const [one, two] = [await make({ personal }), await make({ personal })];
  const rows = [await eventRow(one), await eventRow(two)];
  const hashes = rows.map(({ body }) => (JSON.parse(body) as { personal: string }).personal);
  for (const [index, id] of [one, two].entries()) {
    const { salt, content } = (await personalRow(id))!;
    expect(content).toBe(canonical(personal));
    expect(hashes[index]).toBe(sha256(salt, content));
  }
  // Of a bare hash one could guess: the same twice should not look the same.
  expect(hashes[0]).not.toBe(hashes[1]);
  for (const { body } of rows) expect(body).not.toMatch(/lindner|Käthe/);
});

test("what is personal of somebody is erased in one tenant and nothing else of it, and the event still stands as it was", async () => {
  const other = await server.company("Anderswo");
  const otherCtx = await server.ctx(await server.person(other, "owner"));
  const personal = { email: "weg@example.org" };
  const subjectId = owner.id;
  const mine = await make({ personal, subjectId });
  const another = await make({ personal, subjectId: company });
  const elsewhere = await otherCtx.change(otherCtx.own, (tx) =>
    record(tx, otherCtx, otherCtx.own, { ...FACT, personal, subjectId }),
  );
  const before = await eventRow(mine);
  await asSystem((tx) => erasePersonal(tx, { tenant: company, side: "system" }, subjectId));
  expect(await personalRow(mine)).toBeUndefined();
  expect(await personalRow(another)).toBeDefined();
  const kept = await inScope(server.db, { tenant: other, side: "system" }, { readOnly: true }, (tx) =>
    tx.selectFrom("event_personal").select("event_id").execute(),
  );
  expect(kept).toEqual([{ event_id: elsewhere }]);
  expect(await eventRow(mine)).toEqual(before);
  const page = await server.request("GET", "/company/events", { as: await server.cookie(owner) });
  // Of two transactions in one millisecond either may come first.
  const { items } = page.json<{ items: { id: string; personal: unknown }[] }>();
  const shown = Object.fromEntries(items.map((item) => [item.id, item.personal]));
  expect(shown).toEqual({ [another]: personal, [mine]: null });
});

test("events of one transaction stay in their order, also those of one millisecond", async () => {
  const types = Array.from({ length: 40 }, (_, index) => `test.number-${"abcdefgh"[index % 8]}-${"vwxyz"[index % 5]}`);
  await ctx.change(ctx.own, async (tx) => {
    for (const type of types) await record(tx, ctx, ctx.own, { ...FACT, type });
  });
  expect(await server.events(company)).toEqual(types);
});

test("a change that records nothing is a defect and does not happen", async () => {
  const rename = () =>
    ctx.change(ctx.own, (tx) =>
      tx.updateTable("company").set({ name: "Heimlich" }).where("id", "=", company).executeTakeFirst(),
    );
  await expect(rename()).rejects.toThrow("a change records an event");
  const read = await server.request("GET", "/company", { as: await server.cookie(owner) });
  expect(read.json()).toMatchObject({ name: "Lindenhof" });
});

test("a change that fails after its event leaves no event", async () => {
  const failing = ctx.change(ctx.own, async (tx) => {
    await record(tx, ctx, ctx.own, FACT);
    throw new Error("too late");
  });
  await expect(failing).rejects.toThrow("too late");
  expect(await server.events(company)).toEqual([]);
});

test("what only reads cannot write, not even an event", async () => {
  await expect(ctx.read(ctx.own, (tx) => record(tx, ctx, ctx.own, FACT))).rejects.toMatchObject({ code: "25006" });
});

test.each<{ who: string; place: (of: TenantId, engagement: EngagementId) => Place; fact: Partial<Fact> }>([
  { who: "another tenant's log", place: (tenant) => ({ tenant, side: "client" }), fact: {} },
  { who: "the other side's own affairs", place: () => ctx.own, fact: { visibleTo: "provider" } },
  {
    who: "an engagement that is another tenant's",
    place: () => ctx.own,
    fact: { visibleTo: "both", engagementId: "018f0000-0000-7000-8000-000000000000" as EngagementId },
  },
])("nobody writes into $who", async ({ place, fact }) => {
  const other = await server.company("Anderswo");
  const engagement = await server.engagement(other, company);
  const wanted = place(other, engagement);
  const writing = ctx.change(ctx.own, (tx) => record(tx, ctx, wanted, { ...FACT, ...fact }));
  await expect(writing).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|23503)$/) });
});
