import { expect, test } from "vitest";
import { documentOf } from "../ticket/story.test-support.ts";
import { coverageOf } from "./coverage.ts";

const document = documentOf(
  { P1: { response: "PT1H" } },
  {
    services: [
      {
        id: "workplace",
        name: "Arbeitsplatz",
        area: "devices",
        serviceLevel: "standard",
        included: ["Tausch defekter Geräte"],
        excluded: ["Private Geräte"],
      },
    ],
  },
);
const service = { id: "workplace", name: "Arbeitsplatz" };

test.each([
  { asked: "a service", clause: undefined, id: "workplace", answer: { kind: "covered", service, clause: null } },
  {
    asked: "what it includes",
    clause: "Tausch defekter Geräte",
    id: "workplace",
    answer: { kind: "covered", clause: "Tausch defekter Geräte" },
  },
  {
    asked: "what it excludes",
    clause: "Private Geräte",
    id: "workplace",
    answer: { kind: "not-covered", service, clause: "Private Geräte" },
  },
  { asked: "words of no clause", clause: "Kaffee", id: "workplace", answer: { kind: "covered", clause: null } },
  { asked: "no service", clause: undefined, id: undefined, answer: { kind: "unclear", service: null } },
  {
    asked: "a service that is none",
    clause: "Private Geräte",
    id: "coffee",
    answer: { kind: "unclear", clause: null },
  },
])("asked about $asked", ({ id, clause, answer }) => {
  expect(coverageOf(document, id, clause)).toMatchObject({ ...answer, contractVersion: 1 });
});

test("without a contract it is not clear yet", () => {
  expect(coverageOf(undefined, "workplace")).toEqual({
    kind: "unclear",
    service: null,
    clause: null,
    contractVersion: null,
  });
});
