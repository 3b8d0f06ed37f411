import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import { inScope, type EngagementId, type TenantId } from "../db/tenant.ts";
import { cookieFrom } from "../identity/identity.test-support.ts";
import { PASSWORD, TestServer, type TestPerson } from "../server.test-support.ts";

const DAY_MS = 24 * 3_600_000;

let server: TestServer;
let client: TenantId;
let provider: TenantId;
let owner: TestPerson;
let manager: TestPerson;
let addresses = 0;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = (server.now + DAY_MS) as Instant;
  client = await server.company("Lindenhof");
  provider = await server.company("Lechbogen");
  owner = await server.person(client, "owner");
  manager = await server.person(provider, null, "service-manager");
});

interface Begun {
  readonly id: EngagementId;
  readonly invitationLink: string | null;
}
interface Listed {
  readonly id: string;
  readonly side: string;
  readonly rights: readonly string[];
  readonly client: object;
  readonly provider: { readonly id: TenantId };
}
const begin = async (body: object, by = owner) =>
  server.request("POST", "/engagements", { as: await server.cookie(by), body: { name: "IT-Betreuung", ...body } });
const listOf = async (by: TestPerson) => {
  const answer = await server.request("GET", "/engagements", { as: await server.cookie(by) });
  return answer.json<{ items: Listed[] }>().items;
};
const newAddress = () => `neu${++addresses}@example.org`;
const eventsOf = (tenant: TenantId) =>
  inScope(server.db, { tenant, side: "system" }, { readOnly: true }, (tx) =>
    tx.selectFrom("event").select(["type", "engagement_id", "visible_to"]).orderBy("tx").orderBy("event_id").execute(),
  );

test("an engagement with a provider who is here stands on both sides at once, each with its own rights", async () => {
  const { id, invitationLink } = (await begin({ providerId: provider })).json<Begun>();
  expect(invitationLink).toBeNull();
  const both = { id, client: { id: client, name: "Lindenhof" }, provider: { id: provider, name: "Lechbogen" } };
  const [mine] = await listOf(owner);
  expect(mine).toMatchObject({ ...both, side: "client", version: 1, contractNumber: null });
  expect(mine!.rights).toContain("engagement:write");
  const [theirs] = await listOf(manager);
  expect(theirs).toMatchObject({ ...both, side: "provider" });
  expect(theirs!.rights).toContain("contract:write");
  for (const rights of [mine!.rights, theirs!.rights])
    expect(rights.filter((right) => /^(company|people|key|single-sign-on|installation):/.test(right))).toEqual([]);
  expect(theirs!.rights).not.toContain("engagement:write");
  expect(await eventsOf(client)).toEqual([{ type: "engagement.begun", engagement_id: id, visible_to: "both" }]);
  expect(await eventsOf(provider)).toEqual([]);
});

test("a provider who is not here yet is founded, and its first service manager invited, who finds the engagement", async () => {
  const email = newAddress();
  const { id, invitationLink } = (
    await begin({ providerName: "Neues Systemhaus", providerEmail: email })
  ).json<Begun>();
  const token = invitationLink!.split("/").at(-1)!;
  const read = await server.request("GET", `/invitations/${token}`);
  expect(read.json()).toMatchObject({
    company: "Neues Systemhaus",
    email,
    providerRole: "service-manager",
    clientRole: null,
  });
  const accepted = await server.request("POST", `/invitations/${token}/acceptance`, {
    body: { name: "Nele Neu", password: PASSWORD },
  });
  expect(accepted.json()).toEqual({ state: "enrolment" });
  expect(cookieFrom(accepted)).toMatch(/^handschlag=/);
  const founded = (await listOf(owner))[0]!.provider;
  const first = await server.person(founded.id, null, "agent");
  expect(await listOf(first)).toMatchObject([{ id, side: "provider" }]);
  // Its own affairs are not its client's to see, though the client brought it here.
  expect((await eventsOf(founded.id)).map(({ type }) => type)).toEqual([
    "company.founded",
    "person.invited",
    "person.joined",
  ]);
  expect((await eventsOf(client)).map(({ type }) => type)).toEqual(["engagement.begun"]);
});

