/** Targets and lengths of time in words. */
import { targetOf } from "@handschlag/engine/calendar/target.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@handschlag/engine/instant.ts";
import type { Translate } from "../i18n/words.ts";
import type { termWords } from "./words.ts";

type Words = Translate<(typeof termWords)["de"]>;

/** `1 Stunde 30 Minuten`; whole days only where time is counted around the clock. */
function durationInWords(ms: number, t: Words, withDays: boolean): string {
  const days = withDays ? Math.floor(ms / DAY_MS) : 0;
  const hours = Math.floor((ms - days * DAY_MS) / HOUR_MS);
  const minutes = Math.round((ms - days * DAY_MS - hours * HOUR_MS) / MINUTE_MS);
  const parts = [
    ...(days > 0 ? [t("day", { count: days })] : []),
    ...(hours > 0 ? [t("hour", { count: hours })] : []),
    ...(minutes > 0 ? [t("minute", { count: minutes })] : []),
  ];
  return parts.join(" ").replaceAll(/(\d) /g, "$1\u00A0");
}

/** A target as the contract writes it, in words; the text itself when it is none that the engine knows. */
export function targetInWords(text: string, t: Words): string {
  const target = targetOf(text);
  switch (target?.kind) {
    case undefined:
      return text;
    case "working":
      return durationInWords(target.ms, t, false);
    case "elapsed":
      return t("elapsed", { duration: durationInWords(target.ms, t, true) });
    case "end-of-day":
      return target.days === 1 ? t("endOfNext") : t("endOfDay", { days: target.days });
    case "time-of-day":
      return t("nextAt", { time: new Date(target.timeMs).toISOString().slice(11, 16) });
  }
}
