/** An end is an instant; people speak of the last day. Days are the reader's. */

/** `2026-12-31`, as fields for dates hold a day. */
export function dayOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The instant at which a day is over, where the reader is. */
export function afterDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(year, month - 1, date + 1).toISOString();
}

/** The last moment before an end. */
export const lastDayOf = (at: string): Date => new Date(Date.parse(at) - 1);
