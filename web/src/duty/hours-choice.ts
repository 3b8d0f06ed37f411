/** Hours of duty as a form holds them while somebody types. */
import { WEEKDAYS, type CalendarDefinition } from "@handschlag/engine/calendar/definition.ts";
import type { DutyHours } from "@handschlag/engine/duty/plan.ts";
import { hoursShown, hoursTextOf } from "../draft/hours-input.ts";

type Weekday = (typeof WEEKDAYS)[number];

export interface HoursChoice {
  readonly mode: DutyHours["mode"];
  readonly days: Readonly<Record<Weekday, string>>;
  /** A region, "" for none; `undefined` keeps whatever the calendar has. */
  readonly region: string | undefined;
  /** What is not shown in the form and stays. */
  readonly before: CalendarDefinition | undefined;
}

const OFFICE = "08:00–17:00";
const WEEK: HoursChoice["days"] = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE, sat: "", sun: "" };

/** The form of some hours; those of an office where there are none to show. */
export function choiceOf(hours: DutyHours | undefined): HoursChoice {
  if (hours === undefined) return { mode: "outside", days: WEEK, region: "", before: undefined };
  if (hours.mode === "always") return { mode: "always", days: WEEK, region: "", before: undefined };
  const { calendar } = hours;
  const { holidays } = calendar;
  const isOne = holidays === undefined || typeof holidays === "string";
  const shown = (day: Weekday) => (calendar.always ? "00:00–24:00" : hoursShown(calendar.hours?.[day] ?? []));
  const days = Object.fromEntries(WEEKDAYS.map((day) => [day, shown(day)])) as HoursChoice["days"];
  return { mode: hours.mode, days, region: isOne ? (holidays ?? "") : undefined, before: calendar };
}

/** The hours that a form says; `undefined` when a day is not understood, or none has hours. */
export function hoursOfChoice({ mode, days, region, before }: HoursChoice, timeZone: string): DutyHours | undefined {
  if (mode === "always") return { mode };
  const read = WEEKDAYS.map((day) => [day, hoursTextOf(days[day])] as const);
  if (read.some(([, outcome]) => !outcome.ok)) return undefined;
  const open = read.flatMap(([day, outcome]) =>
    outcome.ok && outcome.value.length > 0 ? [[day, [...outcome.value]]] : [],
  );
  if (open.length === 0) return undefined;
  const holidays = region === undefined ? before?.holidays : region === "" ? undefined : region;
  return {
    mode,
    calendar: {
      timeZone,
      hours: Object.fromEntries(open) as NonNullable<CalendarDefinition["hours"]>,
      ...(holidays !== undefined && { holidays }),
      ...(before?.exceptions !== undefined && { exceptions: before.exceptions }),
    },
  };
}
