import { globSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { contractJsonSchema } from "./document.ts";
import { referencePage, type Schema } from "./reference-page.test-support.ts";
import { SAMPLE } from "./reader.test-support.ts";
import { readContract } from "./reader.ts";

const SCHEMA_FILE = new URL("../../../docs/contract.schema.json", import.meta.url);
const REFERENCE_FILE = new URL("../../../docs/contract-reference.md", import.meta.url);
const CONTRACTS = new URL("../../../fixtures/contracts/", import.meta.url);

const schema = contractJsonSchema() as Schema;
const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true, formats: { email: true } });
const accepts = ajv.compile(schema);

/** Every schema within a schema, with its place. */
function partsOf(part: Schema, place = "#"): { place: string; part: Schema }[] {
  const inner = Object.entries(part).flatMap(([key, value]) =>
    typeof value === "object" && value !== null && key !== "examples" && key !== "default" && key !== "enum"
      ? partsOf(value as Schema, `${place}/${key}`)
      : [],
  );
  return [{ place, part }, ...inner];
}
const parts = partsOf(schema);
/** What a field says of itself, or the part that it refers to. */
const said = (field: Schema, what: "description" | "examples"): unknown =>
  field[what] ?? (field.$ref === undefined ? undefined : schema.$defs?.[field.$ref.split("/").at(-1)!]?.[what]);

describe("the published schema", () => {
  test("is docs/contract.schema.json; HANDSCHLAG_UPDATE=1 writes it anew", () => {
    if (process.env["HANDSCHLAG_UPDATE"] === "1") writeFileSync(SCHEMA_FILE, `${JSON.stringify(schema, null, 2)}\n`);
    expect(JSON.parse(readFileSync(SCHEMA_FILE, "utf8"))).toEqual(schema);
  });

  const fields = parts.flatMap(({ place, part }) =>
    Object.entries(part.properties ?? {}).map(([name, field]) => ({ place: `${place}/${name}`, field })),
  );

  test("describes each field and shows an example of it", () => {
    expect(fields.length).toBeGreaterThan(700);
    const silent = fields.filter(({ field }) => !said(field, "description") || !said(field, "examples"));
    expect(silent.map(({ place }) => place)).toEqual([]);
  });

  test("is told field by field in docs/contract-reference.md; HANDSCHLAG_UPDATE=1 writes it anew", () => {
    const page = referencePage(schema);
    if (process.env["HANDSCHLAG_UPDATE"] === "1") writeFileSync(REFERENCE_FILE, page);
    expect(readFileSync(REFERENCE_FILE, "utf8")).toBe(page);
    for (const { place } of fields) expect(page).toContain(`${place.split("/").at(-1)}\``);
  });

  test("refuses unknown fields everywhere", () => {
    const objects = parts.filter(({ part }) => part.type === "object");
    expect(objects.length).toBeGreaterThan(20);
    expect(objects.filter(({ part }) => part["additionalProperties"] === undefined).map(({ place }) => place)).toEqual(
      [],
    );
  });

  test("shows examples that fit", () => {
    // One schema with a name: its parts are compiled once, not again for each part that refers to them.
    ajv.addSchema({ ...schema, $id: "contract" });
    const wrong = parts.flatMap(({ place, part }) => {
      if (part.examples === undefined) return [];
      const fits = ajv.compile({ $ref: `contract${place}` });
      return part.examples.filter((example) => !fits(example)).map((example) => [place, example]);
    });
    expect(wrong).toEqual([]);
  });
});

describe("schema and reader agree", () => {
  test.each(globSync("*.yaml", { cwd: CONTRACTS }))("both accept %s", (name) => {
    const text = readFileSync(new URL(name, CONTRACTS), "utf8");
    expect([accepts(parse(text)), accepts.errors]).toEqual([true, null]);
    const read = readContract(text);
    expect(read.ok ? [] : read.refusal).toEqual([]);
  });

  test.each([
    ["version: 1", "version: 0"],
    ["version: 1", "version: 1.5"],
    ["id: sample", "id: my contract"],
    ["title: Betreuung", "titel: Betreuung"],
    ["area: devices", "area: mail"],
    ["levels: [P1, P2]", "levels: [1, 2]"],
    ["response: PT1H", "response: 60"],
    ["response: PT1H", "response: { target: PT1H }"],
    ["operate: {", "operat: {"],
    ["users: 12", "users: many"],
    ["[provider, client]", "[provider, 5]"],
  ])("both refuse %s as %s", (from, to) => {
    const text = SAMPLE.replace(from, to);
    expect([accepts(parse(text)), readContract(text).ok]).toEqual([false, false]);
  });
});

test("what is not written has the defaults of docs/rules/contract.md §4", () => {
  const text = SAMPLE.slice(0, SAMPLE.indexOf("clocks:")) + "clocks: { pauses: [{ reason: waiting-for-client }] }\n";
  const read = readContract(`${text}escalation: [{ level: 1, name: Büro, contacts: [office] }]\n`);
  const { language, clocks, escalation, attainment } = read.ok ? read.value : ({} as never);
  expect({ language, clocks, escalation, attainment }).toEqual({
    language: "de",
    clocks: {
      outsideHours: "next-opening",
      response: { start: "opened", stop: ["answered"] },
      update: { start: "update-or-message" },
      restore: { start: "opened", stop: ["restored"], workaroundCounts: true },
      resolve: { start: "opened", stop: "resolved" },
      pauses: [{ reason: "waiting-for-client", clocks: ["update", "restore", "resolve"] }],
      reopen: { withinDays: 14 },
      retarget: { upgrade: "from-start", downgrade: "from-start", service: "from-start", version: "from-start" },
    },
    escalation: [{ level: 1, name: "Büro", contacts: ["office"], atPercent: [50, 75, 90, 100] }],
    attainment: { month: "deadline", targetPercent: {} },
  });
  const bare = readContract(SAMPLE.slice(0, SAMPLE.indexOf("clocks:")));
  expect(bare.ok && [bare.value.clocks.pauses, bare.value.escalation]).toEqual([[], []]);
});
