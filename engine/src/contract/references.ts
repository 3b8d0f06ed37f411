/** Whether what a contract names exists in it. Source: docs/rules/contract.md §3. */
import { dayOfIso } from "../instant.ts";
import { holidayEntries, isRegionCode } from "../calendar/definition.ts";
import type { HolidaySource } from "../calendar/holidays.ts";
import type { ContractDocument } from "./document.ts";
import { tableMisfits } from "./reference-table.ts";

/** A place in a document, from the root. */
export type Path = readonly (string | number)[];

/** Something that does not fit at a place of a document. */
export interface Misfit {
  readonly path: Path;
  /** What was expected there, as a clause in English: "expected …". */
  readonly message: string;
}

const LISTED_MAX = 12;

function listed(names: readonly string[]): string {
  if (names.length === 0) return "none is defined";
  return `known: ${names.slice(0, LISTED_MAX).join(", ")}${names.length > LISTED_MAX ? ", …" : ""}`;
}

/** Every reference that leads nowhere and every pair of fields that contradict, in the order of the document's parts. */
export function misfitsOf(contract: ContractDocument, holidays: HolidaySource): Misfit[] {
  return [
    ...partyMisfits(contract),
    ...regionMisfits(contract, holidays),
    ...priorityMisfits(contract),
    ...serviceLevelMisfits(contract),
    ...serviceMisfits(contract),
    ...clockMisfits(contract),
    ...dateMisfits(contract),
    ...tableMisfits(contract, listed),
  ];
}

/** The regions of a calendar that nobody knows the holidays of. */
export function unknownRegions(calendar: ContractDocument["calendars"][string], holidays: HolidaySource): Misfit[] {
  const alone = typeof calendar.holidays === "string";
  return holidayEntries(calendar).flatMap((entry, index): Misfit[] =>
    isRegionCode(entry) && !holidays.knows(entry)
      ? [
          {
            path: alone ? ["holidays"] : ["holidays", index],
            message: `expected a region with known public holidays, found ${entry}`,
          },
        ]
      : [],
  );
}

const regionMisfits = ({ calendars }: ContractDocument, holidays: HolidaySource): Misfit[] =>
  Object.entries(calendars).flatMap(([name, calendar]) =>
    unknownRegions(calendar, holidays).map(({ path, message }) => ({ path: ["calendars", name, ...path], message })),
  );

const contactIds = ({ parties }: ContractDocument): string[] =>
  Object.values(parties).flatMap(({ contacts }) => (contacts ?? []).map(({ id }) => id));

function partyMisfits({ parties }: ContractDocument): Misfit[] {
  const misfits: Misfit[] = [];
  const seen = new Set<string>();
  for (const [name, { contacts }] of Object.entries(parties)) {
    for (const [index, { id }] of (contacts ?? []).entries()) {
      if (seen.has(id))
        misfits.push({
          path: ["parties", name, "contacts", index, "id"],
          message: `expected each contact once in all parties, found ${id} again`,
        });
      seen.add(id);
    }
  }
  for (const role of ["client", "provider"] as const) {
    const [first, second] = Object.keys(parties).filter((name) => parties[name]!.role === role);
    if (first === undefined) misfits.push({ path: ["parties"], message: `expected a party with the role ${role}` });
    if (second !== undefined)
      misfits.push({
        path: ["parties", second, "role"],
        message: `expected one party with the role ${role}, found ${second} beside ${first}`,
      });
  }
  return misfits;
}

function priorityMisfits({ priorities: { levels, matrix } }: ContractDocument): Misfit[] {
  const misfits: Misfit[] = [];
  for (const [index, level] of levels.entries()) {
    if (levels.indexOf(level) !== index)
      misfits.push({
        path: ["priorities", "levels", index],
        message: `expected each priority once, found ${level} again`,
      });
  }
  const rows = Object.entries(matrix ?? {});
  const urgencies = Object.keys(rows[0]?.[1] ?? {});
  for (const [impact, row] of rows) {
    for (const [urgency, priority] of Object.entries(row)) {
      if (!levels.includes(priority))
        misfits.push({
          path: ["priorities", "matrix", impact, urgency],
          message: `expected a priority (${listed(levels)}), found ${priority}`,
        });
      if (!urgencies.includes(urgency))
        misfits.push({
          path: ["priorities", "matrix", impact, urgency],
          message: `expected the same urgencies in each row (${listed(urgencies)}), found ${urgency}`,
        });
    }
    for (const urgency of urgencies) {
      if (!Object.hasOwn(row, urgency))
        misfits.push({ path: ["priorities", "matrix", impact], message: `expected a priority for urgency ${urgency}` });
    }
  }
  return misfits;
}

