/** What happened to a ticket, as sentences. The server stores facts and ids; the words are made here. */
import { translatorOf, type Language } from "../i18n/words.ts";
import { deskWords } from "./desk-words.ts";
import { ticketEventWords } from "./event-words.ts";
import { ratingSentence, ratingWords } from "./rating-words.ts";

interface Happening {
  readonly type: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly actor: { readonly id: string | null };
}

/** Names of people and services by their ids, as far as the reader may know them. */
export interface KnownNames {
  readonly people: ReadonlyMap<string, string>;
  readonly services?: ReadonlyMap<string, string>;
}

const textOr = (value: unknown, otherwise: string): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : otherwise;
const wordOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Which of an event's sentences it is: the same type tells different things by its facts. */
function keyOf({ type, facts, actor }: Happening): string {
  if (facts["carriedFrom"] !== undefined) return `${type}-carried`;
  switch (type) {
    case "ticket.participant-added":
    case "ticket.participant-removed":
      return facts["person"] === actor.id ? `${type}-self` : type;
    case "ticket.resumed":
      return facts["byMessage"] === true ? `${type}-by-message` : type;
    case "ticket.rated":
      return `${type}-${String(facts["rating"])}`;
    case "ticket.restored":
      return facts["workaround"] === true ? `${type}-workaround` : type;
    case "ticket.assigned":
      return facts["to"] === null ? `${type}-nobody` : facts["to"] === actor.id ? `${type}-self` : type;
    case "ticket.settled":
      return `${type}-${facts["outcome"] === "upheld" ? "upheld" : "rejected"}`;
    case "ticket.excluded":
      return Array.isArray(facts["consent"]) && facts["consent"].length > 1 ? `${type}-agreed` : type;
    case "ticket.time-recorded":
      return facts["chargeable"] === true ? `${type}-chargeable` : type;
    default:
      return type;
  }
}

/** What of a ticket's description was changed, in words. */
function changedIn(changed: unknown, language: Language): string {
  const t = translatorOf(ticketEventWords, language);
  const names = Array.isArray(changed) ? changed.map((name) => `changed-${String(name)}`) : [];
  return names.flatMap((name) => (t.has(name) ? [t(name as "changed-kind")] : [])).join(", ");
}

/** A pause's reason in words; one of the contract's own reads as it is written, with blanks for hyphens. */
export function reasonInWords(reason: string, language: Language): string {
  const t = translatorOf(ticketEventWords, language);
  const key = `reason-${reason}`;
  return t.has(key) ? t(key as "reason-appointment") : reason.replaceAll("-", " ");
}

/** The sentence of something that happened to a ticket; `undefined` for a type without words. */
export function ticketSentence(
  event: Happening,
  who: string,
  language: Language,
  { people, services }: KnownNames,
): string | undefined {
  const t = translatorOf(ticketEventWords, language);
  const desk = translatorOf(deskWords, language);
  const key = keyOf(event);
  if (!t.has(key)) return undefined;
  const { type, facts } = event;
  const level = `level-${textOr(facts["level"], "")}`;
  const reason = textOr(facts["reason"], "–");
  const service = textOr(facts["service"], "–");
  const values = {
    who,
    number: textOr(facts["number"] ?? facts["fromNumber"] ?? facts["otherNumber"] ?? facts["intoNumber"], "–"),
    reason: type === "ticket.paused" ? reasonInWords(reason, language) : reason,
    rating: ratingSentence(translatorOf(ratingWords, language), {
      impact: wordOrNull(facts["impact"]),
      urgency: wordOrNull(facts["urgency"]),
      priority: wordOrNull(facts["priority"]),
    }),
    service: services?.get(service) ?? service,
    to: people.get(textOr(facts["to"], "")) ?? t("somebody"),
    person: people.get(textOr(facts["person"], "")) ?? t("somebody"),
    changed: changedIn(facts["changed"], language),
    level: desk.has(level) ? desk(level as "level-response") : t("anyLevel"),
    minutes: textOr(facts["minutes"], "–"),
    share: textOr(facts["share"], "–"),
  };
  // Each takes what it needs of the values.
  return t(key as "ticket.opened", values);
}
