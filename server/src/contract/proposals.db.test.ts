import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { instant, later, MINUTE_MS } from "@handschlag/engine/instant.ts";
import { inScope, type EngagementId, type TenantId } from "../db/tenant.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { CONTRACT, NEXT_CONTRACT } from "../world.test-support.ts";

const START = instant("2026-11-23T08:00:00Z");
const HASH = createHash("sha256").update(NEXT_CONTRACT).digest("hex");

let server: TestServer;
let client: TenantId;
let provider: TenantId;
let engagement: EngagementId;
let owner: TestPerson;
let manager: TestPerson;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = START;
  client = await server.company("Brenner");
  provider = await server.company("Domstadt");
  engagement = await server.engagement(client, provider);
  owner = await server.person(client, "owner", null, { name: "Friedrich Brenner" });
  manager = await server.person(provider, null, "service-manager", { name: "Agnieszka Wójcik" });
  await call(owner, "POST", "contract-versions", { text: CONTRACT });
});

type Method = "GET" | "POST" | "PUT" | "DELETE";
async function call(by: TestPerson, method: Method, path: string, body?: unknown) {
  const as = await server.cookie(by);
  return server.request(method, `/engagements/${engagement}/${path}`, { as, ...(body !== undefined && { body }) });
}
const propose = async (by = manager, text = NEXT_CONTRACT): Promise<string> =>
  (await call(by, "POST", "contract-proposals", { text })).json<{ id: string }>().id;
const sign = (id: string, by: TestPerson, hash = HASH) =>
  call(by, "POST", `contract-proposals/${id}/signatures`, { hash });
const numbers = async () =>
  (await call(owner, "GET", "contract-versions"))
    .json<{ items: { number: number; proposalId: string | null; hash: string }[] }>()
    .items.map(({ number, proposalId, hash }) => ({ number, proposalId, hash }));
const eventTypes = async () =>
  (await call(manager, "GET", "events")).json<{ items: { type: string }[] }>().items.map(({ type }) => type);

test("what both sides sign becomes a version, of the very text that was proposed", async () => {
  const id = await propose();
  expect((await sign(id, manager)).json()).toMatchObject({ state: "open", signatures: [{ side: "provider" }] });
  expect(await numbers()).toMatchObject([{ number: 1, proposalId: null }]);
  server.now = later(START, MINUTE_MS);
  const agreed = await sign(id, owner);
  expect(agreed.statusCode).toBe(201);
  expect(agreed.json()).toMatchObject({
    state: "agreed",
    hash: HASH,
    endedAt: "2026-11-23T08:01:00.000Z",
    signatures: [
      { side: "provider", person: "Agnieszka Wójcik", company: "Domstadt", at: "2026-11-23T08:00:00.000Z" },
      { side: "client", person: "Friedrich Brenner", company: "Brenner", at: "2026-11-23T08:01:00.000Z" },
    ],
  });
  expect(await numbers()).toEqual([
    { number: 2, proposalId: id, hash: HASH },
    expect.objectContaining({ number: 1, proposalId: null }),
  ]);
  const read = await call(manager, "GET", `contract-proposals/${id}`);
  expect(read.json()).toMatchObject({ text: NEXT_CONTRACT, document: { version: 2 }, proposal: agreed.json() });
  expect((await call(owner, "GET", "contract?number=2")).json()).toMatchObject({ text: NEXT_CONTRACT });
  expect((await eventTypes()).toSorted()).toEqual([
    "contract.agreed",
    "contract.imported",
    "contract.proposed",
    "contract.signed",
    "contract.signed",
  ]);
});

test("both signing at once make one version", async () => {
  const id = await propose();
  const answers = await Promise.all([sign(id, manager), sign(id, owner), sign(id, owner)]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 201, 409]);
  expect(await numbers()).toHaveLength(2);
});

test("who has not just proved who they are does not sign", async () => {
  const id = await propose();
  const as = await server.cookie(owner);
  server.now = later(START, 11 * MINUTE_MS);
  const answer = await server.request("POST", `/engagements/${engagement}/contract-proposals/${id}/signatures`, {
    as,
    body: { hash: HASH },
  });
  expect(answer.json()).toMatchObject({ status: 403, kind: "confirmation-needed" });
});

