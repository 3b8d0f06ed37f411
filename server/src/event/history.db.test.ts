import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import { inScope, type EngagementId, type TenantId } from "../db/tenant.ts";
import type { EventBody } from "@handschlag/api/event.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { record } from "./record.ts";

const DAY_MS = 24 * 3_600_000;

let server: TestServer;
let client: TenantId;
let provider: TenantId;
let owner: TestPerson;
let manager: TestPerson;
let engagement: EngagementId;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = (server.now + DAY_MS) as Instant;
  client = await server.company("Lindenhof");
  provider = await server.company("Systemhaus");
  owner = await server.person(client, "owner", null, { name: "Katharina Kundin" });
  manager = await server.person(provider, null, "service-manager", { name: "Markus Dienst" });
  engagement = await server.engagement(client, provider);
});

interface Page {
  readonly items: readonly EventBody[];
  readonly next: string | null;
}
const page = async (as: string, path: string, query = ""): Promise<Page> =>
  (await server.request("GET", `${path}${query}`, { as })).json<Page>();

/** Walks through all pages; between two of them something may happen. */
async function walk(as: string, path: string, limit: number, between = () => Promise.resolve()): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor = ""; ; await between()) {
    const { items, next } = await page(as, path, `?limit=${limit}${cursor && `&cursor=${cursor}`}`);
    ids.push(...items.map(({ id }) => id));
    if (next === null) return ids;
    cursor = next;
  }
}

const eventsPath = () => `/engagements/${engagement}/events`;
/** Records events of the engagement for somebody's eyes, as the server's own work. */
const happen = (visibleTo: "both" | "client" | "provider", count = 1, of: EngagementId | null = engagement) =>
  inScope(server.db, { tenant: client, side: "system" }, { readOnly: false }, async (tx) => {
    const place = { tenant: client, side: "system" } as const;
    const ids: string[] = [];
    for (let each = 0; each < count; each++)
      ids.push(
        await record(tx, server.nobody(), place, {
          type: "test.made",
          visibleTo,
          ...(of !== null && { engagementId: of }),
        }),
      );
    return ids;
  });

test("pages hold every event once, the latest first, however many there are at one moment and on one page", async () => {
  const as = await server.cookie(owner);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      async (counts, limit) => {
        engagement = await server.engagement(client, provider);
        const recorded: string[] = [];
        for (const count of counts) {
          recorded.push(...(await happen("both", count)));
          server.now = (server.now + 1) as Instant;
        }
        expect(await walk(as, eventsPath(), limit)).toEqual(recorded.toReversed());
      },
    ),
    { numRuns: 20 },
  );
});

test("what happens while somebody pages does not move what they have not read", async () => {
  const as = await server.cookie(owner);
  const before = await happen("both", 9);
  const seen = await walk(as, eventsPath(), 2, async () => {
    server.now = (server.now + 1_000) as Instant;
    await happen("both", 3);
  });
  expect(seen).toEqual(before.toReversed());
});

test("a page is fifty long unless told, and ends without a cursor exactly at the last event", async () => {
  const as = await server.cookie(owner);
  await happen("both", 50);
  expect(await page(as, eventsPath())).toMatchObject({ items: { length: 50 }, next: null });
  await happen("both", 1);
  const first = await page(as, eventsPath());
  expect([first.items.length, first.next]).toEqual([50, expect.any(String)]);
  expect(await page(as, eventsPath(), `?cursor=${first.next}`)).toMatchObject({ items: { length: 1 }, next: null });
});

test("each side sees what is for both and what is its own, and learns nothing of the rest, not even by counting", async () => {
  const [both, ours, theirs] = [await happen("both", 2), await happen("client", 3), await happen("provider", 4)];
  const [clients, providers] = [await server.cookie(owner), await server.cookie(manager)];
  expect((await walk(clients, eventsPath(), 2)).toSorted()).toEqual([...both, ...ours].toSorted());
  expect((await walk(providers, eventsPath(), 2)).toSorted()).toEqual([...both, ...theirs].toSorted());
  expect(await page(clients, eventsPath(), "?limit=5")).toMatchObject({ items: { length: 5 }, next: null });
  expect(await page(providers, eventsPath(), "?limit=6")).toMatchObject({ items: { length: 6 }, next: null });
});

test("a cursor of the other side, or of another engagement, opens nothing that its own pages would not", async () => {
  await happen("client", 3);
  const other = await server.engagement(client, await server.company("Netzsicherheit"));
  const hidden = await happen("both", 3, other);
  const { next } = await page(await server.cookie(owner), eventsPath(), "?limit=1");
  const { items } = await page(await server.cookie(manager), eventsPath(), `?cursor=${next}`);
  expect(items).toEqual([]);
  const mine = await page(await server.cookie(owner), eventsPath(), `?cursor=${next}`);
  expect(mine.items.filter(({ id }) => hidden.includes(id))).toEqual([]);
});

test("the history of a company is its own affairs alone: engagements have theirs, and clients theirs", async () => {
  await happen("both", 2);
  const ofCompany = await happen("client", 1, null);
  expect(await walk(await server.cookie(owner), "/company/events", 2)).toEqual(ofCompany);
  expect(await walk(await server.cookie(manager), "/company/events", 2)).toEqual([]);
});

test("the other side's people are known by name and company, keys and strangers by neither", async () => {
  const as = await server.cookie(manager);
  const body = { name: "Neuer Name" };
  await server.request("PATCH", `/engagements/${engagement}`, {
    as: await server.cookie(owner),
    body,
    headers: { "if-match": '"1"' },
  });
  const key = await server.key(owner, "owner", ["engagement:write"]);
  server.now = (server.now + 1) as Instant;
  await server.request("PATCH", `/engagements/${engagement}`, { as: key, body, headers: { "if-match": '"2"' } });
  const { items } = await page(as, eventsPath());
  expect(items.map(({ actor }) => actor)).toEqual([
    { kind: "key", id: expect.any(String), name: null, company: "Lindenhof", side: "client" },
    { kind: "person", id: owner.id, name: "Katharina Kundin", company: "Lindenhof", side: "client" },
  ]);
  const own = await page(await server.cookie(owner), eventsPath());
  expect(own.items[0]!.actor).toMatchObject({ kind: "key", name: "test" });
});

test.each([
  "cursor=",
  "cursor=x",
  "cursor=1_018f0000-0000-7000-8000-00000000000",
  `cursor=1_${"-".repeat(36)}`,
  `cursor=-1_018f0000-0000-7000-8000-000000000000`,
  `cursor=${"9".repeat(16)}_018f0000-0000-7000-8000-000000000000`,
  "cursor=1%00_018f0000-0000-7000-8000-000000000000",
  "limit=0",
  "limit=101",
  "limit=-1",
  "limit=1e1",
  "limit=",
  "limit=1&limit=2",
  "offset=3",
])("a page asked for by %s is refused in words", async (query) => {
  const answer = await server.request("GET", `${eventsPath()}?${query}`, { as: await server.cookie(owner) });
  expect(answer.json()).toMatchObject({ status: 400, kind: "request-unfit", errors: [{ reason: expect.any(String) }] });
});

test("a cursor of any moment is answered with a page", async () => {
  const as = await server.cookie(owner);
  await happen("both", 1);
  const ofEnd = await page(as, eventsPath(), `?cursor=${"9".repeat(15)}_018f0000-0000-7000-8000-000000000000`);
  expect(ofEnd.items).toHaveLength(1);
  const ofBeginning = await page(as, eventsPath(), "?cursor=0_018f0000-0000-7000-8000-000000000000");
  expect(ofBeginning).toEqual({ items: [], next: null });
});
