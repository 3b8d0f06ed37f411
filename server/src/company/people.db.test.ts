import { afterAll, beforeAll, expect, test } from "vitest";
import type { TenantId } from "../db/tenant.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";

let server: TestServer;
let company: TenantId;
let owner: TestPerson;
beforeAll(async () => {
  server = await TestServer.start();
  company = await server.company("Lindenhof");
  owner = await server.person(company, "owner", null, { name: "Katharina Lindner" });
});
afterAll(() => server.stop());

const eventsOf = (tenant: TenantId) =>
  server
    .nobody()
    .read({ tenant, side: "system" }, (tx) =>
      tx
        .selectFrom("event")
        .select(["type", "subject_id", "body"])
        .where("tenant_id", "=", tenant)
        .orderBy("event_id")
        .execute(),
    );

test("a removed person's next request is refused, and the removal is on record", async () => {
  const employee = await server.person(company, "employee");
  const cookie = await server.cookie(employee);
  expect((await server.request("GET", "/engagements", { as: cookie })).statusCode).toBe(200);
  const removal = await server.request("DELETE", `/company/people/${employee.id}`, { as: await server.cookie(owner) });
  expect(removal.statusCode).toBe(204);
  expect((await server.request("GET", "/engagements", { as: cookie })).statusCode).toBe(401);
  expect((await eventsOf(company)).at(-1)).toMatchObject({ type: "person.removed", subject_id: employee.id });
});

test("roles change for the version that was read, and for no other", async () => {
  const person = await server.person(company, "employee");
  const as = await server.cookie(owner);
  const body = { clientRole: "coordinator", providerRole: null, engagements: [] };
  const path = `/company/people/${person.id}`;
  expect((await server.request("PATCH", path, { as, body })).json()).toMatchObject({ status: 428 });
  expect((await server.request("PATCH", path, { as, body, headers: { "if-match": '"7"' } })).statusCode).toBe(412);
  expect((await server.request("PATCH", path, { as, body, headers: { "if-match": '"1"' } })).statusCode).toBe(204);
  expect((await server.request("PATCH", path, { as, body, headers: { "if-match": '"1"' } })).statusCode).toBe(412);
  const { items } = (await server.request("GET", "/company/people", { as })).json<{
    items: { id: string; clientRole: string; version: number }[];
  }>();
  expect(items.find(({ id }) => id === person.id)).toMatchObject({ clientRole: "coordinator", version: 2 });
});

test("the last one who leads a company can neither go nor be demoted", async () => {
  const lonely = await server.company("Allein");
  const boss = await server.person(lonely, "owner");
  const as = await server.cookie(boss);
  const change = {
    as,
    body: { clientRole: "employee", providerRole: null, engagements: [] },
    headers: { "if-match": '"1"' },
  };
  expect((await server.request("PATCH", `/company/people/${boss.id}`, change)).json()).toMatchObject({
    status: 409,
    kind: "last-leader",
  });
  expect((await server.request("DELETE", `/company/people/${boss.id}`, { as })).json()).toMatchObject({
    kind: "last-leader",
  });
  expect(await eventsOf(lonely)).toEqual([]);
});

test("people of another company are neither changed nor known", async () => {
  const other = await server.company("Anderswo");
  const stranger = await server.person(other, "owner");
  const refusal = await server.request("DELETE", `/company/people/${owner.id}`, { as: await server.cookie(stranger) });
  expect(refusal.json()).toMatchObject({ status: 404, kind: "person-not-found" });
  expect((await server.request("GET", "/company/people", { as: await server.cookie(stranger) })).body).not.toContain(
    owner.id,
  );
});
