import { WEEKDAYS } from "@handschlag/engine/calendar/definition.ts";
import type { DutyHours } from "@handschlag/engine/duty/plan.ts";
import { NativeSelect, Radio, TextInput } from "@mantine/core";
import { useId } from "react";
import { holidaysOf, weekdayName } from "../contract/hours-words.ts";
import { useHoursReader } from "../draft/useHoursReader.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { dialogWords } from "./dialog-words.ts";
import type { HoursChoice } from "./hours-choice.ts";

const MODES: readonly DutyHours["mode"][] = ["outside", "always", "within"];
const REGIONS = "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH".split(" ").map((code) => `DE-${code}`);

interface HoursFieldsProps {
  readonly label: string;
  readonly choice: HoursChoice;
  readonly change: (choice: HoursChoice) => void;
  /** Whether what is missing is said by now. */
  readonly isTold: boolean;
}

/** Around the clock, in some hours, or in all but those: a duty is mostly what the desk leaves. */
export function HoursFields({ label, choice, change, isTold }: HoursFieldsProps) {
  const t = useWords(dialogWords);
  const name = useId();
  const { mode } = choice;
  return (
    <fieldset className="duty-hours">
      <legend>{label}</legend>
      {MODES.map((each) => (
        <Radio
          key={each}
          name={name}
          label={t(`mode-${each}`)}
          checked={mode === each}
          onChange={() => change({ ...choice, mode: each })}
        />
      ))}
      {mode === "always" ? null : <WeekFields choice={choice} change={change} isTold={isTold} />}
    </fieldset>
  );
}

function WeekFields({ choice, change, isTold }: Omit<HoursFieldsProps, "label">) {
  const t = useWords(dialogWords);
  const { language } = useLanguage();
  const formats = useFormats();
  const read = useHoursReader();
  const { days, region } = choice;
  const isEmpty = WEEKDAYS.every((day) => days[day].trim() === "");
  const regionName = (code: string) =>
    holidaysOf({ timeZone: "UTC", holidays: code }, language, formats).regions[0] ?? code;
  const regions = region === undefined || region === "" || REGIONS.includes(region) ? REGIONS : [region, ...REGIONS];
  return (
    <>
      <p className="soft">{t("hoursHelp")}</p>
      <div className="duty-week">
        {WEEKDAYS.map((day) => {
          const outcome = read(days[day]);
          return (
            <TextInput
              key={day}
              label={weekdayName(day, language, "long")}
              value={days[day]}
              error={isTold && !outcome.ok ? outcome.refusal : undefined}
              onChange={({ currentTarget: { value } }) => change({ ...choice, days: { ...days, [day]: value } })}
              maxLength={100}
              autoComplete="off"
            />
          );
        })}
      </div>
      {isTold && isEmpty ? (
        <p className="field-fault" role="alert">
          {t("hoursMissing")}
        </p>
      ) : null}
      <NativeSelect
        label={t("region")}
        value={region ?? "kept"}
        onChange={({ currentTarget: { value } }) => change({ ...choice, region: value === "kept" ? undefined : value })}
        data={[
          ...(region === undefined ? [{ value: "kept", label: t("regionKept") }] : []),
          { value: "", label: t("regionNone") },
          ...regions.map((code) => ({ value: code, label: regionName(code) })),
        ]}
      />
    </>
  );
}
