import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { EngagementId, TenantId } from "../db/tenant.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";

const DAY_MS = 24 * 3_600_000;

let server: TestServer;
let company: TenantId;
let engagement: EngagementId;
let employee: TestPerson;
let leader: string;
let domains = 0;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = (server.now + DAY_MS) as Instant;
  company = await server.company("Lindenhof");
  engagement = await server.engagement(company, await server.company("Systemhaus"));
  leader = await server.cookie(await server.person(company, "owner"));
  employee = await server.person(company, "employee");
  domains += 1;
  const settings = { as: leader, body: singleSignOn() };
  const { statusCode } = await server.request("PUT", "/company/single-sign-on", settings);
  if (statusCode !== 200) throw new Error(`single sign-on was not set up: ${statusCode}`);
});
const singleSignOn = (clientId = "handschlag") => ({
  issuer: "https://id.example.org",
  clientId,
  clientSecret: "geheim",
  domain: `firma${domains}.example`,
});

interface Changeable {
  readonly what: string;
  readonly method: "PATCH" | "PUT";
  readonly path: () => string;
  readonly body: (name: string) => object;
  /** Where its ETag is read. */
  readonly etag: () => Promise<string>;
}

const get = (path: string) => server.request("GET", path, { as: leader });
const etagOf = async (path: string) => String((await get(path)).headers["etag"]);

const CHANGEABLES: readonly Changeable[] = [
  {
    what: "a company",
    method: "PATCH",
    path: () => "/company",
    body: (name) => ({ name }),
    etag: () => etagOf("/company"),
  },
  { what: "one's account", method: "PATCH", path: () => "/me", body: (name) => ({ name }), etag: () => etagOf("/me") },
  {
    what: "an engagement",
    method: "PATCH",
    path: () => `/engagements/${engagement}`,
    body: (name) => ({ name }),
    etag: () => etagOf(`/engagements/${engagement}`),
  },
  {
    what: "a person's roles",
    method: "PATCH",
    path: () => `/company/people/${employee.id}`,
    body: (name) => ({ clientRole: name === "A" ? "auditor" : "coordinator", providerRole: null, engagements: [] }),
    etag: async () => {
      const { items } = (await get("/company/people")).json<{ items: { id: string; version: number }[] }>();
      return `"${items.find(({ id }) => id === employee.id)!.version}"`;
    },
  },
  {
    what: "single sign-on",
    method: "PUT",
    path: () => "/company/single-sign-on",
    body: singleSignOn,
    etag: () => etagOf("/company/single-sign-on"),
  },
];

const change = ({ method, path, body }: Changeable, name: string, etag?: string) =>
  server.request(method, path(), {
    as: leader,
    body: body(name),
    ...(etag !== undefined && { headers: { "if-match": etag } }),
  });

test.each(CHANGEABLES)("$what is changed by who has seen its present version, and has another then", async (thing) => {
  const before = await thing.etag();
  expect(before).toMatch(/^"\d+"$/);
  const changed = await change(thing, "A", before);
  expect(changed.statusCode).toBeLessThan(300);
  const after = await thing.etag();
  expect(after).not.toBe(before);
  expect(changed.headers["etag"] ?? after).toBe(after);
});

test.each(CHANGEABLES)(
  "$what is not changed by who says no version, or one that is not the present one",
  async (thing) => {
    const before = await thing.etag();
    expect((await change(thing, "A")).json()).toMatchObject({
      status: 428,
      kind: "version-needed",
      errors: [{ field: "header.if-match" }],
    });
    const others = [
      '"0"',
      '"999"',
      `W/${before}`,
      before.slice(1, -1),
      '""',
      '"x"',
      `${before}, "7"`,
      '"99999999999999999999"',
    ];
    for (const etag of others)
      expect([etag, (await change(thing, "A", etag)).json()]).toMatchObject([
        etag,
        { status: 412, kind: "changed-meanwhile" },
      ]);
    expect(await thing.etag()).toBe(before);
  },
);

test.each(CHANGEABLES)("of two changes of $what at once one is made, and the other told", async (thing) => {
  const etag = await thing.etag();
  const answers = await Promise.all(["A", "B", "A", "B"].map((name) => change(thing, name, etag)));
  const statuses = answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b);
  expect(statuses.slice(1)).toEqual([412, 412, 412]);
  expect(statuses[0]).toBeLessThan(300);
});
