import { Button, CloseButton, NativeSelect, TextInput } from "@mantine/core";
import { isRegionCode, yearlyDate } from "@handschlag/engine/calendar/definition.ts";
import { GERMAN_LAENDER } from "@handschlag/engine/calendar/german-holidays.data.ts";
import { dayOfIso } from "@handschlag/engine/instant.ts";
import { useState, type KeyboardEvent } from "react";
import { holidaysOf } from "../contract/hours-words.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { dateTextOf } from "./hours-input.ts";
import { hoursEditorWords } from "./hours-editor-words.ts";
import { holidaysEdit, type CalendarPiece } from "./written-calendar.ts";

/** Regions whose holidays the product knows by itself. */
const REGIONS = ["DE", ...GERMAN_LAENDER, "DE-BY-KATH", "DE-BY-A"];

/** The days on which the weekly hours do not apply: regions and single dates. */
export function HolidayFields({ calendar, path, mayEdit, apply }: CalendarPiece) {
  const t = useWords(hoursEditorWords);
  const nameOf = useHolidayName();
  const { holidays } = calendar;
  const put = (entries: readonly string[]) => apply(holidaysEdit(path, entries));
  const add = (entry: string) => {
    if (!holidays.includes(entry)) put([...holidays, entry]);
  };
  return (
    <fieldset className="hours-part">
      <legend>{t("holidays")}</legend>
      <p className="soft">{holidays.length === 0 ? t("noHolidays") : t("holidaysHelp")}</p>
      {holidays.length === 0 ? null : (
        <ul className="hours-entries">
          {holidays.map((entry) => {
            const isKnown = isRegionCode(entry) || yearlyDate(entry) !== undefined || dayOfIso(entry) !== undefined;
            return (
              <li key={entry}>
                <span className={isKnown ? undefined : "hours-strange"}>
                  {isKnown ? nameOf(entry) : t("strange", { entry })}
                </span>
                {mayEdit ? (
                  <CloseButton
                    aria-label={t("remove", { name: isKnown ? nameOf(entry) : entry })}
                    onClick={() => put(holidays.filter((other) => other !== entry))}
                  />
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
      {mayEdit ? (
        <div className="hours-add">
          <RegionChoice chosen={holidays} add={add} />
          <DateChoice add={add} />
        </div>
      ) : null}
    </fieldset>
  );
}

/** A region or a date as people call it. */
function useHolidayName(): (entry: string) => string {
  const formats = useFormats();
  const { language } = useLanguage();
  return (entry) => {
    const { regions, dates } = holidaysOf({ timeZone: "UTC", holidays: entry }, language, formats);
    return regions[0] ?? dates[0] ?? entry;
  };
}

interface ChoiceProps {
  readonly add: (entry: string) => void;
}

function RegionChoice({ chosen, add }: ChoiceProps & { readonly chosen: readonly string[] }) {
  const t = useWords(hoursEditorWords);
  const nameOf = useHolidayName();
  const { language } = useLanguage();
  const [region, setRegion] = useState("");
  const choices = REGIONS.filter((code) => !chosen.includes(code))
    .map((code) => ({ value: code, label: nameOf(code) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  return (
    <div className="hours-add-one">
      <NativeSelect
        label={t("region")}
        description={t("regionHelp")}
        value={region}
        data={[{ value: "", label: t("chooseRegion") }, ...choices]}
        onChange={(event) => setRegion(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={region === ""}
        onClick={() => {
          add(region);
          setRegion("");
        }}
      >
        {t("add")}
      </Button>
    </div>
  );
}

function DateChoice({ add }: ChoiceProps) {
  const t = useWords(hoursEditorWords);
  const [typed, setTyped] = useState("");
  const [isFaulty, setFaulty] = useState(false);
  const send = () => {
    const date = dateTextOf(typed);
    setFaulty(date === undefined);
    if (date === undefined) return;
    add(date);
    setTyped("");
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    send();
  };
  return (
    <div className="hours-add-one">
      <TextInput
        label={t("date")}
        description={t("dateHelp")}
        value={typed}
        autoComplete="off"
        error={isFaulty ? t("noDate") : undefined}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setFaulty(false);
        }}
        onKeyDown={press}
      />
      <Button variant="default" onClick={send} disabled={typed.trim() === ""}>
        {t("add")}
      </Button>
    </div>
  );
}
