import { z } from "zod";
import { dayOfIso } from "../instant.ts";
import { hoursOf } from "./hours.ts";
import { isTimeZone } from "./zone.ts";

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const INTERVALS_PER_DAY_MAX = 48;
const EXCEPTIONS_MAX = 10_000;
const HOLIDAYS_MAX = 10_000;

export const TimeZoneName = z
  .string()
  .refine(isTimeZone, { error: "expected a time zone of the IANA database such as Europe/Berlin" })
  .meta({ description: "Time zone by its name in the IANA database.", examples: ["Europe/Berlin"] });

const IntervalText = z
  .string()
  .refine((text) => hoursOf(text) !== undefined, {
    error: "expected local hours such as 08:00-12:00 (22:00-06:00 runs into the next day, 24:00 ends the day)",
  })
  .meta({
    description:
      "Local hours [from, to). A later end than 24:00 is written as a time before the start and runs into the next day.",
    examples: ["08:00-12:00", "22:00-06:00", "00:00-24:00"],
  });

const DayHours = z
  .array(IntervalText)
  .max(INTERVALS_PER_DAY_MAX)
  .meta({
    description: "The hours of one day, several intervals if there is a break; an empty list is a closed day.",
    examples: [["08:00-12:00", "13:00-17:00"]],
  });

export const IsoDate = z
  .string()
  .refine((text) => dayOfIso(text) !== undefined, {
    error: "expected an existing date between 1970 and 2100 such as 2026-12-24",
  })
  .meta({ description: "A calendar date.", examples: ["2026-12-24"] });

/** A date of every year, `*-12-24`; 29 February is one, in leap years only. */
export const yearlyDate = (text: string): { month: number; dayOfMonth: number } | undefined =>
  /^\*-\d{2}-\d{2}$/.test(text) && dayOfIso(`2000${text.slice(1)}`) !== undefined
    ? { month: Number(text.slice(2, 4)), dayOfMonth: Number(text.slice(5, 7)) }
    : undefined;

/** Whether a text has the form of a region, `DE-BY`; whether the region exists is for the holiday source to say. */
export const isRegionCode = (text: string): boolean => /^[A-Z]{2}(-[A-Z0-9]{1,12}){0,2}$/.test(text);

const Holiday = z
  .string()
  .refine((text) => isRegionCode(text) || yearlyDate(text) !== undefined || dayOfIso(text) !== undefined, {
    error:
      "expected a region such as DE-BY (ISO 3166-2), a date such as 2026-12-24, or a date of every year such as *-12-24",
  })
  .meta({
    description: "Public holidays of a region by ISO 3166-2 code, a single date, or a date of every year.",
    examples: ["DE-BY", "2026-12-24", "*-12-24"],
  });

const WeeklyHours = z
  .strictObject({
    mon: DayHours.optional(),
    tue: DayHours.optional(),
    wed: DayHours.optional(),
    thu: DayHours.optional(),
    fri: DayHours.optional(),
    sat: DayHours.optional(),
    sun: DayHours.optional(),
  })
  .meta({
    description: "Weekly hours by day. A day that is not named is closed.",
    examples: [{ mon: ["08:00-17:00"], fri: ["08:00-15:00"] }],
  });

/**
 * When a party is on duty. Source: product.md §8, docs/rules/working-time.md.
 *
 * Either `always`, or weekly hours with holidays and exceptions; both at once contradict each other.
 */
export const CalendarDefinition = z
  .strictObject({
    timeZone: TimeZoneName,
    description: z
      .string()
      .max(500)
      .optional()
      .meta({ description: "What this calendar is for, in words.", examples: ["Servicezeit mit Mittagspause"] }),
    always: z
      .literal(true)
      .optional()
      .meta({ description: "Around the clock, every day, holidays included.", examples: [true] }),
    hours: WeeklyHours.optional(),
    holidays: z
      .union([Holiday, z.array(Holiday).max(HOLIDAYS_MAX)], { error: "expected a region, a date, or a list of them" })
      .optional()
      .meta({
        description: "Days on which the weekly hours do not apply.",
        examples: ["DE-BY", ["DE-BY", "2026-12-24"]],
      }),
    exceptions: z
      .record(IsoDate, DayHours)
      .refine((days) => Object.keys(days).length <= EXCEPTIONS_MAX, {
        error: `expected at most ${EXCEPTIONS_MAX} exceptions`,
      })
      .optional()
      .meta({
        description: "Hours of single dates. They replace the weekly hours and beat a holiday.",
        examples: [{ "2026-12-31": [] }],
      }),
  })
  .superRefine((calendar, context) => {
    const { hours, holidays, exceptions } = calendar;
    if (calendar.always && (hours ?? holidays ?? exceptions) !== undefined) {
      context.addIssue({
        code: "custom",
        path: ["always"],
        message: "expected either always or hours, holidays and exceptions, not both",
      });
    }
    const lists = [...Object.values(hours ?? {}), ...Object.values(exceptions ?? {})];
    if (!calendar.always && lists.every((list) => list?.length === 0)) {
      context.addIssue({
        code: "custom",
        path: [],
        message: "expected hours, exceptions or always: this calendar never opens",
      });
    }
  })
  .meta({ id: "Calendar", description: "When a party is on duty." });

export type CalendarDefinition = z.infer<typeof CalendarDefinition>;

/** The regions that a calendar names, in its order. */
export const regionsOf = (calendar: CalendarDefinition): string[] => holidayEntries(calendar).filter(isRegionCode);

/** The entries of `holidays` as a list. */
export const holidayEntries = ({ holidays }: CalendarDefinition): readonly string[] =>
  holidays === undefined ? [] : typeof holidays === "string" ? [holidays] : holidays;
