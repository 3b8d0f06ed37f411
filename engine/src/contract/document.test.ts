import { globSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { contractJsonSchema } from "./document.ts";
import { SAMPLE } from "./reader.test-support.ts";
import { readContract } from "./reader.ts";

const SCHEMA_FILE = new URL("../../../docs/contract.schema.json", import.meta.url);
const CONTRACTS = new URL("../../../fixtures/contracts/", import.meta.url);

interface Schema {
  readonly [key: string]: unknown;
  readonly type?: string;
  readonly $ref?: string;
  readonly $defs?: Record<string, Schema>;
  readonly properties?: Record<string, Schema>;
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

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
const described = ({ description, $ref }: Schema): boolean =>
  (description ?? ($ref === undefined ? undefined : schema.$defs?.[$ref.split("/").at(-1)!]?.description)) !==
  undefined;

describe("the published schema", () => {
  test("is docs/contract.schema.json; HANDSCHLAG_UPDATE=1 writes it anew", () => {
    if (process.env["HANDSCHLAG_UPDATE"] === "1") writeFileSync(SCHEMA_FILE, `${JSON.stringify(schema, null, 2)}\n`);
    expect(JSON.parse(readFileSync(SCHEMA_FILE, "utf8"))).toEqual(schema);
  });

  const fields = parts.flatMap(({ place, part }) =>
    Object.entries(part.properties ?? {}).map(([name, field]) => ({ place: `${place}/${name}`, field })),
  );

  test.each(fields)("$place is described", ({ field }) => {
    expect(described(field)).toBe(true);
  });

  test("refuses unknown fields everywhere", () => {
    const objects = parts.filter(({ part }) => part.type === "object");
    expect(objects.length).toBeGreaterThan(20);
    expect(objects.filter(({ part }) => part["additionalProperties"] === undefined).map(({ place }) => place)).toEqual(
      [],
    );
  });

  test.each(parts.filter(({ part }) => part.examples !== undefined))(
    "the examples of $place fit it",
    ({ place, part }) => {
      const fits = ajv.compile({ ...part, $defs: schema.$defs });
      for (const example of part.examples!) expect(fits(example), `${place}: ${JSON.stringify(example)}`).toBe(true);
    },
  );
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
