import { Button, Checkbox } from "@mantine/core";
import { isTimeZone } from "@handschlag/engine/calendar/zone.ts";
import { WEEKDAYS } from "@handschlag/engine/calendar/definition.ts";
import type { PartsByKey } from "@handschlag/engine/contract/parts.ts";
import { HOUR_MS } from "@handschlag/engine/instant.ts";
import { ok, refuse } from "@handschlag/engine/outcome.ts";
import { useId, useRef } from "react";
import { holidaysOf, weekdayName } from "../contract/hours-words.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { ExceptionFields } from "./ExceptionFields.tsx";
import { HolidayFields } from "./HolidayFields.tsx";
import { weeklyLength } from "./hours-input.ts";
import { hoursEditorWords } from "./hours-editor-words.ts";
import type { Piece } from "./piece.ts";
import { TypedField } from "./TypedField.tsx";
import { useHoursReader } from "./useHoursReader.ts";
import {
  alwaysEdit,
  hoursAgainEdit,
  likeMonday,
  weekdayEdit,
  wholeParts,
  writtenCalendar,
  type CalendarPiece,
} from "./written-calendar.ts";
import "./hours.css";

interface HoursEditorProps extends Piece {
  /** Of the calendar: `["calendars", "office"]`. */
  readonly path: readonly string[];
}

const DESCRIPTION_MAX = 500;

/** One calendar of a draft: its week, its holidays, its special days. */
export function HoursEditor({ document, path, mayEdit, edit }: HoursEditorProps) {
  const t = useWords(hoursEditorWords);
  const calendar = writtenCalendar(document, path);
  if (calendar === undefined) return <p className="soft">{t("gone")}</p>;
  const piece: CalendarPiece = { calendar, path, mayEdit, apply: ([at, value]) => edit(at, value) };
  return (
    <div className="hours-editor">
      <HoursSummary calendar={calendar} />
      <NameFields {...piece} />
      <AlwaysField {...piece} />
      {calendar.always ? null : (
        <>
          <WeekFields {...piece} />
          <HolidayFields {...piece} />
          <ExceptionFields {...piece} />
        </>
      )}
    </div>
  );
}

/** „45 Stunden in der Woche, geschlossen an Feiertagen in Bayern.“ */
function HoursSummary({ calendar }: Pick<CalendarPiece, "calendar">) {
  const t = useWords(hoursEditorWords);
  const formats = useFormats();
  const { language } = useLanguage();
  if (calendar.always) return <StatusSentence>{t("alwaysSummary")}</StatusSentence>;
  const length = weeklyLength((day) => calendar.hoursOn(day).intervals);
  const isEver = length > 0 || calendar.exceptions.some(({ hours }) => hours.intervals.length > 0);
  if (!isEver) return <StatusSentence standing="late">{t("never")}</StatusSentence>;
  const { regions, dates } = holidaysOf(wholeParts(calendar), language, formats);
  const closed = (inRegions: string, onDates: string): string[] => {
    if (inRegions !== "" && onDates !== "") return [t("closedInAndOn", { regions: inRegions, dates: onDates })];
    if (inRegions !== "") return [t("closedIn", { regions: inRegions })];
    return onDates === "" ? [] : [t("closedOn", { dates: onDates })];
  };
  const count = Math.round((length / HOUR_MS) * 100) / 100;
  const parts = [
    t("week", { count }),
    ...closed(formats.list(regions), formats.list(dates)),
    ...(calendar.holidays.length === 0 ? [t("openHolidays")] : []),
    ...(calendar.exceptions.length > 0 ? [t("specialDays", { count: calendar.exceptions.length })] : []),
  ];
  return <StatusSentence>{`${parts.join(", ").replaceAll(/(\d) /g, "$1\u00a0")}.`}</StatusSentence>;
}

function NameFields({ calendar, path, mayEdit, apply }: CalendarPiece) {
  const t = useWords(hoursEditorWords);
  const zones = useId();
  const help = (text: string) => (mayEdit ? text : undefined);
  return (
    <div className="hours-names">
      <TypedField
        label={t("description")}
        help={help(t("descriptionHelp"))}
        placeholder={mayEdit ? undefined : "–"}
        shown={calendar.description}
        mayEdit={mayEdit}
        read={(typed) => (typed.trim().length > DESCRIPTION_MAX ? refuse(t("tooLong")) : ok(typed.trim()))}
        commit={(text) => apply([[...path, "description"], text === "" ? undefined : text])}
      />
      <TypedField
        label={t("timeZone")}
        help={help(t("timeZoneHelp"))}
        shown={calendar.timeZone}
        mayEdit={mayEdit}
        list={zones}
        fault={isTimeZone(calendar.timeZone) ? undefined : t("timeZoneUnknown")}
        read={(typed) => (isTimeZone(typed.trim()) ? ok(typed.trim()) : refuse(t("timeZoneUnknown")))}
        commit={(zone) => apply([[...path, "timeZone"], zone])}
      />
      <datalist id={zones}>
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  );
}

function AlwaysField({ calendar, path, mayEdit, apply }: CalendarPiece) {
  const t = useWords(hoursEditorWords);
  const before = useRef<PartsByKey | undefined>(undefined);
  const { always, fields } = calendar;
  const contradicts = always && (fields["hours"] ?? fields["holidays"] ?? fields["exceptions"]) !== undefined;
  // What the summary says need not be said again where it cannot be changed.
  if (!mayEdit && !contradicts) return null;
  const choose = (isAlways: boolean) => {
    if (!isAlways) return apply(hoursAgainEdit(path, calendar, before.current));
    before.current = fields;
    apply(alwaysEdit(path, calendar));
  };
  return (
    <div className="hours-always">
      <Checkbox
        label={t("always")}
        checked={always}
        disabled={!mayEdit}
        error={contradicts ? t("alwaysAndHours") : undefined}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      {contradicts && mayEdit ? (
        <Button variant="default" onClick={() => choose(true)}>
          {t("dropHours")}
        </Button>
      ) : null}
    </div>
  );
}

function WeekFields({ calendar, path, mayEdit, apply }: CalendarPiece) {
  const t = useWords(hoursEditorWords);
  const { language } = useLanguage();
  const read = useHoursReader();
  const monday = calendar.hoursOn("mon");
  const isLikeMonday = WEEKDAYS.slice(1, 5).every((day) => calendar.hoursOn(day).shown === monday.shown);
  const mayCopy = mayEdit && monday.intervals.length > 0 && monday.strange === undefined && !isLikeMonday;
  return (
    <fieldset className="hours-part">
      <legend>{t("weekly")}</legend>
      {mayEdit ? <p className="soft">{t("weeklyHelp")}</p> : null}
      <div className="hours-week">
        {WEEKDAYS.map((day) => {
          const { shown, strange } = calendar.hoursOn(day);
          return (
            <TypedField
              key={day}
              label={weekdayName(day, language, "long")}
              placeholder={t("closed")}
              shown={shown}
              mayEdit={mayEdit}
              fault={strange === undefined ? undefined : t("not-understood", { text: strange })}
              read={read}
              commit={(intervals) => apply(weekdayEdit(path, calendar, day, intervals))}
            />
          );
        })}
      </div>
      {mayCopy ? (
        <div className="row">
          <Button variant="default" onClick={() => apply(likeMonday(path, calendar))}>
            {t("likeMonday")}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
