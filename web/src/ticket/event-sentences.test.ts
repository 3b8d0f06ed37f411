import { EVENT_TYPES } from "@handschlag/engine/ticket/event.ts";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../i18n/words.ts";
import { ticketSentence } from "./event-sentences.ts";

/** What the server records beside the events that the engine reads. */
const OTHERS = ["absorbed", "attached", "time-recorded", "time-removed", "step-added", "step-done", "step-reopened"]
  .concat("step-changed", "step-removed", "described", "participant-added", "participant-removed", "split")
  .concat("linked", "unlinked", "warned", "breached");
const FACTS = {
  number: 1042,
  fromNumber: 1041,
  reason: "waiting-for-client",
  impact: "office",
  urgency: "blocked",
  priority: "P1",
  service: "m365",
  to: "id-of-oeznur",
  level: "response",
  minutes: 25,
  share: 50,
  person: "id-of-oeznur",
  changed: ["subject", "requesterId"],
};
const NAMES = { people: new Map([["id-of-oeznur", "Öznur Çelik"]]), services: new Map([["m365", "E-Mail"]]) };
const say = (type: string, facts: object = FACTS, language: (typeof LANGUAGES)[number] = "de") =>
  ticketSentence({ type: `ticket.${type}`, facts: { ...facts }, actor: { id: "id-of-nils" } }, "Nils", language, NAMES);

describe.each(LANGUAGES)("in %s", (language) => {
  test.each([...EVENT_TYPES, ...OTHERS])("%s has a sentence in which nothing is missing", (type) => {
    const sentence = say(type, FACTS, language);
    expect(sentence).toMatch(/^\S/);
    expect(sentence).not.toMatch(/[{}–]|undefined|null/);
  });
});

test("the same type tells different things by its facts", () => {
  expect(say("resumed", { byMessage: true })).toBe("Die Uhr läuft weiter: Nils hat geschrieben.");
  expect(say("assigned", { to: "id-of-nils" })).toBe("Nils hat es übernommen.");
  expect(say("assigned", { to: null })).toBe("Nils hat die Zuweisung aufgehoben.");
  expect(say("assigned")).toBe("Nils hat es an Öznur Çelik übergeben.");
  expect(say("settled", { outcome: "upheld" })).toContain("zugestimmt");
  expect(say("excluded", { ...FACTS, consent: ["client", "provider"] })).toContain("Antwort wird nicht gewertet");
});

test("what came with a part of another ticket is told as such, and who reads along by name", () => {
  expect(say("answered", { carriedFrom: "x" })).toBe("Beantwortet, bevor es abgetrennt wurde.");
  expect(say("paused", { carriedFrom: "x", reason: "appointment" })).toContain("bevor es abgetrennt wurde");
  expect(say("participant-added")).toBe("Nils lässt Öznur Çelik mitlesen.");
  expect(say("participant-removed", { person: "id-of-nils" })).toBe("Nils liest nicht mehr mit.");
  expect(say("described")).toBe("Nils hat Angaben geändert: Betreff, wer gemeldet hat.");
});

test("words of the contract that nobody knows stay as they are", () => {
  expect(say("paused", { reason: "spare-part-ordered" })).toBe("Nils hat die Uhr angehalten: spare part ordered.");
  expect(say("service-changed", { service: "drucker", reason: "war falsch" })).toContain("drucker");
});

test("a type without words is left to whoever asks", () => {
  expect(say("teleported")).toBeUndefined();
});
