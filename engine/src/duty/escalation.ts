/** Whom a contract wants told when a share of a target is used up. Source: product.md §9.5, docs/rules/duty.md §6. */
import { calendarOf, nextWorkingInstant, type Calendar } from "../calendar/calendar.ts";
import type { ContractDocument, Level } from "../contract/document.ts";
import type { Terms } from "../contract/terms.ts";
import type { Instant } from "../instant.ts";
import { BREACH } from "../ticket/notice.ts";

type Party = ContractDocument["parties"][string];

/** A contact of the contract, and whose it is. */
export interface FixedContact {
  readonly id: string;
  readonly side: "client" | "provider";
  readonly name: string;
  readonly email: string | undefined;
  readonly phone: string | undefined;
}

/** The contacts of the client and of the provider; those of others have no side here. */
export function fixedContactsOf({ parties }: ContractDocument): readonly FixedContact[] {
  return Object.values(parties).flatMap(({ role, contacts }: Party) =>
    role !== "client" && role !== "provider"
      ? []
      : (contacts ?? []).map(({ id, name, email, phone }) => ({ id, side: role, name, email, phone })),
  );
}

/** The provider's contacts who can be called when nobody on duty takes over: by the levels of the escalation, each once. */
export function calledContactsOf(document: ContractDocument): readonly Pick<Told, "contact" | "level">[] {
  const contacts = fixedContactsOf(document).filter(({ side, email }) => side === "provider" && email !== undefined);
  const called = new Map<string, Pick<Told, "contact" | "level">>();
  for (const { level, contacts: ids } of document.escalation.toSorted((a, b) => a.level - b.level))
    for (const contact of contacts)
      if (ids.includes(contact.id) && !called.has(contact.id)) called.set(contact.id, { contact, level });
  return [...called.values()];
}

/** A contact who is told, at which level, and not before when. */
export interface Told {
  readonly contact: FixedContact;
  readonly level: number;
  readonly notBefore: Instant;
}

/** A share of a clock's target that was used up. */
export interface UsedUp {
  readonly service: string | undefined;
  readonly priority: string;
  readonly level: Level;
  readonly share: number;
  readonly at: Instant;
}

/**
 * Who is told of it, each once by the lowest of their levels: in the hours of the level's calendar, else of the target's.
 * The breach of a target that counts around the clock is told at once. Nobody, where the contract names none for the share.
 */
export function toldOf(terms: Terms, { service, priority, level, share, at }: UsedUp): readonly Told[] {
  const { document } = terms;
  const services = document.services;
  const named = service ?? (services.length === 1 ? services[0]!.id : "");
  const target = terms.promisesByService.get(named)?.get(priority)?.[level]?.calendar;
  const isAtOnce = share >= BREACH && target?.definition.always === true;
  const contacts = new Map(fixedContactsOf(document).map((contact) => [contact.id, contact]));
  const told = new Map<string, Told>();
  for (const entry of document.escalation.toSorted((a, b) => a.level - b.level)) {
    if (!entry.atPercent.includes(share)) continue;
    const hours = entry.calendar === undefined ? target : calendarNamed(terms, entry.calendar);
    const notBefore = isAtOnce || hours === undefined ? at : (nextWorkingInstant(hours, at) ?? at);
    for (const id of entry.contacts) {
      const contact = contacts.get(id);
      if (contact !== undefined && !told.has(id)) told.set(id, { contact, level: entry.level, notBefore });
    }
  }
  return [...told.values()];
}

const compiled = new WeakMap<Terms, Map<string, Calendar>>();

/** A calendar of a contract by its name, compiled once for each version. */
function calendarNamed(terms: Terms, name: string): Calendar | undefined {
  const known = compiled.get(terms) ?? new Map<string, Calendar>();
  compiled.set(terms, known);
  const definition = terms.document.calendars[name];
  if (definition === undefined) return undefined;
  const calendar = known.get(name) ?? calendarOf(definition);
  known.set(name, calendar);
  return calendar;
}
