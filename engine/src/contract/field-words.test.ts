import { expect, test } from "vitest";
import { contractJsonSchema } from "./document.ts";
import { fieldWordsOf, valueWordOf, WORDS } from "./field-words.ts";
import type { Schema } from "./reference-page.test-support.ts";
import { schemaFields, type SchemaField } from "./schema-fields.test-support.ts";

const LABEL_MAX = 48;
const ABOUT_MAX = 120;
/** Words that are the same in both languages. */
const SAME = ["Name", "NIS2"];

const fields = schemaFields(contractJsonSchema() as Schema);
const valuesOf = ({ definition, field, values }: SchemaField) => values.map((value) => ({ definition, field, value }));
const values = fields.flatMap(valuesOf);

test("the schema is read whole", () => {
  expect(fields.length).toBeGreaterThan(700);
  expect(values.length).toBeGreaterThan(220);
});

test("every field and every value has words, and no word is left over", () => {
  const written = Object.entries(WORDS).flatMap(([definition, entries]) =>
    Object.entries(entries).map(([field, entry]) => [
      `${definition}.${field}`,
      Object.keys(entry.values ?? {}).toSorted(),
    ]),
  );
  const needed = fields.map((each) => [`${each.definition}.${each.field}`, each.values.toSorted()]);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(needed));
});

test("what a field holds is what the schema says", () => {
  const told = fields.map(({ definition, field }) => {
    const { of, each } = WORDS[definition]![field]!;
    return [`${definition}.${field}`, { of, each: each === undefined ? undefined : [each].flat() }];
  });
  const meant = fields.map(({ definition, field, of, each }) => [`${definition}.${field}`, { of, each }]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(meant));
});

test("labels are short, help is one sentence, and both languages say it", () => {
  const faults = fields.flatMap(({ definition, field }) => {
    const { label, about } = fieldWordsOf(definition, field);
    const place = `${definition}.${field}`;
    return [
      ...[label.de, label.en].filter((text) => text.length === 0 || text.length > LABEL_MAX || /[.:]$/.test(text)),
      ...[about.de, about.en].filter((text) => !/^[A-ZÄÖÜ0-9].*\.$/.test(text) || text.length > ABOUT_MAX),
      ...(label.de === label.en && !SAME.includes(label.de) ? [label.de] : []),
      ...(about.de === about.en ? [about.de] : []),
    ].map((text) => `${place}: ${text}`);
  });
  expect(faults).toEqual([]);
});

test("values are worded in both languages", () => {
  const faults = values.flatMap(({ definition, field, value }) => {
    const { de, en } = valueWordOf(definition, field, value);
    const isFaulty = de === "" || en === "" || de.length > 80 || en.length > 80 || (de === en && !SAME.includes(de));
    return isFaulty ? [`${definition}.${field} ${value}: ${de} / ${en}`] : [];
  });
  expect(faults).toEqual([]);
});

test("the fields of one part have labels that differ", () => {
  const doubled = Object.entries(WORDS).flatMap(([definition, entries]) =>
    (["de", "en"] as const).flatMap((language) => {
      const labels = Object.values(entries).map((entry) => entry[language][0]);
      return labels.filter((label, place) => labels.indexOf(label) !== place).map((label) => `${definition}: ${label}`);
    }),
  );
  expect(doubled).toEqual([]);
});

test("German is written with its own letters and signs", () => {
  const said = fields.flatMap(({ definition, field }) => {
    const { label, about } = fieldWordsOf(definition, field);
    return [label.de, about.de];
  });
  expect(said.filter((text) => /"|'|\b(?:fuer|ueber|koenn|muess|aender|loesch|pruef|oeffn)/i.test(text))).toEqual([]);
});

test("a field or value that the format does not have is a defect", () => {
  expect(() => fieldWordsOf("Contract", "colour")).toThrow("Contract has words for its field colour");
  expect(() => fieldWordsOf("Contract", "toString")).toThrow("words for its field toString");
  expect(() => fieldWordsOf("Nothing", "id")).toThrow("Nothing has words");
  expect(() => valueWordOf("Service", "area", "moon")).toThrow("Service.area has a word for its value moon");
});
