/** A calendar of a draft as far as it is written, in the form in which it is edited. */
import { WEEKDAYS, type CalendarDefinition } from "@handschlag/engine/calendar/definition.ts";
import { hoursOf } from "@handschlag/engine/calendar/hours.ts";
import { isList, isObject, partAt, type Part, type PartsByKey } from "@handschlag/engine/contract/parts.ts";
import { dayOfIso } from "@handschlag/engine/instant.ts";
import { hoursShown } from "./hours-input.ts";

export type Weekday = (typeof WEEKDAYS)[number];

/** The hours of a day: intervals, and how they read in a field, also if they are none. */
interface WrittenHours {
  readonly intervals: readonly string[];
  readonly shown: string;
  /** The first that is no interval. */
  readonly strange: string | undefined;
}

export interface WrittenCalendar {
  readonly fields: PartsByKey;
  readonly timeZone: string;
  readonly description: string;
  readonly always: boolean;
  readonly hoursOn: (day: Weekday) => WrittenHours;
  /** Regions and dates. */
  readonly holidays: readonly string[];
  /** By date, ascending. */
  readonly exceptions: readonly { readonly date: string; readonly hours: WrittenHours }[];
}

/** The calendar at a place; `undefined` where the draft has none. */
export function writtenCalendar(document: Part, path: readonly string[]): WrittenCalendar | undefined {
  const fields = partAt(document, path);
  if (!isObject(fields)) return undefined;
  const exceptions = fields["exceptions"];
  return {
    fields,
    timeZone: textOf(fields["timeZone"]),
    description: textOf(fields["description"]),
    always: fields["always"] === true,
    hoursOn: (day) => writtenHours(partAt(fields, ["hours", day])),
    holidays: textsOf(fields["holidays"]),
    exceptions: Object.entries(isObject(exceptions) ? exceptions : {})
      .map(([date, hours]) => ({ date, hours: writtenHours(hours) }))
      .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  };
}

const textOf = (part: Part | undefined): string => (typeof part === "string" ? part : "");

/** One text or a list of them, as a list. */
const textsOf = (part: Part | undefined): readonly string[] =>
  (isList(part) ? part : [part]).flatMap((text) => (typeof text === "string" && text !== "" ? [text] : []));

function writtenHours(part: Part | undefined): WrittenHours {
  const texts = textsOf(part);
  const intervals = texts.filter((text) => hoursOf(text) !== undefined);
  return { intervals, shown: hoursShown(texts), strange: texts.find((text) => hoursOf(text) === undefined) };
}

/** What of a calendar is whole, for those who read it as a contract has it. */
export function wholeParts(calendar: WrittenCalendar): CalendarDefinition {
  return {
    timeZone: calendar.timeZone,
    ...(calendar.always && { always: true }),
    hours: Object.fromEntries(WEEKDAYS.map((day) => [day, [...calendar.hoursOn(day).intervals]])),
    holidays: [...calendar.holidays],
  };
}

/** A day's hours are closed by taking the day away, those of a date by an empty list. */
export type HoursEdit = readonly [path: readonly string[], value: Part | undefined];

/** The smallest change that gives a weekday its hours. */
export function weekdayEdit(
  path: readonly string[],
  { fields }: WrittenCalendar,
  day: Weekday,
  intervals: readonly string[],
): HoursEdit {
  const value = intervals.length === 0 ? undefined : intervals;
  return isObject(fields["hours"]) ? [[...path, "hours", day], value] : [[...path, "hours"], { [day]: intervals }];
}

/** The change that gives Tuesday to Friday the hours of Monday. */
export function likeMonday(path: readonly string[], { fields, hoursOn }: WrittenCalendar): HoursEdit {
  const monday = hoursOn("mon").intervals;
  const hours = isObject(fields["hours"]) ? fields["hours"] : {};
  return [[...path, "hours"], { ...hours, tue: monday, wed: monday, thu: monday, fri: monday }];
}

/** The change of a special day; `undefined` takes it away. */
export function exceptionEdit(
  path: readonly string[],
  { fields }: WrittenCalendar,
  date: string,
  intervals: readonly string[] | undefined,
): HoursEdit {
  return isObject(fields["exceptions"])
    ? [[...path, "exceptions", date], intervals]
    : [[...path, "exceptions"], intervals === undefined ? undefined : { [date]: intervals }];
}

/** The change of the holidays: none, the one, or their list. */
export const holidaysEdit = (path: readonly string[], entries: readonly string[]): HoursEdit => [
  [...path, "holidays"],
  entries.length === 0 ? undefined : entries.length === 1 ? entries[0] : entries,
];

/** Around the clock there are no hours, holidays or special days; what else the calendar says stays. */
export function alwaysEdit(path: readonly string[], { fields }: WrittenCalendar): HoursEdit {
  const { hours: _hours, holidays: _holidays, exceptions: _exceptions, ...others } = fields;
  return [path, { ...others, always: true }];
}

/** A calendar with hours again: those that it had before, as far as this is known. */
export function hoursAgainEdit(
  path: readonly string[],
  { fields }: WrittenCalendar,
  before: PartsByKey | undefined,
): HoursEdit {
  const { always: _always, ...others } = fields;
  const { hours, holidays, exceptions } = before ?? {};
  const had = Object.entries({ hours, holidays, exceptions }).filter(([, part]) => part !== undefined);
  return had.length === 0 ? [[...path, "always"], undefined] : [path, { ...others, ...Object.fromEntries(had) }];
}

/** Whether a text is the date of a special day. */
export const isExceptionDate = (text: string): boolean => dayOfIso(text) !== undefined;

/** What the parts of the editor share. */
export interface CalendarPiece {
  readonly calendar: WrittenCalendar;
  readonly path: readonly string[];
  readonly mayEdit: boolean;
  readonly apply: (edit: HoursEdit) => void;
}
