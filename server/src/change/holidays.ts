import { changeCalendarOf } from "@handschlag/engine/change/times.ts";
import { regionsOf } from "@handschlag/engine/calendar/definition.ts";
import { germanHolidays, type HolidaySource } from "@handschlag/engine/calendar/holidays.ts";
import { loadWorldHolidays } from "@handschlag/engine/calendar/world-holidays.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";

/** The holidays of the calendar in which decisions are due: those of other countries take long to load. */
export async function holidaysOf(contract: ContractDocument | undefined): Promise<HolidaySource> {
  if (contract === undefined) return germanHolidays;
  const regions = regionsOf(changeCalendarOf(contract));
  return regions.every((region) => germanHolidays.knows(region)) ? germanHolidays : loadWorldHolidays();
}
