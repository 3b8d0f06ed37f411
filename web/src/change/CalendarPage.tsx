import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCurrentEngagement } from "../engagement/engagements.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { Typed } from "../ticket/Typed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { ChangeCalendar, Engagement } from "../wire.ts";
import { changeCalendarWords } from "./calendar-words.ts";
import { changeCalendarQuery, type CalendarSearch } from "./changes.ts";
import { dayName, daysShown, shifted, type ShownDays } from "./days.ts";
import { Freezes } from "./Freezes.tsx";
import { changeWords } from "./words.ts";
import "./change.css";

/** Windows and freezes, by month or by week, with what stands in the way. */
export function CalendarPage() {
  const t = useWords(changeCalendarWords);
  const { id } = useParams({ from: "/frame/engagements/$id/changes/calendar" });
  const search = useSearch({ from: "/frame/engagements/$id/changes/calendar" });
  const engagement = useCurrentEngagement();
  const shown = useMemo(() => daysShown(search.day ?? dayName(new Date()), search.by ?? "month"), [search]);
  const span = { from: shown.from.toISOString(), until: shown.until.toISOString() };
  const { data, error, refetch } = useQuery(changeCalendarQuery(id, span));
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (engagement === undefined) return <Waiting lines={8} />;
  return (
    <Page title={t("title")} lead={<Lead calendar={data} />} actions={<ToList id={id} />}>
      <Steps id={id} search={search} shown={shown} />
      {data === undefined ? (
        <Waiting lines={8} />
      ) : (
        <>
          <Grid calendar={data} shown={shown} engagement={engagement} />
          <Freezes freezes={data.freezes} engagement={engagement} />
        </>
      )}
    </Page>
  );
}

function ToList({ id }: { readonly id: string }) {
  const t = useWords(changeWords);
  return (
    <Link to="/engagements/$id/changes" params={{ id }}>
      {t("toList")}
    </Link>
  );
}

function Lead({ calendar }: { readonly calendar: ChangeCalendar | undefined }) {
  const t = useWords(changeCalendarWords);
  if (calendar === undefined) return null;
  const { length } = calendar.changes;
  const hindered = calendar.changes.filter(({ conflicts }) => conflicts.length > 0).length;
  return (
    <p>
      {length === 0 ? t("leadNone") : t("lead", { count: length })}{" "}
      {hindered === 0 ? null : t("leadConflicts", { count: hindered })}
    </p>
  );
}

interface StepsProps {
  readonly id: string;
  readonly search: CalendarSearch;
  readonly shown: ShownDays;
}

/** Earlier, later, by month or by week. */
function Steps({ id, search, shown }: StepsProps) {
  const t = useWords(changeCalendarWords);
  const { date } = useFormats();
  const by = search.by ?? "month";
  const day = search.day ?? dayName(new Date());
  const link = (to: CalendarSearch, text: string, isCurrent = false) => (
    <Link
      to="/engagements/$id/changes/calendar"
      params={{ id }}
      search={to}
      aria-current={isCurrent ? "true" : undefined}
    >
      {text}
    </Link>
  );
  const kept = search.by === undefined ? {} : { by: search.by };
  const last = new Date(shown.until.getTime() - 1);
  return (
    <nav className="change-steps" aria-label={t("grid")}>
      <strong>{t("week", { from: date(shown.from), until: date(last) })}</strong>
      {link({ ...kept, day: shifted(day, by, -1) }, t("before"))}
      {link({ ...kept, day: shifted(day, by, 1) }, t("after"))}
      {link({ day }, t("byMonth"), by === "month")}
      {link({ day, by: "week" }, t("byWeek"), by === "week")}
    </nav>
  );
}

interface GridProps {
  readonly calendar: ChangeCalendar;
  readonly shown: ShownDays;
  readonly engagement: Engagement;
}

/** A field for each day; on phones only those on which something is. */
function Grid({ calendar, shown, engagement }: GridProps) {
  const t = useWords(changeCalendarWords);
  const { day: dayText, time } = useFormats();
  const { language } = useLanguage();
  const shortDay = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "numeric" });
  const touches = (span: { readonly from: string; readonly until: string }, day: Date, next: Date) =>
    new Date(span.from) < next && new Date(span.until) > day;
  return (
    <ol className="month" aria-label={t("grid")}>
      {shown.days.map(({ day, next, isOutside }) => {
        const changes = calendar.changes.filter(({ window, planned }) => touches((window ?? planned)!, day, next));
        const freezes = calendar.freezes.filter(({ span }) => touches(span, day, next));
        const isEmpty = changes.length + freezes.length === 0;
        return (
          <li key={dayName(day)} data-outside={isOutside ? "" : undefined} data-empty={isEmpty ? "" : undefined}>
            <time dateTime={dayName(day)} aria-label={dayText(day)}>
              {shortDay.format(day)}
            </time>
            {isEmpty ? null : (
              <ul>
                {freezes.map(({ id, reason }) => (
                  <li key={id} className="soft">
                    <Icon name="lock" size={16} /> {t.rich("freeze", { reason: <Typed>{reason}</Typed> })}
                  </li>
                ))}
                {changes.map(({ id, number, title, conflicts, window, planned }) => (
                  <li key={id}>
                    {conflicts.length === 0 ? null : (
                      <span className="status-soon" role="img" aria-label={t("isConflict")}>
                        <Icon name="soon" size={16} />
                      </span>
                    )}{" "}
                    {time((window ?? planned)!.from)}{" "}
                    <Link to="/engagements/$id/changes/$change" params={{ id: engagement.id, change: id }}>
                      {number}: <Typed>{title}</Typed>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ol>
  );
}
