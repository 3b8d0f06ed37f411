/** Points in time and lengths as the pages of a ticket say them. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { wordsOfInstant, wordsOfLength } from "@handschlag/engine/ticket/wording.ts";
import { formatsOf } from "../i18n/formats.ts";
import type { Language } from "../i18n/words.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SECOND_MS = 1_000;

/** The reader's zone by its IANA name. */
export const readersZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `Mo 23.11., 09:30` in the reader's zone. */
export const shortInstant = (at: string | number, language: Language): string =>
  wordsOfInstant(new Date(at).getTime() as Instant, language, readersZone());

/** `1 Std. 30 Min.`; with days where they are days on the wall. */
export const lengthInWords = (ms: number, language: Language, withDays = true): string =>
  wordsOfLength(ms, language, withDays);

/** `heute um 14:05 Uhr`, `morgen um 09:30 Uhr`, `am Montag, 23. November um 09:30 Uhr`. */
export function whenInWords(at: string, nowMs: number, language: Language): string {
  const { day, date, time } = formatsOf(language);
  const de = language === "de";
  const isOn = (ms: number) => date(new Date(ms)) === date(at);
  const near = isOn(nowMs) ? (de ? "heute" : "today") : isOn(nowMs + DAY_MS) ? (de ? "morgen" : "tomorrow") : undefined;
  if (de) return `${near ?? day(at)} um ${time(at)}\u00a0Uhr`;
  return `${near ?? day(at)} at ${time(at)}`;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** What is left of a length, for counting down: `04:59` below an hour, `3:04:59` below a day, else in days and hours. */
export function countedDown(ms: number, language: Language): string {
  const rest = Math.max(0, Math.floor(Math.abs(ms) / SECOND_MS));
  if (rest * SECOND_MS >= DAY_MS) return lengthInWords(Math.floor((rest * SECOND_MS) / HOUR_MS) * HOUR_MS, language);
  const [hours, minutes, seconds] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}

/** What a field for a local time holds, as an instant; `undefined` when it is empty or none. */
export function instantOfField(value: string): string | undefined {
  const at = new Date(value);
  return value === "" || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
