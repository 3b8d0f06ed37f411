import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { RULES } from "@handschlag/engine/contract/check/rules.ts";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { contractText, Place } from "./command.test-support.ts";

const place = new Place();
const SAMPLES = fileURLToPath(new URL("../../fixtures/contracts/", import.meta.url));
/** A contract in which nothing is found. */
const fine = place.file("contract.yaml", readFileSync(`${SAMPLES}silberquell-vermoegensverwaltung.yaml`));
const AS_OF = ["--as-of", "2026-11-23"];
/** The same without a cap of credits, and with an annex that is nowhere. */
const weak = place.file(
  "weak.yaml",
  place
    .read(fine)
    .replace(/^  caps: .*\n/m, "")
    .replace("exportList: Anlage 6", "exportList: Anlage 7"),
);
const faulty = place.file(
  "faulty.yaml",
  contractText(["version: 1", "version: .nan"], ["calendar: office", "calendar: offiec"]),
);
const lineOf = (file: string, text: string): number =>
  place
    .read(file)
    .split("\n")
    .findIndex((line) => line.includes(text)) + 1;

test("a contract in which nothing is found", async () => {
  expect(await place.run(["check", ...AS_OF, fine])).toMatchObject({
    code: 0,
    stdout: "contract.yaml: keine Befunde\n",
    stderr: "",
  });
});

test("each finding is named by file, line and column, with the line underlined, why it matters and what to do", async () => {
  const { code, stdout, stderr } = await place.run(["check", ...AS_OF, "--language", "en", weak]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  const [creditLine, listLine] = [lineOf(weak, "credits:"), lineOf(weak, "exportList")];
  expect(stdout).toBe(`weak.yaml:${creditLine}:1 error credits-no-cap: Credits have no cap
  ${creditLine} | credits:
      | ^^^^^^^
      = credits.caps
  Why: One outage could cost the provider more than the contract brings; in standard terms a penalty without limit can be attacked.
  Remedy: Add caps, such as periodPercent.
  Source (practice): docs/rules/contract-checks.md, credits

weak.yaml:${listLine}:3 warning reference-annex-missing: Annex 7 is not among the documents of the contract
  ${listLine} |   exportList: Anlage 7
      |   ^^^^^^^^^^
      = exit.exportList
  Why: The reference leads nowhere, or the rank of the annex is open.
  Remedy: Name the annex under governing.documents.
  Source (practice): docs/rules/contract-checks.md, contradictions

weak.yaml: 1 error, 1 warning
`);
});

test("findings are told in the contract's language unless another is asked for", async () => {
  expect((await place.run(["check", ...AS_OF, weak])).stdout).toContain(
    "Fehler credits-no-cap: Gutschriften haben keine Obergrenze",
  );
});

test("a line that is too long is shown around the place", async () => {
  const json = JSON.stringify(parse(place.read(weak)));
  const { code, stdout } = await place.run(["check", ...AS_OF, place.file("weak.json", json)]);
  expect(code).toBe(1);
  expect(
    Math.max(
      ...stdout
        .split("\n")
        .filter((line) => line.includes(" | "))
        .map((line) => line.length),
    ),
  ).toBeLessThan(140);
  const [shown, marks] = stdout.split("\n").slice(1, 3);
  expect(shown!.slice(marks!.indexOf("^"), marks!.lastIndexOf("^") + 1)).toBe('"credits"');
});

test("laws hold by their dates", async () => {
  const cost = place.file("cost.yaml", place.read(fine).replace("switchingCharges: none", "switchingCharges: cost"));
  const rulesOn = async (day: string) => {
    const { stdout } = await place.run(["check", "--json", "--as-of", day, cost]);
    return (JSON.parse(stdout) as Output).files[0]!.findings.map(({ rule }) => rule);
  };
  expect(await rulesOn("2027-01-11")).toEqual(["data-act-charges-will-end"]);
  expect(await rulesOn("2027-01-12")).toEqual(["data-act-no-charges"]);
  expect(await place.run(["check", "--as-of", "2027-02-30", cost])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Expected an existing date such as 2026-11-23."),
  });
});

test("without a day it is checked for today", async () => {
  const over = place.file("over.yaml", place.read(fine).replace("validUntil: 2028-03-31", "validUntil: 2020-01-01"));
  const { code, stdout } = await place.run(["check", "--json", over]);
  expect(code).toBe(1);
  expect(stdout).toContain("security-certificate-over");
});

interface Output {
  readonly files: readonly { readonly findings: readonly { readonly rule: string }[] }[];
}

