import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { instant } from "@handschlag/engine/instant.ts";
import type { EngagementId, TenantId } from "../db/tenant.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { CONTRACT, NEXT_CONTRACT } from "../world.test-support.ts";

const LINDENHOF = readFileSync("fixtures/contracts/lindenhof-architekten.yaml", "utf8");
const START = instant("2026-11-23T08:00:00Z");

let server: TestServer;
let client: TenantId;
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
  const provider = await server.company("Domstadt");
  engagement = await server.engagement(client, provider);
  owner = await server.person(client, "owner");
  manager = await server.person(provider, null, "service-manager");
});

const at = (moment: string) => {
  server.now = instant(moment);
};
const load = async (text: string, by = owner) =>
  server.request("POST", `/engagements/${engagement}/contract-versions`, {
    as: await server.cookie(by),
    body: { text },
  });
const get = async (path = "contract", by = owner) =>
  server.request("GET", `/engagements/${engagement}/${path}`, { as: await server.cookie(by) });
const shown = async (query = "") => {
  const answer = (await get(`contract${query}`)).json<{
    kind?: string;
    inForce: boolean;
    version?: { number: number };
  }>();
  return answer.kind ?? [answer.version!.number, answer.inForce];
};
const eventsOf = async () => {
  const { items } = (await get("events")).json<{ items: { type: string; facts: object; subjectId: string }[] }>();
  return items;
};
/** The contract with other dates; the number that stands for it is its version's. */
const dated = (version: number, validFrom: string, end?: string): string =>
  CONTRACT.replace(/^version: 1$/m, `version: ${version}`)
    .replace(/^validFrom: .*$/m, `validFrom: ${validFrom}`)
    .replace(/^ {2}end: .*$/m, end === undefined ? "" : `  end: ${end}`);

test("what was imported is read by both sides as it was written, on record with its hash", async () => {
  const imported = await load(CONTRACT);
  const hash = createHash("sha256").update(CONTRACT).digest("hex");
  expect(imported.statusCode).toBe(201);
  const version = imported.json<{ id: string }>();
  expect(version).toMatchObject({
    number: 1,
    validFrom: "2025-10-01",
    hash,
    importedAt: new Date(START).toISOString(),
  });
  for (const by of [owner, manager]) {
    const read = (await get("contract", by)).json<{ document: Record<string, unknown>; text: string }>();
    expect(read).toMatchObject({ version, inForce: true, text: CONTRACT, document: { id: "brenner-msp", version: 1 } });
    expect((await get("contract-versions", by)).json()).toEqual({ items: [version] });
  }
  expect(await eventsOf()).toMatchObject([
    { type: "contract.imported", subjectId: version.id, facts: { number: 1, validFrom: "2025-10-01", sha256: hash } },
  ]);
});

test("either side imports a version, and who may not sign may not", async () => {
  expect((await load(CONTRACT, manager)).statusCode).toBe(201);
  const coordinator = await server.person(client, "coordinator");
  expect((await load(NEXT_CONTRACT, coordinator)).json()).toMatchObject({ status: 403, kind: "right-missing" });
});

test.each([
  ["no document at all", "Guten Tag", "contract-faulty"],
  ["no YAML", "a: [", "contract-faulty"],
  ["a document with a fault", CONTRACT.replace("timeZone: Europe/Berlin", "timeZone: Europe/Bonn"), "contract-faulty"],
])("%s is refused with every finding and its place, and nothing is kept", async (_what, text, kind) => {
  const answer = await load(text);
  expect(answer.json()).toMatchObject({ status: 422, kind });
  const { facts } = answer.json<{ facts: { findings: { line: number; column: number; message: string }[] } }>();
  expect(facts.findings.length).toBeGreaterThan(0);
  for (const { line, column, message } of facts.findings)
    expect([line > 0, column > 0, message.length > 0]).toEqual([true, true, true]);
  expect(await shown()).toBe("contract-not-found");
  expect(await eventsOf()).toEqual([]);
});

