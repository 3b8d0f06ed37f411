import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { exceptionsFrom, holidaysOf, weekLines } from "./hours-words.ts";
import { Original } from "./Original.tsx";
import { openingAt } from "./opening.ts";
import { contractWords } from "./words.ts";

type CalendarEntry = ContractDocument["calendars"][string];

/** The name of a calendar as people read it. */
export const calendarName = (name: string, { description }: CalendarEntry): string => description ?? name;

export function HoursSection({ document }: { readonly document: ContractDocument }) {
  const t = useWords(contractWords);
  return (
    <Section title={t("hours")}>
      <div className="cards">
        {Object.entries(document.calendars).map(([name, calendar]) => (
          <article key={name} className="card calendar">
            <h3>
              <Original>{calendarName(name, calendar)}</Original>
            </h3>
            <OpeningSentence calendar={calendar} />
            {calendar.always === true ? null : <Week calendar={calendar} />}
            <Holidays calendar={calendar} />
          </article>
        ))}
      </div>
    </Section>
  );
}

const HOURS_NEAR_MS = 12 * 3_600_000;

/** Whether someone is there now. Times are the reader's; where the contract's zone differs, it is said. */
export function OpeningSentence({ calendar }: { readonly calendar: CalendarEntry }) {
  const t = useWords(contractWords);
  const { time, day } = useFormats();
  const now = new Date();
  const opening = openingAt(calendar, now);
  if (opening === undefined) return null;
  const near = (at: Date) =>
    at.getTime() - now.getTime() < HOURS_NEAR_MS && at.getDate() === now.getDate()
      ? time(at)
      : `${day(at)}, ${time(at)}`;
  const said = {
    always: () => t("openAlways"),
    open: () => (opening.kind === "open" ? t("openNow", { until: near(opening.until) }) : ""),
    closed: () =>
      opening.kind === "closed" && opening.from !== undefined
        ? t("closedNow", { from: near(opening.from) })
        : t("closedLong"),
  }[opening.kind]();
  const isElsewhere = opening.kind !== "always" && !isSameTime(calendar.timeZone, now);
  return (
    <StatusSentence standing={opening.kind === "closed" ? "plain" : "kept"}>
      {said} {isElsewhere ? <span className="soft">{t("zoneDiffers", { zone: calendar.timeZone })}</span> : null}
    </StatusSentence>
  );
}

/** Whether clocks of a zone show the reader's time at an instant. */
function isSameTime(timeZone: string, at: Date): boolean {
  const shown = (zone?: string) =>
    new Intl.DateTimeFormat("en", { dateStyle: "short", timeStyle: "short", ...(zone && { timeZone: zone }) }).format(
      at,
    );
  return shown(timeZone) === shown();
}

function Week({ calendar }: { readonly calendar: CalendarEntry }) {
  const t = useWords(contractWords);
  const { language } = useLanguage();
  return (
    <dl className="week">
      {weekLines(calendar, language).map(({ days, hours }) => (
        <div key={days}>
          <dt>{days}</dt>
          <dd className={hours.length === 0 ? "soft" : "figures"}>
            {hours.length === 0 ? t("closed") : hours.join(", ")}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Holidays({ calendar }: { readonly calendar: CalendarEntry }) {
  const t = useWords(contractWords);
  const formats = useFormats();
  const { language } = useLanguage();
  const { regions, dates } = holidaysOf(calendar, language, formats);
  const exceptions = exceptionsFrom(calendar, new Date().toISOString().slice(0, 10));
  const said = [
    ...(regions.length > 0 ? [t("holidays", { regions: formats.list(regions) })] : []),
    ...(dates.length > 0
      ? [t(regions.length > 0 ? "holidayDates" : "holidayDatesOnly", { dates: formats.list(dates) })]
      : []),
  ];
  return (
    <>
      {said.length === 0 ? null : <p className="soft">{said.join(" ")}.</p>}
      {exceptions.length === 0 ? null : (
        <dl className="week">
          {exceptions.map(({ day, hours }) => (
            <div key={day}>
              <dt className="figures">{formats.date(day, "UTC")}</dt>
              <dd className="figures">{hours.length === 0 ? t("closed") : hours.join(", ")}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
