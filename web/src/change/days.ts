/** The days of a month or a week, from a Monday to a Sunday, in the reader's zone. */
export interface ShownDays {
  readonly from: Date;
  readonly until: Date;
  readonly days: readonly { readonly day: Date; readonly next: Date; readonly isOutside: boolean }[];
}

const two = (count: number): string => String(count).padStart(2, "0");

/** A day as `2026-11-23`. */
export const dayName = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

const readDay = (name: string): Date => {
  const [year = 0, month = 1, day = 1] = name.split("-").map(Number);
  return new Date(year, month - 1, day);
};
/** Days are counted by the calendar: some have 23 hours. */
const plusDays = (at: Date, days: number): Date => new Date(at.getFullYear(), at.getMonth(), at.getDate() + days);
const mondayOf = (at: Date): Date => plusDays(at, -((at.getDay() + 6) % 7));

/** The weeks that a month touches, or the week of a day. */
export function daysShown(name: string, by: "month" | "week"): ShownDays {
  const at = readDay(name);
  const first = by === "week" ? mondayOf(at) : mondayOf(new Date(at.getFullYear(), at.getMonth(), 1));
  const end =
    by === "week" ? plusDays(first, 7) : plusDays(mondayOf(new Date(at.getFullYear(), at.getMonth() + 1, 0)), 7);
  const days = [];
  for (let day = first; day < end; day = plusDays(day, 1))
    days.push({ day, next: plusDays(day, 1), isOutside: by === "month" && day.getMonth() !== at.getMonth() });
  return { from: first, until: end, days };
}

/** The same day some months or weeks away; of a month its first day, which every month has. */
export function shifted(name: string, by: "month" | "week", count: number): string {
  const at = readDay(name);
  return dayName(by === "week" ? plusDays(at, 7 * count) : new Date(at.getFullYear(), at.getMonth() + count, 1));
}