test.each([
  ["a version that is there", CONTRACT, { kind: "version-repeated", version: 1 }],
  ["another contract", LINDENHOF.replace(/^version: 1$/m, "version: 2"), { kind: "another-contract" }],
  ["a later version from the same day", dated(2, "2025-10-01"), { kind: "version-order", version: 2 }],
])("%s does not follow what is there", async (_what, text, refusal) => {
  await load(CONTRACT);
  expect((await load(text)).json()).toMatchObject({ status: 422, kind: "contract-version-unfit", facts: { refusal } });
  expect((await get("contract-versions")).json<{ items: unknown[] }>().items).toHaveLength(1);
});

test("of the same version brought by both sides at once one is kept", async () => {
  const answers = await Promise.all([load(CONTRACT), load(CONTRACT, manager), load(CONTRACT), load(CONTRACT, manager)]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 422, 422, 422]);
  expect(await eventsOf()).toHaveLength(1);
});

test("the version in force is shown, without one the latest, and any by its number", async () => {
  await load(dated(1, "2026-01-01"));
  await load(dated(2, "2026-07-01"));
  await load(dated(3, "2027-01-01"));
  at("2025-06-01T00:00:00Z");
  expect(await shown()).toEqual([3, false]);
  at("2026-03-01T00:00:00Z");
  expect(await shown()).toEqual([1, true]);
  at("2026-11-23T00:00:00Z");
  expect(await shown()).toEqual([2, true]);
  expect(await shown("?number=1")).toEqual([1, false]);
  expect(await shown("?number=3")).toEqual([3, false]);
  expect(await shown("?number=4")).toBe("contract-not-found");
});

test("a version is in force from midnight at the contract's place", async () => {
  await load(dated(1, "2026-01-01"));
  await load(dated(2, "2026-07-01"));
  at("2026-06-30T21:59:59Z");
  expect(await shown()).toEqual([1, true]);
  at("2026-06-30T22:00:00Z");
  expect(await shown()).toEqual([2, true]);
});

test("after the end of its term a contract is shown, and in force no more", async () => {
  await load(dated(1, "2026-01-01", "2026-10-31"));
  at("2026-10-31T22:59:59Z");
  expect(await shown()).toEqual([1, true]);
  at("2026-10-31T23:00:00Z");
  expect(await shown()).toEqual([1, false]);
});

test("a contract of another country reads with that country's holidays", async () => {
  expect((await load(CONTRACT.replace(/holidays: DE-\w+/, "holidays: AT-9"))).statusCode).toBe(201);
  expect(await shown()).toEqual([1, true]);
});

test("an engagement says the number of the version that is shown", async () => {
  const numberOf = async () =>
    (await server.request("GET", `/engagements/${engagement}`, { as: await server.cookie(owner) })).json<{
      contractNumber: number | null;
    }>().contractNumber;
  expect(await numberOf()).toBeNull();
  await load(dated(1, "2026-01-01"));
  await load(dated(2, "2027-01-01"));
  expect(await numberOf()).toBe(1);
  at("2025-06-01T00:00:00Z");
  expect(await numberOf()).toBe((await shown())[0]);
});

test("versions of another client's engagement are neither read nor added, nor is it told that there are any", async () => {
  await load(CONTRACT);
  const stranger = await server.person(await server.company("Anderswo"), "owner");
  const answers = [
    await get("contract", stranger),
    await get("contract?number=1", stranger),
    await get("contract-versions", stranger),
    await load(NEXT_CONTRACT, stranger),
  ];
  for (const answer of answers) expect(answer.json()).toMatchObject({ status: 404, kind: "engagement-not-found" });
  expect((await get("contract-versions")).json<{ items: unknown[] }>().items).toHaveLength(1);
});

test("a text of a million characters is read or refused in time for others to be served", async () => {
  const filler = `# ${"x".repeat(98)}\n`.repeat(9_000);
  expect((await load(filler + CONTRACT)).statusCode).toBe(201);
  expect((await load(`a: ${"[".repeat(900_000)}`)).statusCode).toBe(422);
  expect((await load("&a a: *a\n".repeat(100_000))).statusCode).toBe(422);
});
