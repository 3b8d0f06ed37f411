import { Button, CloseButton, TextInput } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import { useFormats, useWords } from "../i18n/language.tsx";
import { dateTextOf } from "./hours-input.ts";
import { hoursEditorWords } from "./hours-editor-words.ts";
import { TypedField } from "./TypedField.tsx";
import { useHoursReader } from "./useHoursReader.ts";
import { exceptionEdit, isExceptionDate, type CalendarPiece } from "./written-calendar.ts";

/** Single dates with hours of their own. */
export function ExceptionFields({ calendar, path, mayEdit, apply }: CalendarPiece) {
  const t = useWords(hoursEditorWords);
  const { date: written } = useFormats();
  const read = useHoursReader();
  const nameOf = (date: string) => (isExceptionDate(date) ? written(date, "UTC") : date);
  return (
    <fieldset className="hours-part">
      <legend>{t("exceptions")}</legend>
      <p className="soft">{calendar.exceptions.length === 0 && !mayEdit ? t("noExceptions") : t("exceptionsHelp")}</p>
      {calendar.exceptions.map(({ date, hours }) => (
        <div key={date} className="hours-exception">
          <span className="figures">{nameOf(date)}</span>
          <TypedField
            label={t("exceptionHoursOf", { date: nameOf(date) })}
            isLabelHidden
            placeholder={t("closed")}
            shown={hours.shown}
            mayEdit={mayEdit}
            fault={
              !isExceptionDate(date)
                ? t("noDate")
                : hours.strange === undefined
                  ? undefined
                  : t("not-understood", { text: hours.strange })
            }
            read={read}
            commit={(intervals) => apply(exceptionEdit(path, calendar, date, intervals))}
          />
          {mayEdit ? (
            <CloseButton
              aria-label={t("remove", { name: nameOf(date) })}
              onClick={() => apply(exceptionEdit(path, calendar, date, undefined))}
            />
          ) : null}
        </div>
      ))}
      {mayEdit ? (
        <NewException
          isThere={(date) => calendar.exceptions.some((exception) => exception.date === date)}
          add={(date, intervals) => apply(exceptionEdit(path, calendar, date, intervals))}
        />
      ) : null}
    </fieldset>
  );
}

interface NewExceptionProps {
  readonly isThere: (date: string) => boolean;
  readonly add: (date: string, intervals: readonly string[]) => void;
}

function NewException({ isThere, add }: NewExceptionProps) {
  const t = useWords(hoursEditorWords);
  const read = useHoursReader();
  const [typed, setTyped] = useState({ date: "", hours: "" });
  const [isSent, setSent] = useState(false);
  const date = dateTextOf(typed.date);
  const hours = read(typed.hours);
  const dateFault =
    date === undefined
      ? t("noDate")
      : !isExceptionDate(date)
        ? t("exceptionYear")
        : isThere(date)
          ? t("exceptionTwice")
          : undefined;
  const send = () => {
    setSent(true);
    if (date === undefined || dateFault !== undefined || !hours.ok) return;
    add(date, hours.value);
    setTyped({ date: "", hours: "" });
    setSent(false);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    send();
  };
  return (
    <div className="hours-new-exception">
      <TextInput
        label={t("exceptionDate")}
        value={typed.date}
        autoComplete="off"
        error={isSent ? dateFault : undefined}
        onChange={(event) => setTyped({ ...typed, date: event.currentTarget.value })}
        onKeyDown={press}
      />
      <TextInput
        label={t("exceptionHours")}
        placeholder={t("closed")}
        value={typed.hours}
        autoComplete="off"
        error={isSent && !hours.ok ? hours.refusal : undefined}
        onChange={(event) => setTyped({ ...typed, hours: event.currentTarget.value })}
        onKeyDown={press}
      />
      <Button variant="default" onClick={send} disabled={typed.date.trim() === ""}>
        {t("add")}
      </Button>
    </div>
  );
}
