/** How a row of the queue says what is due next. */
import { lengthInWords, shortInstant } from "../ticket/times.ts";
import type { Language } from "../i18n/words.ts";
import type { QueueTicket } from "./rows.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export type Due =
  | { readonly kind: "late" | "left"; readonly time: string }
  | { readonly kind: "later"; readonly time: string }
  | { readonly kind: "paused" | "undated" };

const two = (value: number): string => String(value).padStart(2, "0");

/** `12:34` below an hour, then in steps of so much below a day and beyond it: only what is near moves by the second. */
function counted(ms: number, language: Language, belowDayMs: number, beyondMs: number): string {
  if (ms < HOUR_MS) return `${two(Math.floor(ms / MINUTE_MS))}:${two(Math.floor(ms / SECOND_MS) % 60)}`;
  return lengthInWords(ms - (ms % (ms < DAY_MS ? belowDayMs : beyondMs)), language);
}

/** What is due next of a ticket as of `nowMs`. */
export function dueOf({ dueAt, stage }: Pick<QueueTicket, "dueAt" | "stage">, nowMs: number, language: Language): Due {
  if (dueAt === null) return { kind: stage === "paused" ? "paused" : "undated" };
  const rest = Date.parse(dueAt) - nowMs;
  if (rest <= 0) return { kind: "late", time: counted(-rest, language, HOUR_MS, DAY_MS) };
  return rest < DAY_MS
    ? { kind: "left", time: counted(rest, language, MINUTE_MS, HOUR_MS) }
    : { kind: "later", time: shortInstant(dueAt, language) };
}
