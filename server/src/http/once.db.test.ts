import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { EngagementId, TenantId } from "../db/tenant.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { CONTRACT } from "../world.test-support.ts";

const DAY_MS = 24 * 3_600_000;

let server: TestServer;
let company: TenantId;
let provider: TenantId;
let engagement: EngagementId;
let owner: TestPerson;
let leader: string;
let operator: string;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = (server.now + DAY_MS) as Instant;
  company = await server.company("Lindenhof");
  provider = await server.company("Systemhaus");
  engagement = await server.engagement(company, provider);
  owner = await server.person(company, "owner");
  leader = await server.cookie(owner);
  operator = await server.cookie(await server.person(company, null, null, { operator: true }));
});

let addresses = 0;
const newAddress = () => `neu${++addresses}@example.org`;
const invitation = (email = newAddress()) => ({ email, clientRole: "employee", providerRole: null });
const post = (path: string, body: unknown, key: string, as = leader) =>
  server.request("POST", path, { as, body, headers: { "idempotency-key": key } });

interface Creation {
  readonly what: string;
  readonly path: () => string;
  readonly body: () => Record<string, unknown>;
  readonly other: Record<string, unknown>;
  /** What is shown once, and whose place is empty in a repeated answer. */
  readonly secret?: string;
  /** The field that finds it in `list`, in which it should be once. */
  readonly list: () => string;
  readonly as?: () => string;
}

const CREATIONS: readonly Creation[] = [
  {
    what: "an invitation",
    path: () => "/company/invitations",
    body: invitation,
    other: { clientRole: "auditor" },
    secret: "link",
    list: () => "/company/invitations",
  },
  {
    what: "an API key",
    path: () => "/company/api-keys",
    body: () => ({ name: "Auswertung", role: "auditor", scopes: ["people:read"], days: 30 }),
    other: { days: 31 },
    secret: "key",
    list: () => "/company/api-keys",
  },
  {
    what: "an engagement",
    path: () => "/engagements",
    body: () => ({ name: "Betreuung", providerName: "Neues Systemhaus", providerEmail: newAddress() }),
    other: { name: "Andere Betreuung" },
    secret: "invitationLink",
    list: () => "/engagements",
  },
  {
    what: "a version of a contract",
    path: () => `/engagements/${engagement}/contract-versions`,
    body: () => ({ text: CONTRACT }),
    other: { text: `${CONTRACT}\n` },
    list: () => `/engagements/${engagement}/contract-versions`,
  },
  {
    what: "a company of the installation",
    path: () => "/installation/companies",
    body: () => ({ name: "Neue Firma", kind: "client", email: newAddress() }),
    other: { kind: "provider" },
    secret: "invitationLink",
    list: () => "/installation/companies",
    as: () => operator,
  },
];

const listed = async ({ list, as = () => leader }: Creation, id: string) => {
  const { items } = (await server.request("GET", list(), { as: as() })).json<{ items: { id: string }[] }>();
  return items.filter((item) => item.id === id).length;
};
const countOf = async ({ list, as = () => leader }: Creation) =>
  (await server.request("GET", list(), { as: as() })).json<{ items: unknown[] }>().items.length;

test.each(CREATIONS)("$what is made once, however often it is asked for with one key", async (creation) => {
  const { path, body, secret, as = () => leader } = creation;
  const wish = body();
  const before = await countOf(creation);
  const first = await post(path(), wish, "einmal", as());
  expect(first.statusCode).toBe(201);
  const made = first.json<Record<string, unknown> & { id: string }>();
  for (let time = 0; time < 2; time++) {
    const again = await post(path(), wish, "einmal", as());
    expect(again.statusCode).toBe(201);
    expect(again.json()).toEqual({ ...made, ...(secret !== undefined && { [secret]: null }) });
  }
  expect([await countOf(creation), await listed(creation, made.id)]).toEqual([before + 1, 1]);
});

test.each(CREATIONS)("$what is made once by two requests at once", async (creation) => {
  const { path, body, as = () => leader } = creation;
  const wish = body();
  const before = await countOf(creation);
  const answers = await Promise.all(Array.from({ length: 4 }, () => post(path(), wish, "zugleich", as())));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201]);
  expect(new Set(answers.map((answer) => answer.json<{ id: string }>().id)).size).toBe(1);
  expect(await countOf(creation)).toBe(before + 1);
});

test.each(CREATIONS)("a key that was used for $what is refused for another one", async (creation) => {
  const { path, body, other, as = () => leader } = creation;
  const wish = body();
  await post(path(), wish, "benutzt", as());
  const count = await countOf(creation);
  const answer = await post(path(), { ...wish, ...other }, "benutzt", as());
  expect(answer.json()).toMatchObject({
    status: 422,
    kind: "idempotency-key-reused",
    errors: [{ field: "header.idempotency-key" }],
  });
  expect(await countOf(creation)).toBe(count);
});

test("a key of one route is not free for another", async () => {
  await post("/company/invitations", invitation(), "route");
  const answer = await post("/engagements", { name: "Betreuung", providerId: provider }, "route");
  expect(answer.json()).toMatchObject({ status: 422, kind: "idempotency-key-reused" });
});

test("another's key is another, also in the same company, and the same person's in another company", async () => {
  const body = invitation();
  const other = await server.person(company, "owner");
  const first = await post("/company/invitations", body, "meiner");
  const second = await post("/company/invitations", body, "meiner", await server.cookie(other));
  expect(second.json<{ id: string }>().id).not.toBe(first.json<{ id: string }>().id);
  const api = await server.key(owner, "owner", ["people:write"]);
  const third = await post("/company/invitations", body, "meiner", api);
  expect(third.json<{ link: string | null }>().link).not.toBeNull();
});

test("a request that was refused has used nothing up", async () => {
  const wrong = await post("/company/invitations", invitation(owner.email), "nochmal");
  expect(wrong.statusCode).toBe(409);
  const right = await post("/company/invitations", invitation(), "nochmal");
  expect(right.json<{ link: string | null }>().link).not.toBeNull();
});

test("who has lost the right since is not answered again", async () => {
  const body = invitation();
  const second = await server.person(company, "owner");
  const as = await server.cookie(second);
  expect((await post("/company/invitations", body, "verloren", as)).statusCode).toBe(201);
  const roles = { clientRole: "employee", providerRole: null, engagements: [] };
  const changed = await server.request("PATCH", `/company/people/${second.id}`, {
    as: leader,
    body: roles,
    headers: { "if-match": '"1"' },
  });
  expect(changed.statusCode).toBe(204);
  expect((await post("/company/invitations", body, "verloren", as)).statusCode).toBe(403);
});

test.each(["", "x".repeat(201), "schlüssel", "a\tb"])("%j is no key", async (key) => {
  const answer = await post("/company/invitations", invitation(), key);
  expect(answer.json()).toMatchObject({
    status: 400,
    kind: "request-unfit",
    errors: [{ field: "header.idempotency-key", reason: "1 to 200 printable characters" }],
  });
  expect(await server.events(company)).toEqual([]);
});

test("without a key each request makes its own", async () => {
  const body = { name: "Betreuung", providerId: provider };
  const ids = [1, 2].map(() => server.request("POST", "/engagements", { as: leader, body }));
  const [one, two] = (await Promise.all(ids)).map((answer) => answer.json<{ id: string }>().id);
  expect(one).not.toBe(two);
});