test.each([
  {
    what: "a provider that nobody knows",
    body: () => ({ providerId: "018f0000-0000-7000-8000-000000000000" }),
    kind: "provider-unknown",
  },
  { what: "itself", body: () => ({ providerId: client }), kind: "provider-is-client" },
  { what: "nobody", body: () => ({}), kind: "provider-needed" },
  { what: "a name without an address", body: () => ({ providerName: "Neu" }), kind: "provider-needed" },
  { what: "an address without a name", body: () => ({ providerEmail: newAddress() }), kind: "provider-needed" },
])("an engagement with $what is refused, and nothing is left of it", async ({ body, kind }) => {
  expect((await begin(body())).json()).toMatchObject({
    status: 422,
    kind,
    errors: [{ field: expect.stringMatching(/^body\./) }],
  });
  expect(await listOf(owner)).toEqual([]);
  expect(await eventsOf(client)).toEqual([]);
});

test("who leads a provider begins none in its client's name, and nobody without a fresh proof", async () => {
  expect((await begin({ providerId: provider }, manager)).json()).toMatchObject({ status: 403, kind: "right-missing" });
  const as = await server.cookie(owner);
  server.now = (server.now + 11 * 60_000) as Instant;
  const late = await server.request("POST", "/engagements", { as, body: { name: "Zu spät", providerId: provider } });
  expect(late.json()).toMatchObject({ status: 403, kind: "confirmation-needed" });
});

test("a new name is seen on both sides, with its version, and who renamed it is on record for both", async () => {
  const { id } = (await begin({ providerId: provider })).json<Begun>();
  const renamed = await server.request("PATCH", `/engagements/${id}`, {
    as: await server.cookie(owner),
    body: { name: "  Netz und Geräte " },
    headers: { "if-match": '"1"' },
  });
  expect(renamed.json()).toMatchObject({ id, name: "Netz und Geräte", version: 2, side: "client" });
  expect(renamed.headers["etag"]).toBe('"2"');
  expect(await listOf(manager)).toMatchObject([{ name: "Netz und Geräte", version: 2 }]);
  expect((await eventsOf(client)).at(-1)).toEqual({
    type: "engagement.renamed",
    engagement_id: id,
    visible_to: "both",
  });
});

test("a company that is client and provider sees both, first as client, each by its side's role", async () => {
  const asClient = await server.engagement(provider, await server.company("Rechenzentrum"));
  const asProvider = await server.engagement(client, provider);
  const both = await server.person(provider, "employee", "service-manager");
  const list = await listOf(both);
  expect(list.map(({ id, side }) => [id, side])).toEqual([
    [asClient, "client"],
    [asProvider, "provider"],
  ]);
  expect(list.map(({ rights }) => rights.includes("contract:write"))).toEqual([false, true]);
  // Without a role as client there is nothing to see of what the company buys itself.
  expect((await listOf(manager)).map(({ id }) => id)).toEqual([asProvider]);
});

test("an external sees what they are assigned to; with nothing assigned, nothing, and that is no fault", async () => {
  const one = await server.engagement(client, provider);
  await server.engagement(await server.company("Anderswo"), provider);
  const external = await server.person(provider, null, "external", { assigned: [one] });
  expect((await listOf(external)).map(({ id }) => id)).toEqual([one]);
  expect(await listOf(await server.person(provider, null, "external"))).toEqual([]);
});

test("an assignment to another provider's engagement opens nothing", async () => {
  const other = await server.engagement(client, await server.company("Netzsicherheit"));
  const external = await server.person(provider, null, "external", { assigned: [other] });
  expect(await listOf(external)).toEqual([]);
  const read = await server.request("GET", `/engagements/${other}`, { as: await server.cookie(external) });
  expect(read.json()).toMatchObject({ status: 404, kind: "engagement-not-found" });
});