test("each fault is named by file, line and column", async () => {
  expect(await place.run(["check", faulty])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "faulty.yaml:5:1 version: expected a number, found NaN\nfaulty.yaml: 1 fault\n",
  });
  const named = place.file("named.yaml", contractText(["calendar: office", "calendar: offiec"]));
  const { stderr } = await place.run(["check", named]);
  expect(stderr).toMatch(/^named\.yaml:26:5 serviceLevels\.standard\.calendar: .*offiec.*\nnamed\.yaml: 1 fault\n$/);
});

test("several files are all checked, also behind one that cannot be read", async () => {
  const { code, stdout, stderr } = await place.run(["check", ...AS_OF, "nowhere.yaml", fine, ".", faulty, fine]);
  expect({ code, stdout }).toEqual({
    code: 2,
    stdout: "contract.yaml: keine Befunde\ncontract.yaml: keine Befunde\n",
  });
  expect(stderr.split("\n")).toEqual([
    "handschlag: nowhere.yaml: cannot be read: there is no such file",
    "handschlag: .: cannot be read: it is a folder",
    "faulty.yaml:5:1 version: expected a number, found NaN",
    "faulty.yaml: 1 fault",
    "",
  ]);
});

test("a file that cannot be read is bad input, also alone", async () => {
  expect(await place.run(["check", "nowhere.yaml"])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "handschlag: nowhere.yaml: cannot be read: there is no such file\n",
  });
});

test("as JSON, too", async () => {
  const { code, stdout, stderr } = await place.run(["check", ...AS_OF, "--json", fine, weak, faulty, "nowhere.yaml"]);
  const [first, second, third, fourth] = (JSON.parse(stdout) as { files: unknown[] }).files;
  expect(first).toEqual({ file: fine, faults: [], findings: [] });
  expect(second).toMatchObject({
    file: weak,
    faults: [],
    findings: [
      {
        rule: "credits-no-cap",
        severity: "error",
        family: "credits",
        basis: "practice",
        place: "credits.caps",
        path: ["credits", "caps"],
        line: lineOf(weak, "credits:"),
        column: 1,
        length: 7,
        title: "Gutschriften haben keine Obergrenze",
      },
      { rule: "reference-annex-missing", severity: "warning" },
    ],
  });
  expect(third).toEqual({
    file: faulty,
    faults: [{ path: ["version"], line: 5, column: 1, message: "expected a number, found NaN" }],
    findings: [],
  });
  expect(fourth).toEqual({
    file: "nowhere.yaml",
    faults: [],
    findings: [],
    error: "nowhere.yaml: cannot be read: there is no such file",
  });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "handschlag: nowhere.yaml: cannot be read: there is no such file\n",
  });
});

test("as SARIF 2.1.0", async () => {
  const { code, stdout } = await place.run(["check", ...AS_OF, "--sarif", weak, faulty, "nowhere.yaml"]);
  const log = JSON.parse(stdout) as Sarif;
  const [run] = log.runs;
  expect({ code, version: log.version, columns: run!.columnKind }).toEqual({
    code: 2,
    version: "2.1.0",
    columns: "utf16CodeUnits",
  });
  expect(run!.invocations[0]!.executionSuccessful).toBe(false);
  expect(run!.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
    ["credits-no-cap", "error"],
    ["reference-annex-missing", "warning"],
    ["document-fault", "error"],
  ]);
  for (const { ruleId, ruleIndex, message, locations } of run!.results) {
    expect(run!.tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
    expect(message.text).not.toBe("");
    expect(locations[0]!.physicalLocation.region.startLine).toBeGreaterThan(0);
  }
  expect(run!.results[0]!.locations[0]).toEqual({
    physicalLocation: {
      artifactLocation: { uri: "weak.yaml" },
      region: { startLine: lineOf(weak, "credits:"), startColumn: 1, endColumn: 8 },
    },
    logicalLocations: [{ fullyQualifiedName: "credits.caps" }],
  });
  expect(await place.run(["check", ...AS_OF, "--sarif", fine])).toMatchObject({ code: 0, stderr: "" });
});

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly columnKind: string;
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly { readonly physicalLocation: { readonly region: { readonly startLine: number } } }[];
    }[];
  }[];
}

test("every rule is listed with its source, its dates and its texts in both languages", async () => {
  const { code, stdout } = await place.run(["check", "--list-rules", "--json"]);
  const { rules } = JSON.parse(stdout) as { rules: readonly Readonly<Record<string, unknown>>[] };
  expect(code).toBe(0);
  expect(rules.length).toBe(RULES.length);
  expect(rules.find(({ id }) => id === "data-act-charges")).toEqual({
    id: "data-act-charges",
    severity: "error",
    family: "exit",
    basis: "law",
    source: "Data Act, Art. 29 (2), (3)",
    validFrom: "2025-09-12",
    validTo: "2027-01-11",
    title: {
      de: "Entgelte für den Wechsel sind offen oder höher als die Kosten",
      en: "Switching charges are open or above cost",
    },
    reason: expect.objectContaining({ de: expect.any(String), en: expect.any(String) }),
    remedy: expect.objectContaining({ de: expect.any(String), en: expect.any(String) }),
  });
  const lines = await place.run(["check", "--list-rules"]);
  expect(lines.stdout.trimEnd().split("\n")).toHaveLength(RULES.length);
});