function serviceLevelMisfits({ calendars, priorities, serviceLevels }: ContractDocument): Misfit[] {
  const misfits: Misfit[] = [];
  const requireCalendar = (name: string | undefined, path: Path) => {
    if (name !== undefined && !Object.hasOwn(calendars, name))
      misfits.push({ path, message: `expected a calendar (${listed(Object.keys(calendars))}), found ${name}` });
  };
  for (const [name, { calendar, targets }] of Object.entries(serviceLevels)) {
    const at = ["serviceLevels", name];
    requireCalendar(calendar, [...at, "calendar"]);
    for (const [priority, entry] of Object.entries(targets)) {
      if (!priorities.levels.includes(priority))
        misfits.push({
          path: [...at, "targets", priority],
          message: `expected a priority (${listed(priorities.levels)}), found ${priority}`,
        });
      for (const [field, target] of Object.entries(entry)) {
        if (field === "calendar") requireCalendar(entry.calendar, [...at, "targets", priority, field]);
        else if (typeof target === "object")
          requireCalendar(target.calendar, [...at, "targets", priority, field, "calendar"]);
      }
    }
  }
  return misfits;
}

function serviceMisfits(contract: ContractDocument): Misfit[] {
  const { parties, serviceLevels, services } = contract;
  const partyNames = Object.keys(parties);
  const contacts = contactIds(contract);
  const known = new Set(contacts);
  const misfits: Misfit[] = [];
  for (const [index, service] of services.entries()) {
    const at = ["services", index];
    if (services.findIndex(({ id }) => id === service.id) !== index)
      misfits.push({ path: [...at, "id"], message: `expected each service once, found ${service.id} again` });
    if (service.serviceLevel !== undefined && !Object.hasOwn(serviceLevels, service.serviceLevel)) {
      misfits.push({
        path: [...at, "serviceLevel"],
        message: `expected a service level (${listed(Object.keys(serviceLevels))}), found ${service.serviceLevel}`,
      });
    }
    for (const [activity, roles] of Object.entries(service.activities ?? {})) {
      for (const role of ["accountable", "responsible", "consulted", "informed"] as const) {
        for (const party of [roles?.[role] ?? []].flat()) {
          if (!Object.hasOwn(parties, party))
            misfits.push({
              path: [...at, "activities", activity, role],
              message: `expected a party (${listed(partyNames)}), found ${party}`,
            });
        }
      }
      if (roles?.contact !== undefined && !known.has(roles.contact)) {
        misfits.push({
          path: [...at, "activities", activity, "contact"],
          message: `expected a contact (${listed(contacts)}), found ${roles.contact}`,
        });
      }
    }
  }
  return misfits;
}

function clockMisfits(contract: ContractDocument): Misfit[] {
  const { calendars, clocks, escalation } = contract;
  const misfits: Misfit[] = [];
  const reasons = clocks.pauses.map(({ reason }) => reason);
  for (const [index, reason] of reasons.entries()) {
    if (reasons.indexOf(reason) !== index)
      misfits.push({
        path: ["clocks", "pauses", index, "reason"],
        message: `expected each pause reason once, found ${reason} again`,
      });
  }
  const contacts = contactIds(contract);
  for (const [index, level] of escalation.entries()) {
    if (escalation.findIndex((other) => other.level === level.level) !== index) {
      misfits.push({
        path: ["escalation", index, "level"],
        message: `expected each escalation level once, found ${level.level} again`,
      });
    }
    for (const [place, contact] of level.contacts.entries()) {
      if (!contacts.includes(contact))
        misfits.push({
          path: ["escalation", index, "contacts", place],
          message: `expected a contact (${listed(contacts)}), found ${contact}`,
        });
    }
    if (level.calendar !== undefined && !Object.hasOwn(calendars, level.calendar)) {
      misfits.push({
        path: ["escalation", index, "calendar"],
        message: `expected a calendar (${listed(Object.keys(calendars))}), found ${level.calendar}`,
      });
    }
  }
  return misfits;
}

function dateMisfits({ term, validFrom }: ContractDocument): Misfit[] {
  const misfits: Misfit[] = [];
  const [start, end, valid] = [
    dayOfIso(term.start)!,
    term.end === undefined ? undefined : dayOfIso(term.end)!,
    dayOfIso(validFrom)!,
  ];
  if (end !== undefined && end < start)
    misfits.push({ path: ["term", "end"], message: `expected a day not before the start of the term, ${term.start}` });
  if (valid < start)
    misfits.push({ path: ["validFrom"], message: `expected a day not before the start of the term, ${term.start}` });
  if (end !== undefined && valid > end)
    misfits.push({ path: ["validFrom"], message: `expected a day not after the end of the term, ${term.end}` });
  return misfits;
}
