import { expect, test } from "vitest";
import { ACTIVITIES } from "./activities.ts";
import { responsibilitiesOf, type ScopeIssue } from "./scope.ts";
import { CLIENT_AND_PROVIDER as PARTIES, usualActivities } from "./scope.test-support.ts";
import { sentenceOfIssue } from "./wording.ts";

const issuesOf = (service: unknown, parties: unknown = PARTIES) => responsibilitiesOf([service], parties)[0]!.issues;
const mail = (change: object = {}) => ({
  id: "mail",
  name: "E-Mail",
  area: "e-mail",
  activities: usualActivities(),
  ...change,
});
const withBackup = (backup: unknown) => mail({ activities: { ...usualActivities(), "back-up": backup } });
const kinds = (issues: readonly ScopeIssue[]) => issues.map(({ kind, sort }) => `${sort} ${kind}`);
const said = (issue: ScopeIssue | undefined) =>
  ["de", "en"].map((locale) => sentenceOfIssue(issue!, locale as "de", (party) => PARTIES[party as "client"].name));

test("a service in which each activity has one accountable and somebody responsible has no issue", () => {
  expect(issuesOf(mail())).toEqual([]);
});

test("an activity that is not named is a gap at its place", () => {
  const issues = issuesOf(withBackup(undefined));
  expect(kinds(issues)).toEqual(["gap not-named"]);
  expect(issues[0]).toMatchObject({
    service: "mail",
    activity: "back-up",
    path: ["services", 0, "activities", "back-up"],
  });
  expect(said(issues[0])).toEqual([
    "Für „Datensicherung“ bei „E-Mail“ ist niemand zuständig.",
    "Nobody answers for “Back up” of “E-Mail”.",
  ]);
});

test.each([
  [{}, ["gap nobody-accountable"]],
  [{ responsible: "provider" }, ["gap nobody-accountable"]],
  [{ accountable: [], responsible: "provider" }, ["gap nobody-accountable"]],
  [{ accountable: "provider" }, ["gap nobody-responsible"]],
  [{ accountable: "provider", responsible: [] }, ["gap nobody-responsible"]],
  [{ accountable: ["provider", "client"], responsible: "provider" }, ["overlap several-accountable"]],
  [{ accountable: ["provider", "client"] }, ["overlap several-accountable", "gap nobody-responsible"]],
  [{ accountable: ["provider", "provider"], responsible: "provider" }, []],
  [{ accountable: "provider", responsible: "provider", informed: ["ghost", "client"] }, ["gap unknown-party"]],
  [{ accountable: "ghost", responsible: "ghost" }, ["gap unknown-party"]],
  [null, ["gap not-named"]],
  ["provider", ["gap nobody-accountable"]],
])("%j is %j", (backup, expected) => {
  expect(kinds(issuesOf(withBackup(backup)))).toEqual(expected);
});

test.each([undefined, null, {}, [], "all", { sell: { accountable: "provider" } }])(
  "a service with the activities %j says once that nothing is named",
  (activities) => {
    const issues = issuesOf(mail({ activities }));
    expect(kinds(issues)).toEqual(["gap nothing-named"]);
    expect(issues[0]!.path).toEqual(["services", 0, "activities"]);
    expect(said(issues[0])[0]).toBe("Für „E-Mail“ ist noch keine Zuständigkeit genannt.");
  },
);

test("two accountable parties are named by the names that the reader knows", () => {
  const [issue] = issuesOf(withBackup({ accountable: ["provider", "client"], responsible: "provider" }));
  expect(said(issue)).toEqual([
    "Für „Datensicherung“ bei „E-Mail“ sind mehrere zugleich zuständig: Lechbogen und Lindenhof. Einer muss am Ende einstehen.",
    "Several answer for “Back up” of “E-Mail” at once: Lechbogen and Lindenhof. In the end it has to be one.",
  ]);
});

test("the other issues are said in a sentence, too", () => {
  expect(said(issuesOf(withBackup({ accountable: "provider" }))[0])).toEqual([
    "„Datensicherung“ bei „E-Mail“ führt niemand aus; es steht nur jemand dafür ein.",
    "Nobody does “Back up” of “E-Mail”; somebody only answers for it.",
  ]);
  expect(said(issuesOf(withBackup({ accountable: "ghost", responsible: "client" }))[0])).toEqual([
    "Für „Datensicherung“ bei „E-Mail“ ist „ghost“ genannt; so heißt keiner der Beteiligten.",
    "“Back up” of “E-Mail” names “ghost”; none of the parties is called so.",
  ]);
});

test("words without a bound are an assumption, unless the service defines words", () => {
  const promised = { description: "Alles inklusive", included: ["Updates", "Hilfe nach Bedarf, any and all"] };
  const issues = issuesOf(mail(promised));
  expect(issues.map((issue) => [issue.kind, issue.path, issue.kind === "boundless" && issue.words])).toEqual([
    ["boundless", ["services", 0, "description"], "Alles inklusive"],
    ["boundless", ["services", 0, "included", 1], "nach Bedarf"],
  ]);
  expect(said(issues[0])[0]).toBe(
    "Bei „E-Mail“ steht „Alles inklusive“; was damit gemeint ist, sagt der Vertrag nicht.",
  );
  expect(issuesOf(mail({ ...promised, definitions: { inklusive: "Alles aus Anlage 2" } }))).toEqual([]);
  expect(kinds(issuesOf(mail({ ...promised, definitions: {} }))).length).toBe(2);
});

test("a service without an id, or with one that another has, is called by its place", () => {
  const keys = responsibilitiesOf([{ name: "E-Mail" }, { id: "a" }, 7, { id: "b" }, { id: "a" }, {}], PARTIES).map(
    ({ key, name }) => [key, name],
  );
  expect(keys).toEqual([
    ["0", "E-Mail"],
    ["1", "a"],
    ["b", "b"],
    ["4", "a"],
    ["5", "6"],
  ]);
});

test("the parts of each activity are read as lists", () => {
  const [service] = responsibilitiesOf(
    [withBackup({ accountable: "provider", consulted: ["client", 3, ""] })],
    PARTIES,
  );
  expect([...service!.roles.keys()]).toEqual([...ACTIVITIES]);
  expect(service!.roles.get("back-up")).toEqual({
    accountable: ["provider"],
    responsible: [],
    consulted: ["client"],
    informed: [],
  });
});
