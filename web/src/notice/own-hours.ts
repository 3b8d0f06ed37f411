/** The hours in which somebody wants mails, as the form has them: the same from-to on some days. */
import type { NoticeSettings } from "../wire.ts";

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type DayName = (typeof DAYS)[number];

export interface OwnHoursForm {
  readonly days: readonly DayName[];
  readonly from: string;
  readonly until: string;
}

const USUAL: OwnHoursForm = { days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", until: "18:00" };
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

/** A time as people type it, `8:00`, `8.00` or `8`; `undefined` when it is none. */
export function timeTyped(text: string): string | undefined {
  const found = TIME.exec(
    text
      .trim()
      .replace(".", ":")
      .replace(/^(\d{1,2})$/, "$1:00"),
  );
  return found === null ? undefined : `${found[1]!.padStart(2, "0")}:${found[2]}`;
}

/** What stands in the form for some hours; `undefined` for hours that it cannot show. */
export function formOf(hours: NoticeSettings["hours"]): OwnHoursForm | undefined {
  if (hours === null) return USUAL;
  const { hours: weekly, holidays, exceptions } = hours;
  if (weekly === undefined || holidays !== undefined || exceptions !== undefined) return undefined;
  const days = DAYS.filter((day) => (weekly[day]?.length ?? 0) > 0);
  const spans = new Set(days.map((day) => weekly[day]!.join(" ")));
  const [, from, until] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec([...spans].join(", ")) ?? [];
  return from === undefined || until === undefined || from >= until ? undefined : { days, from, until };
}

/** The hours that a form means. */
export const hoursOf = (timeZone: string, { days, from, until }: OwnHoursForm): NoticeSettings["hours"] => ({
  timeZone,
  hours: Object.fromEntries(days.map((day) => [day, [`${from}-${until}`]])),
});
