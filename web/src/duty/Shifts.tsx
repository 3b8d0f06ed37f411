import type { Instant } from "@handschlag/engine/instant.ts";
import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { DutyRota, DutyShifts } from "../wire.ts";
import { dateLater, daysFrom, mondayOf, namesIn, runsOf, shiftsQuery, type Run } from "./duty.ts";
import type { RotaSearch } from "./rota-search.ts";
import { useEndsIn } from "./Sentences.tsx";
import { dutyWords } from "./words.ts";

const WEEK = 7;
const MONTH = 28;

/** Who is on call when, for a week or four. */
export function Shifts({ rota }: { readonly rota: DutyRota }) {
  const t = useWords(dutyWords);
  const { timeZone } = rota.plan;
  const { view, from: asked } = useSearch({ from: "/frame/duty/rotas/$rota" });
  const days = view === "month" ? MONTH : WEEK;
  const from = asked ?? mondayOf(timeZone, Date.now() as Instant);
  const span = daysFrom(timeZone, from, days);
  const { data, error } = useQuery({ ...shiftsQuery(rota.id, span), placeholderData: keepPreviousData });
  return (
    <Section
      title={t("shifts")}
      about={t("shiftsAbout", { zone: timeZone })}
      actions={<Range from={from} days={days} />}
    >
      <ProblemNote error={error} />
      {data === undefined ? (
        error === null ? (
          <Waiting />
        ) : null
      ) : (
        <Layers rota={rota} shifts={data} span={span} days={days} />
      )}
    </Section>
  );
}

function Range({ from, days }: { readonly from: string; readonly days: number }) {
  const t = useWords(dutyWords);
  const navigate = useNavigate({ from: "/duty/rotas/$rota" });
  const go = (search: RotaSearch) => void navigate({ search, replace: true });
  const view = days === MONTH ? ({ view: "month" } as const) : {};
  return (
    <div className="row" role="group" aria-label={t("view")}>
      <Button variant="default" size="compact-md" onClick={() => go({ from: dateLater(from, -days), ...view })}>
        {t("earlier")}
      </Button>
      <Button variant="default" size="compact-md" onClick={() => go(view)}>
        {t("today")}
      </Button>
      <Button variant="default" size="compact-md" onClick={() => go({ from: dateLater(from, days), ...view })}>
        {t("later")}
      </Button>
      <Button
        variant={days === WEEK ? "light" : "subtle"}
        size="compact-md"
        aria-pressed={days === WEEK}
        onClick={() => go({ from })}
      >
        {t("week")}
      </Button>
      <Button
        variant={days === MONTH ? "light" : "subtle"}
        size="compact-md"
        aria-pressed={days === MONTH}
        onClick={() => go({ from, view: "month" })}
      >
        {t("month")}
      </Button>
    </div>
  );
}

interface LayersProps {
  readonly rota: DutyRota;
  readonly shifts: DutyShifts;
  readonly span: { readonly from: Instant; readonly until: Instant };
  readonly days: number;
}

function Layers({ rota, shifts, span, days }: LayersProps) {
  return (
    <>
      <Gaps gaps={shifts.gaps} timeZone={rota.plan.timeZone} />
      {rota.plan.layers.map(({ id, name }) => (
        <div key={id} className="duty-layer">
          <h3 lang="">{name}</h3>
          <Strip shifts={shifts.items.filter(({ layerId }) => layerId === id)} rota={rota} span={span} days={days} />
          <Runs runs={runsOf(shifts.items, id)} rota={rota} />
        </div>
      ))}
    </>
  );
}

/** So many gaps stand on the page at once; more can be opened. */
const GAPS_MAX = 5;

function Gaps({ gaps, timeZone }: { readonly gaps: DutyShifts["gaps"]; readonly timeZone: string }) {
  const t = useWords(dutyWords);
  const endsIn = useEndsIn(timeZone);
  const sentences = gaps.map((gap) => (
    <StatusSentence key={gap.from} standing="soon">
      {t("gapHere", endsIn(gap))}
    </StatusSentence>
  ));
  if (gaps.length <= GAPS_MAX) return <div className="duty-gaps">{sentences}</div>;
  return (
    <details>
      <summary>{t("gapsHere", { count: gaps.length })}</summary>
      <div className="duty-gaps">{sentences}</div>
    </details>
  );
}

interface StripProps extends Omit<LayersProps, "shifts"> {
  readonly shifts: DutyShifts["items"];
}

/** The same to be taken in at a glance; the sentences below say it for everybody. */
function Strip({ shifts, rota, span: { from, until }, days }: StripProps) {
  const { day } = useFormats();
  const names = namesIn(rota);
  const order = rota.people.map(({ id }) => id);
  const share = (at: number) => `${((at - from) / (until - from)) * 100}%`;
  const places = Array.from({ length: days - 1 }, (_, index) => share(from + ((until - from) * (index + 1)) / days));
  return (
    <div className="duty-strip" aria-hidden="true">
      {places.map((left) => (
        <i key={left} style={{ left }} />
      ))}
      {shifts.map((shift) => {
        const begin = Date.parse(shift.from);
        const width = `${((Date.parse(shift.until) - begin) / (until - from)) * 100}%`;
        const name = names.get(shift.personId) ?? "–";
        return (
          <span
            key={shift.from}
            className={`duty-block duty-block-${order.indexOf(shift.personId) % 4} duty-${shift.why}`}
            style={{ left: share(begin), width }}
            title={`${name}, ${day(shift.from, rota.plan.timeZone)}`}
          >
            {name}
          </span>
        );
      })}
    </div>
  );
}

function Runs({ runs, rota }: { readonly runs: readonly Run[]; readonly rota: DutyRota }) {
  const t = useWords(dutyWords);
  const endsIn = useEndsIn(rota.plan.timeZone);
  const names = namesIn(rota);
  const nameOf = (id: string) => names.get(id) ?? t("gone");
  if (runs.length === 0) return <p className="soft">{t("shiftsNone")}</p>;
  return (
    <ul className="duty-runs">
      {runs.map(({ personId, why, plannedId, from, until, count }) => (
        <li key={from}>
          <strong>{nameOf(personId)}</strong> <span>{t("span", endsIn({ from, until }))}</span>{" "}
          <span className="soft">
            {[
              t(`why-${why}`),
              ...(plannedId !== null && plannedId !== personId ? [t("forWhom", { name: nameOf(plannedId) })] : []),
              ...(count > 1 ? [t("countShifts", { count })] : []),
            ].join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
