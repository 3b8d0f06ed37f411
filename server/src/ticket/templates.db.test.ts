/** Templates and checklists: a company's own, and what comes of them. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TestServer } from "../server.test-support.ts";
import { Desk } from "./desk.test-support.ts";

let server: TestServer;
let desk: Desk;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  desk = (await Desk.make(server)).at("2026-11-23T08:00:00Z");
});

interface Kept {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}
const add = async (who: keyof Desk["people"], kind: string, name: string, content: string) =>
  desk.request(who, "POST", "/company/templates", { kind, name, content });
const listOf = async (who: keyof Desk["people"]) =>
  (await desk.request(who, "GET", "/company/templates")).json<{ items: Kept[] }>().items;

test("a template is its company's own: colleagues have it, the other side never", async () => {
  const made = await add("agent", "answer", "Rückfrage", "Guten Tag {name}");
  expect(made.statusCode).toBe(201);
  expect((await listOf("manager")).map(({ name }) => name)).toEqual(["Rückfrage"]);
  expect(await listOf("coordinator")).toEqual([]);
  const path = `/company/templates/${made.json<Kept>().id}`;
  expect((await desk.request("coordinator", "DELETE", path)).statusCode).toBe(404);
  expect((await add("manager", "answer", "Rückfrage", "Noch einmal")).json()).toMatchObject({
    status: 409,
    kind: "template-name-taken",
  });
  expect((await add("coordinator", "answer", "Rückfrage", "Unsere eigene")).statusCode).toBe(201);
  expect((await desk.request("agent", "DELETE", path)).statusCode).toBe(204);
  expect(await listOf("manager")).toEqual([]);
  expect(await server.events(desk.provider)).toEqual(["template.made", "template.removed"]);
});

test("who changes a template names the version they saw", async () => {
  const { id } = (await add("agent", "answer", "Rückfrage", "Alt")).json<Kept>();
  const change = async (version: number, content: string) =>
    server.request("PATCH", `/company/templates/${id}`, {
      as: await server.cookie(desk.people.manager),
      body: { name: "Rückfrage", content },
      headers: { "if-match": `"${version}"` },
    });
  expect((await change(1, "Neu")).json()).toMatchObject({ content: "Neu", version: 2 });
  expect((await change(1, "Veraltet")).statusCode).toBe(412);
  expect((await listOf("agent"))[0]).toMatchObject({ content: "Neu" });
});

test("a checklist becomes steps in its order, for the eyes that were meant", async () => {
  const ticket = await desk.open("employee");
  const { id } = (await add("agent", "checklist", "Umzug", "Kabel prüfen\n\n Konto anlegen ")).json<Kept>();
  const path = `/tickets/${ticket}/checklists`;
  expect((await desk.request("agent", "POST", path, { templateId: id, visibleTo: "provider" })).statusCode).toBe(201);
  expect((await desk.show("agent", ticket)).steps.map(({ title }) => title)).toEqual(["Kabel prüfen", "Konto anlegen"]);
  expect((await desk.show("owner", ticket)).steps).toEqual([]);
  expect((await desk.request("coordinator", "POST", path, { templateId: id })).statusCode).toBe(404);
  const answer = (await add("agent", "answer", "Gruß", "Guten Tag")).json<Kept>();
  expect((await desk.request("agent", "POST", path, { templateId: answer.id })).json()).toMatchObject({
    kind: "template-no-checklist",
  });
});

test("a step can be said anew, done, and taken away; each is told to whom it is for", async () => {
  const ticket = await desk.open("employee");
  const made = await desk.later(1).request("coordinator", "POST", `/tickets/${ticket}/steps`, { title: "Kabel" });
  const path = `/tickets/${ticket}/steps/${made.json<{ id: string }>().id}`;
  const change = { title: "Kabel prüfen", ownerId: desk.people.agent.id, dueOn: "2026-11-30" };
  expect((await desk.later(1).request("agent", "PATCH", path, change)).statusCode).toBe(204);
  expect((await desk.later(1).request("agent", "PATCH", path, { done: true })).statusCode).toBe(204);
  expect((await desk.show("owner", ticket)).steps).toMatchObject([
    { title: "Kabel prüfen", owner: { name: "Öznur Çelik" }, dueOn: "2026-11-30", doneAt: expect.any(String) },
  ]);
  expect((await desk.request("agent", "PATCH", path, {})).statusCode).toBe(400);
  expect((await desk.later(1).request("agent", "DELETE", path)).statusCode).toBe(204);
  expect((await desk.request("agent", "DELETE", path)).statusCode).toBe(404);
  const types = (await desk.show("owner", ticket)).entries.map(({ type }) => type.replace("ticket.step-", ""));
  expect(types.slice(1)).toEqual(["added", "changed", "done", "removed"]);
});
