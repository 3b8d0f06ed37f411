/** Events as sentences. The server stores facts and ids; the words are made here. */
import { roleWords } from "../company/role-words.ts";
import { formatsOf, type Formats } from "../i18n/formats.ts";
import { translatorOf, type Language, type Translate } from "../i18n/words.ts";
import { ticketSentence } from "../ticket/event-sentences.ts";
import type { EventEntry } from "../wire.ts";
import { eventWords } from "./words.ts";

/** Names by id, as far as the reader may know them. */
export type NameById = ReadonlyMap<string, string>;

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "–";

/** The sentence of an event. A type without words of its own is told by its name: nothing is hidden. */
export function sentenceOfEvent(event: EventEntry, language: Language, nameById: NameById): string {
  const t = translatorOf(eventWords, language);
  const { type, facts } = event;
  const who = actorOf(event, language, nameById);
  const ofTicket = ticketSentence(event, who, language, { people: nameById });
  if (ofTicket !== undefined) return ofTicket;
  const values = {
    who,
    subject: subjectOf(event, nameById) ?? t("somebody"),
    roles: rolesOf(facts, language),
    before: rolesOf(facts["from"], language),
    after: rolesOf(facts["to"], language),
    role: roleOf(facts["role"], language),
    days: textOf(facts["days"]),
    name: textOf(facts["name"]),
    from: textOf(facts["from"]),
    to: textOf(facts["to"]),
    number: textOf(facts["number"]),
    validFrom: dateOf(facts["validFrom"], formatsOf(language)),
    lastDay: lastDayOf(facts["at"], formatsOf(language)),
    on: dateOf(facts["on"], formatsOf(language)),
    type,
  };
  // The keys are the types; each takes what it needs of the values.
  const key = t.has(type) ? type : "unknown";
  return t(key as "person.role-changed", values);
}

const dateOf = (value: unknown, { date }: Formats): string =>
  typeof value === "string" ? date(`${value}T12:00:00Z`, "UTC") : "–";

/** The day before which something ends: that of the last moment that still counts. */
const lastDayOf = (value: unknown, { date }: Formats): string =>
  typeof value === "string" ? date(new Date(Date.parse(value) - 1)) : "–";

function actorOf({ actor }: EventEntry, language: Language, nameById: NameById): string {
  const t = translatorOf(eventWords, language);
  if (actor.kind === "system") return t("system");
  const name = actor.name ?? (actor.id === null ? undefined : nameById.get(actor.id));
  if (name === undefined) return strangerOf(actor, t);
  return actor.side === "provider" && actor.company !== null ? t("ofCompany", { name, company: actor.company }) : name;
}

/** Whoever acted and is not known here by name. */
function strangerOf({ kind, side, company }: EventEntry["actor"], t: Translate<(typeof eventWords)["de"]>): string {
  if (kind === "key") return t("key");
  if (side === "system") return t("operator");
  return company === null ? t("someone") : t("someoneOf", { company });
}

function subjectOf({ subjectId, personal, actor }: EventEntry, nameById: NameById): string | undefined {
  const told = personal?.["name"] ?? personal?.["email"];
  if (typeof told === "string") return told;
  if (subjectId === null) return undefined;
  return nameById.get(subjectId) ?? (subjectId === actor.id ? (actor.name ?? undefined) : undefined);
}

function roleOf(value: unknown, language: Language): string {
  const role = translatorOf(roleWords, language);
  return typeof value === "string" && role.has(value) ? role(value) : textOf(value);
}

function rolesOf(value: unknown, language: Language): string {
  if (typeof value !== "object" || value === null) return "–";
  const { clientRole, providerRole } = value as Record<string, unknown>;
  const held = [clientRole, providerRole].filter((role) => typeof role === "string");
  return held.length === 0 ? "–" : formatsOf(language).list(held.map((role) => roleOf(role, language)));
}

export const GROUPS = ["tickets", "people", "signIns", "contracts", "keys"] as const;
export type Group = (typeof GROUPS)[number];

const GROUP_BY_NOUN: Readonly<Record<string, Group>> = {
  ticket: "tickets",
  person: "people",
  invitation: "people",
  session: "signIns",
  password: "signIns",
  totp: "signIns",
  passkey: "signIns",
  "recovery-codes": "signIns",
  contract: "contracts",
  engagement: "contracts",
  company: "keys",
  key: "keys",
  "single-sign-on": "keys",
};

/** What an event is about: its type is a noun and a past tense. */
export const groupOf = ({ type }: EventEntry): Group | undefined => GROUP_BY_NOUN[type.split(".")[0] ?? ""];
