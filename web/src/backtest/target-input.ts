/** Targets as people write them, in German or English, made into what a contract writes. */
import { targetOf } from "@handschlag/engine/calendar/target.ts";

const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
const DAYS = new RegExp(`${NUMBER}\\s*(?:tage?n?|days?|d)(?![a-zäöü])`);
const HOURS = new RegExp(`${NUMBER}\\s*(?:stunden?|std\\.?|hours?|hrs?|h)(?![a-zäöü])`);
const MINUTES = new RegExp(`${NUMBER}\\s*(?:minuten?|min\\.?|minutes?|m)(?![a-zäöü])`);
const CLOCK = /^(\d{1,3}):(\d{2})(?:\s*(?:h|std\.?|stunden?|hours?))?$/;
const AROUND = /rund um die uhr|around the clock|elapsed|wanduhr/;
const WORKING_DAY = /arbeitstag|working day|werktag/;
const TIME_OF_DAY = /(\d{1,2})[:.](\d{2})|(\d{1,2})\s*uhr/;

/**
 * A target in a contract's words: `4 Std.`, `1 Stunde 30 Minuten`, `1:30`, `8 hours`, `2 Tage rund um die Uhr`, `NBD`, `Ende
 * des 3. Arbeitstags`, `nächster Arbeitstag, 12:00`, or as contracts write it. `undefined` when it is none.
 */
export function targetTextOf(written: string): string | undefined {
  const exact = written.trim();
  if (targetOf(exact) !== undefined) return exact;
  const text = exact.toLowerCase().replaceAll("\u00a0", " ");
  const target = WORKING_DAY.test(text) ? workingDay(text) : duration(text);
  return target !== undefined && targetOf(target) !== undefined ? target : undefined;
}

function workingDay(text: string): string | undefined {
  const isNext = /nächst|next/.test(text);
  const [, hour, minute, whole] = TIME_OF_DAY.exec(text) ?? [];
  if (isNext && (hour ?? whole) !== undefined)
    return `next working day ${(hour ?? whole)!.padStart(2, "0")}:${minute ?? "00"}`;
  if (isNext) return "end of next working day";
  const days = Number(/(\d+)/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(days)) return undefined;
  const ending = days % 100 > 10 && days % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][days % 10] ?? "th");
  return `end of ${days}${ending} working day`;
}

const amount = (found: RegExpExecArray | null): number => Number((found?.[1] ?? "0").replace(",", "."));

function duration(text: string): string | undefined {
  const [, hours, minutes] = CLOCK.exec(text) ?? [];
  if (hours !== undefined) return isoOf(Number(hours) * 60 + Number(minutes), false);
  const isElapsed = AROUND.test(text);
  const plain = text.replace(AROUND, "");
  const [day, hour, minute] = [DAYS.exec(plain), HOURS.exec(plain), MINUTES.exec(plain)];
  // What is left besides amounts and small words has a meaning that is not understood here.
  const rest = [day, hour, minute].reduce((left, found) => (found === null ? left : left.replace(found[0], "")), plain);
  if (/[a-zäöüß0-9]/.test(rest.replaceAll(/\b(?:und|and|gezählt|counted)\b/g, ""))) return undefined;
  if (day !== null && !isElapsed) return undefined;
  return isoOf(amount(day) * 1_440 + amount(hour) * 60 + amount(minute), isElapsed);
}

function isoOf(minutes: number, isElapsed: boolean): string | undefined {
  if (!Number.isInteger(minutes) || minutes <= 0) return undefined;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `PT${hours > 0 ? `${hours}H` : ""}${rest > 0 ? `${rest}M` : ""}${isElapsed ? " elapsed" : ""}`;
}
