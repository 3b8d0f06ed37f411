import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { ACTIVITIES } from "../scope/activities.ts";
import { boundlessWordsIn } from "../scope/boundless.ts";
import { checkContract } from "./check/check.ts";
import type { ContractDocument } from "./document.ts";
import { readContract } from "./reader.ts";
import { catalogueOf, STARTER_SIZES, startersOf, type CatalogueService } from "./starters.ts";

const LANGUAGES = ["de", "en"] as const;
const GENERATED = new URL("starters.gen.ts", import.meta.url);
const AS_OF = "2026-11-23";

const fileOf = (language: string, size: string): string =>
  readFileSync(new URL(`../../starters/${language}/${size}.yaml`, import.meta.url), "utf8");
/** Without the lines for those who edit the file itself. */
const textOf = (file: string): string => file.replace(/^(?:#.*\n)+/, "");

function generated(): string {
  const texts = Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      Object.fromEntries(STARTER_SIZES.map((size) => [size, textOf(fileOf(language, size))])),
    ]),
  );
  return [
    "/** Written from engine/starters by starters.test.ts; changes belong there. */",
    `export const STARTER_TEXTS = ${JSON.stringify(texts, undefined, 2).replaceAll(String.raw`\n`, "\\n\\\n")} as const;`,
    "",
  ].join("\n");
}

test("the texts are those of the files; HANDSCHLAG_UPDATE=1 writes starters.gen.ts anew", () => {
  if (process.env["HANDSCHLAG_UPDATE"] === "1") writeFileSync(GENERATED, generated());
  expect(readFileSync(GENERATED, "utf8")).toBe(generated());
  for (const language of LANGUAGES)
    expect(startersOf(language).map(({ text }) => text)).toEqual(
      STARTER_SIZES.map((size) => textOf(fileOf(language, size))),
    );
});

/** Fields that say something in the contract's own language. */
const SAID = new Set(
  `title name address representedBy reason description text consequence when measuringPoint subject duration nature
  purpose clause concept vulnerabilityHandling tenantSeparation data format dataLoss kind venue settlement proofs
  staffSkills dueAfter email language`.split(/\s+/),
);
/** Lists of such texts. */
const SAID_LISTS = new Set(
  `included excluded clientObligations acceptance reportContent handover dataTypes dataSubjects tasks
  unlimitedFor`.split(/\s+/),
);

/** A document with each text in the contract's language replaced by the same sign, so that the rest can be compared. */
function bare(part: unknown, key = ""): unknown {
  if (Array.isArray(part)) return part.map((member) => bare(member, SAID_LISTS.has(key) ? "text" : key));
  if (typeof part !== "object" || part === null) return SAID.has(key) && typeof part === "string" ? "…" : part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, bare(value, name)]));
}

test.each(STARTER_SIZES)(
  "the %s starter says the same in both languages: fields, figures, names and their order",
  (size) => {
    const [german, english] = LANGUAGES.map((language) => bare(parse(fileOf(language, size))));
    expect(JSON.stringify(english, undefined, 1)).toBe(JSON.stringify(german, undefined, 1));
  },
);

const GERMAN = /[äöüßÄÖÜ]|\b(?:der|die|das|und|oder|nicht|mit|nach|zum|zur|binnen|je)\b/;
/** What the format writes in English in every contract: values with hyphens, and deadlines. */
const KEYWORD = /^(?:[a-z-]+|end of .* working day)$/;
const ENGLISH = /\b(?:the|and|with|of|is|are|by|within|each)\b/;

test("what an English starter or service says is English, and German what a German one says", () => {
  const textsIn = (language: "de" | "en"): string[] => [
    ...startersOf(language).flatMap(({ name, about, text }) => [name, about, ...said(parse(text))]),
    ...catalogueOf(language).flatMap(said),
  ];
  expect(textsIn("en").filter((text) => GERMAN.test(text))).toEqual([]);
  expect(textsIn("de").filter((text) => ENGLISH.test(text) && !KEYWORD.test(text))).toEqual([]);
});

const said = (part: unknown): string[] =>
  typeof part === "string"
    ? [part]
    : typeof part === "object" && part !== null
      ? Object.values(part).flatMap(said)
      : [];

test("the catalogue offers the same services in both languages, each whole", () => {
  const [german, english] = LANGUAGES.map(catalogueOf);
  expect(german!.map(({ id }) => id)).toEqual(english!.map(({ id }) => id));
  expect(new Set(german!.map(({ id }) => id)).size).toBe(11);
  for (const [place, service] of german!.entries()) {
    const other = english![place]!;
    expect(Object.keys(service.activities!)).toEqual([...ACTIVITIES]);
    expect(other.activities).toEqual(service.activities);
    expect(other.quantities).toEqual(service.quantities);
    for (const list of ["included", "excluded", "clientObligations", "acceptance"] as const)
      expect(other[list]!.length, `${service.id}.${list}`).toBe(service[list]!.length);
  }
});

test("no service promises everything and says nothing, though its definitions would excuse it", () => {
  const texts = LANGUAGES.flatMap((language) => catalogueOf(language).flatMap(said));
  expect(texts.filter((text) => boundlessWordsIn(text) !== undefined)).toEqual([]);
});

test("a service that was taken can be changed without changing the catalogue", () => {
  const [taken] = catalogueOf("de");
  taken!.included!.push("Mehr");
  taken!.activities!.operate!.accountable = "client";
  expect(catalogueOf("de")[0]!.included).not.toContain("Mehr");
  expect(catalogueOf("de")[0]!.activities!.operate!.accountable).toBe("provider");
});

const cases = LANGUAGES.flatMap((language) =>
  STARTER_SIZES.flatMap((size) =>
    catalogueOf(language).map((service) => ({ language, size, service, id: service.id })),
  ),
);

test.each(cases)("$id can be added to the $size starter in $language", ({ language, size, service }) => {
  const { text } = startersOf(language).find((starter) => starter.size === size)!;
  expect(findingsOf(withService(text, service))).toEqual([]);
});

/** The text of a contract with a service more, in the service level that all starters have. */
function withService(text: string, service: CatalogueService): string {
  const document = parse(text) as { services: object[] };
  document.services.push({ ...service, serviceLevel: "standard" });
  return JSON.stringify(document);
}

/** What is found that the text of a service can cause; what it costs is the contract's to say. */
function findingsOf(text: string): string[] {
  const read = readContract(text);
  if (!read.ok) return read.refusal.map(({ message }) => message);
  const found = checkContract(read.value satisfies ContractDocument, { asOf: AS_OF });
  return found
    .filter(({ rule }) => rule.family === "scope" || rule.family === "contradictions")
    .map(({ rule, place }) => `${rule.id} ${place}`);
}
