import { afterAll, beforeAll, expect, test } from "vitest";
import { RULES } from "@handschlag/engine/contract/check/rules.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { CONTRACT } from "../world.test-support.ts";

let server: TestServer;
let employee: TestPerson;
beforeAll(async () => {
  server = await TestServer.start();
  employee = await server.person(await server.company("Brenner"), "employee");
});
afterAll(() => server.stop());

const check = async (body: object) =>
  server.request("POST", "/contract-checks", { as: await server.cookie(employee), body });

test("a contract's weak points are told with rule, place and line, in its language or the one that is asked for", async () => {
  const answer = await check({ text: CONTRACT, asOf: "2026-11-23" });
  const { faults, findings } = answer.json<{
    faults: unknown[];
    findings: { rule: string; line: number; title: string }[];
  }>();
  expect(faults).toEqual([]);
  expect(findings.length).toBeGreaterThan(10);
  expect(findings.map(({ line }) => line)).toEqual(findings.map(({ line }) => line).toSorted((a, b) => a - b));
  const english = await check({ text: CONTRACT, asOf: "2026-11-23", language: "en" });
  const said = english.json<{ findings: { rule: string; title: string }[] }>().findings;
  expect(said.map(({ rule }) => rule)).toEqual(findings.map(({ rule }) => rule));
  expect(said[0]!.title).not.toBe(findings[0]!.title);
});

test("what is no contract is told with its faults, and nothing is found in it", async () => {
  expect((await check({ text: CONTRACT.replace(/^timeZone: .*$/m, "timeZone: Europe/Berlln") })).json()).toMatchObject({
    faults: [{ path: ["timeZone"], message: expect.stringContaining("expected") as string }],
    findings: [],
  });
  expect((await check({ text: CONTRACT, asOf: "gestern" })).json()).toMatchObject({
    status: 400,
    errors: [{ field: "body.asOf" }],
  });
});

test("all rules are listed with their texts in both languages", async () => {
  const answer = await server.request("GET", "/contract-rules", { as: await server.cookie(employee) });
  const { rules } = answer.json<{ rules: { id: string; title: { de: string; en: string } }[] }>();
  expect(rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  expect(rules.every(({ title }) => title.de !== "" && title.en !== "")).toBe(true);
});
