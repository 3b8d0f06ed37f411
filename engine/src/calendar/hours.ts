import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../instant.ts";

/** A stretch of local hours that begins on the day it belongs to; `toMs` beyond 24 h runs into the next day. */
export interface Hours {
  readonly fromMs: number;
  readonly toMs: number;
}

const DAY_LENGTH_MS = 24 * HOUR_MS;

/** `08:00`, `24:00` or `07:45:30` as milliseconds after local midnight; `undefined` when it is no time of day. */
export function timeOfDay(text: string): number | undefined {
  const found = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (found === null) return undefined;
  const [hour, minute, second] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
  const ms = hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS;
  return minute <= 59 && second <= 59 && ms <= DAY_LENGTH_MS ? ms : undefined;
}

/**
 * `08:00-12:00` as hours; `22:00-06:00` runs into the next day and `24:00` ends the day.
 *
 * `undefined` when it is not written so, begins at 24:00, or begins and ends at the same time (nobody could say
 * whether that is nothing or a whole day). Source: docs/rules/working-time.md §2.
 */
export function hoursOf(text: string): Hours | undefined {
  const [from, to, ...rest] = text.split("-");
  if (from === undefined || to === undefined || rest.length > 0) return undefined;
  const fromMs = timeOfDay(from);
  const toMs = timeOfDay(to);
  if (fromMs === undefined || toMs === undefined || fromMs === DAY_LENGTH_MS || fromMs === toMs) return undefined;
  return { fromMs, toMs: toMs > fromMs ? toMs : toMs + DAY_LENGTH_MS };
}
