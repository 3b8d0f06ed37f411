import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import type { AttainmentBody } from "@handschlag/api/attainment.ts";
import type { Summary } from "@handschlag/api/summary.ts";
import { TestServer } from "../server.test-support.ts";
import { Desk } from "./desk.test-support.ts";
import { sweep } from "./sweep.ts";

type Who = keyof Desk["people"];

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

/** Monday 09:00 in Augsburg. */
const fresh = async () => (await Desk.make(server)).at("2026-11-23T08:00:00Z");
const summaryOf = async (desk: Desk, as: Who) =>
  (await desk.request(as, "GET", "/summary")).json<z.output<typeof Summary>>();
const onlyOf = async (desk: Desk, as: Who) => {
  const { engagements } = await summaryOf(desk, as);
  expect(engagements).toHaveLength(1);
  return engagements[0]!;
};

test("the figures of an engagement are those of its queue", async () => {
  const desk = await fresh();
  const late = await desk.open("employee");
  await desk.open("employee", { urgency: "hindered" });
  const waiting = await desk.open("coordinator", { urgency: "minor" });
  const ended = await desk.open("coordinator", { urgency: "minor" });
  await desk.done("agent", waiting, "paused", { reason: "waiting-for-client" });
  await desk.done("agent", ended, "resolved", { text: "Erledigt." });
  desk.later(31);
  const figures = await onlyOf(desk, "manager");
  const shown = async (query: string) => (await desk.queue("manager", query)).items.length;
  expect(figures).toMatchObject({ open: 3, awaitingClient: 1, overdue: 1, disputed: 0, side: "provider" });
  expect(figures.overdue).toBe(await shown("overdue=true"));
  expect(figures.awaitingClient).toBe(await shown("awaiting=client"));
  expect(figures.dueSoon).toBe(await shown("dueWithinHours=4"));
  const next = (await desk.queue("manager")).items.find(({ dueAt }) => dueAt !== null && dueAt > "2026-11-23T08:31");
  expect(figures.nextDueAt).toBe(next!.dueAt);
  expect((await desk.queue("manager", "overdue=true")).items[0]!.id).toBe(late);
});

test("this month in short is what the attainment page says, without what both sides left out", async () => {
  const desk = await fresh();
  const answered = await desk.open("employee");
  const late = await desk.open("employee");
  const excluded = await desk.open("employee");
  await desk.later(10).done("agent", answered, "answered", { text: "Ja." });
  await sweep(server.db, desk.at("2026-11-23T08:40:00Z").server.now);
  for (const who of ["manager", "coordinator"] as const)
    await desk.later(1).done(who, excluded, "excluded", { level: "response", reason: "Stromausfall" });
  const { month } = await onlyOf(desk, "owner");
  const path = `/engagements/${desk.engagement}/attainment`;
  const { periods } = (await desk.request("owner", "GET", path)).json<z.output<typeof AttainmentBody>>();
  expect(month).toEqual(periods.find(({ period }) => period === "2026-11"));
  expect(month).toEqual({ period: "2026-11", met: 2, missed: 1 });
  expect((await desk.show("owner", late)).readings[0]!.state).toBe("breached");
});

test("an open objection is counted, also on a ticket that has ended", async () => {
  const desk = await fresh();
  const id = await desk.open("employee");
  const pause = await desk.later(1).done("agent", id, "paused", { reason: "waiting-for-client" });
  await desk.later(1).done("coordinator", id, "objected", { event: pause, text: "Es wurde nichts gefragt." });
  await desk.later(1).done("agent", id, "resolved", { text: "Erledigt." });
  expect(await onlyOf(desk, "owner")).toMatchObject({ open: 0, disputed: 1, side: "client" });
});

test("an employee's figures are of their own tickets, and others see none of either", async () => {
  const desk = await fresh();
  await desk.open("coordinator");
  await desk.open("employee");
  expect(await onlyOf(desk, "employee")).toMatchObject({ open: 1, month: null });
  expect(await onlyOf(desk, "owner")).toMatchObject({ open: 2, month: { met: 0, missed: 0 } });
  const others = await Desk.make(server);
  for (const who of ["owner", "manager"] as const) expect(await onlyOf(others, who)).toMatchObject({ open: 0 });
});
