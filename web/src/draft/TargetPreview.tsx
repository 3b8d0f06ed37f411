import type { Level } from "@handschlag/engine/contract/document.ts";
import { partAt, type Part } from "@handschlag/engine/contract/parts.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { sentenceOf, wordsOfInstant } from "@handschlag/engine/ticket/wording.ts";
import { useMemo } from "react";
import { targetTextOf } from "../backtest/target-input.ts";
import type { Formats } from "../i18n/formats.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import type { Language, Translate } from "../i18n/words.ts";
import { readersZone } from "../ticket/times.ts";
import { useNow } from "../ticket/useNow.ts";
import { previewWords } from "./preview-words.ts";
import { targetExample, type Example, type HolidayExample, type Lack } from "./target-example.ts";
import "./preview.css";

interface TargetPreviewProps {
  readonly document: Part;
  /** Of the service level: `["serviceLevels", "standard"]`. */
  readonly path: readonly string[];
  readonly priority: string;
  readonly level: Level;
  /** What stands in the field before it is in the draft, in people's words. */
  readonly typed?: string | undefined;
  /** By which the field is described. */
  readonly id?: string | undefined;
}

const MINUTE_MS = 60_000;

/** What a target would mean for a report now, and for one before the next public holiday. */
export function TargetPreview({ document, path, priority, level, typed, id }: TargetPreviewProps) {
  const t = useWords(previewWords);
  const formats = useFormats();
  const { language } = useLanguage();
  const minute = Math.floor(useNow(0, MINUTE_MS) / MINUTE_MS);
  const place = path.join("/");
  const example = useMemo(() => {
    const text = typed === undefined || typed.trim() === "" ? undefined : (targetTextOf(typed) ?? typed);
    const now = (minute * MINUTE_MS) as Instant;
    return targetExample(document, { path: place.split("/"), priority, level }, now, language, text);
  }, [document, place, priority, level, typed, minute, language]);
  if (example.kind === "lacking")
    return (
      <p className="soft target-preview" id={id}>
        {lackInWords(example.lack, document, t, formats)}
      </p>
    );
  const { timeZone, now, holiday, start } = example;
  const say = sayerOf(t, formats, language, timeZone);
  const notes = [
    ...(start === "opened" ? [] : [t(start)]),
    ...(timeZone === readersZone() ? [] : [t("zone", { zone: timeZone })]),
  ];
  return (
    <div className="target-preview" id={id}>
      <p>
        {say.now(now, t(level))} <span className="soft">{whyOf(now, language, timeZone)}</span>
      </p>
      <p>{say.holiday(holiday, t(level))}</p>
      {notes.length === 0 ? null : <p className="soft">{notes.join(" ")}</p>}
    </div>
  );
}

type Words = Translate<(typeof previewWords)["de"]>;

/** Examples in sentences, with times of the calendar's zone. */
function sayerOf(t: Words, formats: Formats, language: Language, timeZone: string) {
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short", timeZone });
  const dated = (at: number) =>
    t("on", {
      day: `${weekday.format(at)}\u00a0${formats.date(new Date(at), timeZone)}`,
      time: formats.time(new Date(at), timeZone),
    });
  return {
    now: ({ at, reading }: Example, what: string): string => {
      const said = { at: wordsOfInstant(at, language, timeZone), what };
      return reading.deadline === null ? t("nowNever", said) : t("now", { ...said, due: dated(reading.deadline) });
    },
    holiday: (holiday: HolidayExample, what: string): string => {
      if (holiday.kind !== "skipped") return t(holiday.kind);
      const { at, reading } = holiday.example;
      if (reading.deadline === null) return t("none-ahead");
      const said = { day: formats.day(holiday.day, "UTC"), at: dated(at), what, due: dated(reading.deadline) };
      return holiday.name === undefined ? t("skippedDate", said) : t("skipped", { ...said, name: holiday.name });
    },
  };
}

/** What the sentence of the clock says after the deadline: „4 Std. Supportzeit, gezählt ab Di 24.11., 08:00.“ */
function whyOf({ at, reading }: Example, language: Language, timeZone: string): string {
  const sentence = sentenceOf(reading, at, language, timeZone);
  const why = sentence.slice(sentence.indexOf(": ") + 2);
  return why.slice(0, 1).toUpperCase() + why.slice(1);
}

function lackInWords(lack: Lack, document: Part, t: Words, { list }: Formats): string {
  const described = (name: string) => {
    const description = partAt(document, ["calendars", name, "description"]);
    return typeof description === "string" && description !== "" ? description : name;
  };
  switch (lack.kind) {
    case "target-unknown":
      return t(lack.kind, { text: lack.text });
    case "calendar-gone":
      return t(lack.kind, { name: lack.name });
    case "calendar-incomplete": {
      const fields = lack.fields.map((field) => {
        const key = `field-${field}`;
        return t.has(key) ? t(key as "field-hours") : field;
      });
      return t(lack.kind, { name: described(lack.name), fields: list(fields) });
    }
    case "region-unknown":
      return t(lack.kind, { regions: list(lack.regions) });
    default:
      return t(lack.kind);
  }
}