test("who has read something else does not sign this", async () => {
  const id = await propose();
  const other = createHash("sha256").update(CONTRACT).digest("hex");
  expect((await sign(id, owner, other)).json()).toMatchObject({
    status: 422,
    kind: "hash-other",
    errors: [{ field: "body.hash" }],
  });
  expect((await sign(id, owner)).statusCode).toBe(201);
  expect((await sign(id, owner)).json()).toMatchObject({ status: 409, kind: "signed-already" });
  const partner = await server.person(client, "owner");
  expect((await sign(id, partner)).json()).toMatchObject({ status: 409, kind: "signed-already" });
});

test("nobody signs for both sides", async () => {
  const id = await propose();
  await sign(id, owner);
  await inScope(server.db, { tenant: provider, scope: "identity" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("membership")
      .values({
        tenant_id: provider,
        person_id: owner.id,
        client_role: null,
        provider_role: "service-manager",
        joined_at: new Date(START),
      })
      .execute(),
  );
  const answer = await sign(id, { ...owner, company: provider });
  expect(answer.json()).toMatchObject({ status: 409, kind: "signed-for-other-side" });
});

test("one proposal at a time; what is declined or withdrawn makes room, and is never signed again", async () => {
  const first = await propose();
  expect((await call(owner, "POST", "contract-proposals", { text: NEXT_CONTRACT })).json()).toMatchObject({
    status: 409,
    kind: "proposal-open",
    facts: { number: 2 },
  });
  expect((await call(manager, "PUT", `contract-proposals/${first}/refusal`, { reason: "x" })).json()).toMatchObject({
    status: 409,
    kind: "proposal-own",
  });
  expect((await call(owner, "DELETE", `contract-proposals/${first}`)).json()).toMatchObject({
    status: 409,
    kind: "proposal-of-other-side",
  });
  const declined = await call(owner, "PUT", `contract-proposals/${first}/refusal`, { reason: "Zu teuer." });
  expect(declined.json()).toMatchObject({ state: "declined", reason: "Zu teuer." });
  server.now = later(START, MINUTE_MS);
  const second = await propose();
  expect((await call(manager, "DELETE", `contract-proposals/${second}`)).statusCode).toBe(204);
  for (const [id, state] of [
    [first, "declined"],
    [second, "withdrawn"],
  ] as const) {
    expect((await sign(id, owner)).json()).toMatchObject({ status: 409, kind: "proposal-ended", facts: { state } });
    expect((await call(owner, "PUT", `contract-proposals/${id}/refusal`, { reason: "x" })).statusCode).toBe(409);
  }
  const { items } = (await call(manager, "GET", "contract-proposals")).json<{ items: { id: string }[] }>();
  expect(items.map(({ id }) => id)).toEqual([second, first]);
  expect(await numbers()).toHaveLength(1);
});

test("what does not follow the versions that are there is refused when it is proposed, and when it is signed", async () => {
  expect((await call(manager, "POST", "contract-proposals", { text: CONTRACT })).json()).toMatchObject({
    status: 422,
    kind: "contract-version-unfit",
  });
  const id = await propose();
  await sign(id, manager);
  await call(owner, "POST", "contract-versions", { text: NEXT_CONTRACT });
  expect((await sign(id, owner)).json()).toMatchObject({ status: 422, kind: "contract-version-unfit" });
  expect(await numbers()).toMatchObject([
    { number: 2, proposalId: null },
    { number: 1, proposalId: null },
  ]);
});

test("once both have signed a version, neither puts in the next one alone", async () => {
  const id = await propose();
  await sign(id, manager);
  await sign(id, owner);
  const third = NEXT_CONTRACT.replace(/^version: 2$/m, "version: 3").replace(
    /^validFrom: .*$/m,
    "validFrom: 2027-07-01",
  );
  expect((await call(manager, "POST", "contract-versions", { text: third })).json()).toMatchObject({
    status: 409,
    kind: "signature-needed",
  });
  expect(await propose(manager, third)).toEqual(expect.any(String));
});

test("what was proposed cannot be changed, not even by the server, and ends once", async () => {
  const id = await propose();
  const attempt = (column: string) =>
    inScope(server.db, { tenant: client, side: "system" }, { readOnly: false }, (tx) =>
      tx
        .updateTable("contract_proposal")
        .set(column === "source" ? { source: "other" } : { state: "agreed", ended_at: new Date(START) })
        .where("proposal_id", "=", id)
        .execute(),
    );
  await expect(attempt("source")).rejects.toThrow(/permission denied/);
  await call(manager, "DELETE", `contract-proposals/${id}`);
  await expect(attempt("state")).rejects.toThrow(/has ended/);
});