test("options that do not fit each other are refused", async () => {
  expect((await place.run(["check", "--list-rules", fine])).stderr).toContain("--list-rules checks no contract");
  expect((await place.run(["check", "--list-rules", "--sarif"])).stderr).toContain(
    "cannot be used with option '--sarif'",
  );
  expect(await place.run(["check", "--json", "--sarif", fine])).toMatchObject({ code: 2, stdout: "" });
});

test("what no person would write is refused in a sentence, quickly", async () => {
  const aliases = Array.from(
    { length: 30 },
    (_, index) =>
      `a${index}: &a${index} [${Array.from({ length: 10 }, () => (index === 0 ? "x" : `*a${index - 1}`)).join(", ")}]`,
  );
  const files = {
    "empty.yaml": "",
    "aliases.yaml": aliases.join("\n"),
    "large.yaml": `${contractText()}# ${"x".repeat(2 * 1024 * 1024)}\n`,
    "huge.yaml": `# ${"x".repeat(6 * 1024 * 1024)}\n`,
    "nested.json": `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    "broken.yaml": "format: [",
    "twice.yaml": contractText(["id: sample", "id: sample\nid: other"]),
    "date.yaml": contractText(["validFrom: 2026-01-01", "validFrom: 2026-02-30"]),
    "zone.yaml": contractText(["timeZone: Europe/Berlin\nversion", "timeZone: Europe/Atlantis\nversion"]),
    "infinite.yaml": contractText(["version: 1", "version: 1e400"]),
    "latin1.yaml": Buffer.from(contractText(["title: Betreuung", "title: Betreuung für Müller"]), "latin1"),
    "utf16.yaml": Buffer.from(`\uFEFF${contractText()}`, "utf16le"),
    "colour.yaml": contractText(["id: sample", 'id: "\\e[31mred"']),
  };
  for (const [name, text] of Object.entries(files)) place.file(name, text);
  const startedAt = performance.now();
  const { code, stdout, stderr } = await place.run(["check", "/dev/zero", ...Object.keys(files)]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  const first = (name: string) => stderr.split("\n").find((line) => line.includes(name));
  expect(first("/dev/zero")).toBe("handschlag: /dev/zero: expected at most 1 MiB of text");
  expect(first("empty.yaml")).toBe("empty.yaml:1:1 expected a document, found an empty file");
  expect(first("aliases.yaml")).toBe("aliases.yaml:12:12 a11.0: expected at most 100 aliases");
  expect(first("large.yaml")).toBe("large.yaml:1:1 expected at most 1 MiB of text");
  expect(first("huge.yaml")).toBe("handschlag: huge.yaml: expected at most 1 MiB of text");
  expect(first("nested.json")).toMatch(/^nested\.json:1:\d+ expected less nesting$/);
  expect(first("broken.yaml")).toMatch(/^broken\.yaml:1:\d+ expected valid YAML or JSON: /);
  expect(first("twice.yaml")).toBe("twice.yaml:3:1 id: expected each field once, found id again");
  expect(first("date.yaml")).toMatch(/^date\.yaml:6:1 validFrom: expected an existing date/);
  expect(first("zone.yaml")).toMatch(/^zone\.yaml:4:1 timeZone: expected a time zone of the IANA database/);
  expect(first("infinite.yaml")).toBe("infinite.yaml:5:1 version: expected a number, found Infinity");
  expect(first("latin1.yaml")).toBe("handschlag: latin1.yaml:3: expected text in UTF-8");
  expect(first("utf16.yaml")).toBe("handschlag: utf16.yaml:1: expected text in UTF-8");
  expect(first("colour.yaml")).toMatch(/^colour\.yaml:/);
  expect(stderr).not.toContain("\u001b");
  expect(performance.now() - startedAt).toBeLessThan(15_000);
});

test("holidays of other countries are known, and a region that does not exist is a fault", async () => {
  const austrian = place.file("austrian.yaml", contractText(["holidays: DE-BY", "holidays: [AT, DE-BY]"]));
  const nowhere = place.file("atlantis.yaml", contractText(["holidays: DE-BY", "holidays: [AT, XX]"]));
  const { code, stdout, stderr } = await place.run(["check", austrian, nowhere]);
  expect(code).toBe(2);
  expect(stdout).toMatch(/^austrian\.yaml: \d+ Fehler, .* Hinweise$/m);
  expect(stderr).toMatch(/^atlantis\.yaml:20:\d+ calendars\.office\.holidays\.1: /);
});
