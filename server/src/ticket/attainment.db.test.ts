import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import type { AttainmentBody, BacktestBody, Verdicts } from "@handschlag/api/attainment.ts";
import { TestServer } from "../server.test-support.ts";
import { CONTRACT, Desk } from "./desk.test-support.ts";

let server: TestServer;
let desk: Desk;
let pause: string;
beforeAll(async () => {
  server = await TestServer.start();
  desk = await Desk.make(server);
  // Answered after ten minutes: met. Answered after 50: missed, the agreed time is half an hour.
  const onTime = await desk.at("2026-11-23T08:00:00Z").open("employee");
  await desk.later(10).done("agent", onTime, "answered", { text: "Wir sehen nach." });
  await desk.later(60).done("agent", onTime, "resolved", { text: "Erledigt." });
  const late = await desk.at("2026-11-23T10:00:00Z").open("employee");
  await desk.later(50).done("agent", late, "answered", { text: "Entschuldigung." });
  // Restored after three hours and a half, half an hour of it in a pause that the client contests.
  pause = await desk.later(5).done("agent", late, "paused", { reason: "waiting-for-client", text: "?" });
  await desk.later(30).done("agent", late, "resumed");
  await desk.at("2026-11-23T14:15:00Z").done("agent", late, "restored");
  await desk.done("agent", late, "resolved", { text: "Erledigt." });
  await desk.done("coordinator", late, "objected", { event: pause, text: "Niemand hat gefragt." });
  // Withdrawn: counts nowhere.
  const withdrawn = await desk.at("2026-11-24T08:00:00Z").open("employee");
  await desk.later(1).done("employee", withdrawn, "cancelled");
  desk.at("2026-11-30T08:00:00Z");
});
afterAll(() => server.stop());

const attainment = async (who: "owner" | "manager" | "employee", query = "") =>
  desk.request(who, "GET", `/engagements/${desk.engagement}/attainment${query}`);

test("a month's figures count each clock once, with what they would be if objections were upheld", async () => {
  const body = (await attainment("owner")).json<z.output<typeof AttainmentBody>>();
  expect(body).toMatchObject({
    period: "2026-11",
    open: 0,
    timeZone: "Europe/Berlin",
    targetPercent: { response: 95 },
  });
  const byLevel = Object.fromEntries(body.levels.map((level) => [level.level, level]));
  expect(byLevel["response"]).toMatchObject({ met: 1, missed: 1, metIfUpheld: 1, missedIfUpheld: 1 });
  // 4 h 15 min in all: with the pause on time, without it late.
  expect(byLevel["restore"]).toMatchObject({ met: 2, missed: 0, metIfUpheld: 1, missedIfUpheld: 1 });
  const sum = (count: "met" | "missed") => body.figures.reduce((total, figure) => total + figure[count], 0);
  expect(body.periods).toEqual([{ period: "2026-11", met: sum("met"), missed: sum("missed") }]);
  expect(body.misses.map(({ level, met, ifUpheld }) => `${level} ${met} ${ifUpheld}`)).toContain("restore true missed");
  expect(body.misses.find(({ level }) => level === "response")!.sentence.de).toContain("nach der vereinbarten Zeit");
  expect((await attainment("manager")).json()).toEqual(body);
});

test("every figure opens to its tickets, and their number is the figure", async () => {
  const { figures } = (await attainment("owner")).json<z.output<typeof AttainmentBody>>();
  for (const { service, priority, level, met, missed } of figures)
    for (const [outcome, count] of [
      ["met", met],
      ["missed", missed],
    ] as const) {
      const query = new URLSearchParams({ period: "2026-11", service, priority, level, outcome });
      const answer = await desk.request("owner", "GET", `/engagements/${desk.engagement}/verdicts?${query.toString()}`);
      expect(answer.json<z.output<typeof Verdicts>>().items).toHaveLength(count);
    }
});

test("a clock that both sides left out is in neither figure, and stays visible with its reason", async () => {
  const other = await Desk.make(server);
  const id = await other.at("2026-11-23T08:00:00Z").open("employee");
  await other.later(50).done("agent", id, "answered", { text: "Spät." });
  await other.done("agent", id, "resolved", { text: "Erledigt." });
  const reason = "Stromausfall im ganzen Viertel";
  const figures = async () => {
    const answer = await other.request("owner", "GET", `/engagements/${other.engagement}/attainment`);
    return answer.json<z.output<typeof AttainmentBody>>();
  };
  await other.done("manager", id, "excluded", { level: "response", reason });
  expect((await figures()).levels[0]).toMatchObject({ level: "response", missed: 1, excluded: 0 });
  expect((await other.act("manager", id, "excluded", { level: "response", reason })).json()).toMatchObject({
    status: 409,
    kind: "exclusion-proposed",
  });
  await other.done("owner", id, "excluded", { level: "response", reason });
  const after = await figures();
  expect(after.levels[0]).toMatchObject({ level: "response", met: 0, missed: 0, excluded: 1 });
  expect(after.misses.find(({ level }) => level === "response")).toMatchObject({ excluded: reason });
});

test("an employee, another client and another provider get no figures", async () => {
  expect((await attainment("employee")).statusCode).toBe(403);
  const other = await Desk.make(server);
  for (const who of ["owner", "manager"] as const) {
    const answer = await other.request(who, "GET", `/engagements/${desk.engagement}/attainment`);
    expect([403, 404]).toContain(answer.statusCode);
    expect(answer.body).not.toContain("response");
  }
});

test("a backtest judges the same tickets by another contract, and changes nothing", async () => {
  const run = (text: string) => desk.request("owner", "POST", `/engagements/${desk.engagement}/backtest`, { text });
  const before = await server.events(desk.client);
  const same = (await run(CONTRACT)).json<z.output<typeof BacktestBody>>();
  expect(same).toMatchObject({ tickets: 3, differences: [] });
  for (const { now, other } of same.levels) expect(other).toEqual(now);
  const generous = (await run(CONTRACT.replace("response: PT30M", "response: PT1H"))).json<
    z.output<typeof BacktestBody>
  >();
  expect(generous.levels.find(({ level }) => level === "response")).toEqual({
    level: "response",
    now: { met: 1, missed: 1 },
    other: { met: 2, missed: 0 },
  });
  expect(generous.differences).toMatchObject([{ level: "response", now: "missed", other: "met" }]);
  expect(generous.sentence.de).toContain("1 weniger");
  expect((await run("format: nothing")).json()).toMatchObject({ status: 422, kind: "contract-faulty" });
  expect(await server.events(desk.client)).toEqual(before);
});
