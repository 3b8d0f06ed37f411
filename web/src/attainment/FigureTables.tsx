import type { ReactNode } from "react";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { deskWords } from "../ticket/desk-words.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { FactLink } from "../ui/FactLink.tsx";
import { Icon } from "../ui/Icon.tsx";
import type { Attainment } from "../wire.ts";
import type { AttainmentSearch } from "./attainment.ts";
import { isReached, recorded, shareOf, upheld } from "./keeping.ts";
import { monthAndYear, percent } from "./month.ts";
import { attainmentWords } from "./words.ts";

interface TableProps {
  readonly engagementId: string;
  readonly attainment: Attainment;
}

interface FigureProps {
  readonly engagementId: string;
  readonly search: AttainmentSearch;
  readonly children: ReactNode;
}

/** A figure that opens the tickets behind it. */
const Figure = ({ engagementId, search, children }: FigureProps) => (
  <FactLink to="/engagements/$id/attainment" params={{ id: engagementId }} search={search} resetScroll={false}>
    {children}
  </FactLink>
);

interface CountProps extends Omit<FigureProps, "children"> {
  readonly count: number;
}

/** A number of tickets; behind none there are none to open. */
function Count({ count, ...props }: CountProps) {
  const { number } = useFormats();
  return count === 0 ? <span className="soft figures">0</span> : <Figure {...props}>{number(count)}</Figure>;
}

type LevelRow = Attainment["levels"][number];

/** Each promise with its share and what was agreed; where objections are open, what they would make of it. */
export function LevelTable({ engagementId, attainment: { period, levels, targetPercent } }: TableProps) {
  const t = useWords(attainmentWords);
  const desk = useWords(deskWords);
  const { language } = useLanguage();
  const { number } = useFormats();
  const counted = (head: "met" | "missed", other: "metIfUpheld" | "missedIfUpheld"): Column<LevelRow> => ({
    name: head,
    head: t(head),
    kind: "figures",
    cell: (row) => (
      <>
        <Count engagementId={engagementId} search={{ period, level: row.level, outcome: head }} count={row[head]} />
        {row[other] === row[head] ? null : <Contested figure={number(row[other])} />}
      </>
    ),
  });
  const columns: Column<LevelRow>[] = [
    { name: "level", head: t("level"), isKey: true, cell: ({ level }) => desk(`level-${level}`) },
    counted("met", "metIfUpheld"),
    counted("missed", "missedIfUpheld"),
    {
      name: "excluded",
      head: t("excluded"),
      kind: "figures",
      cell: ({ level, excluded }) => (
        <Count engagementId={engagementId} search={{ period, level, outcome: "excluded" }} count={excluded} />
      ),
    },
    {
      name: "share",
      head: t("share"),
      kind: "figures",
      cell: (row) => {
        const [share, other] = [shareOf(recorded(row)), shareOf(upheld(row))];
        const written = (value: number | undefined) => (value === undefined ? "–" : percent(value, language));
        return (
          <>
            <span className="figures">{written(share)}</span>
            {share === other ? null : <Contested figure={written(other)} />}
          </>
        );
      },
    },
    { name: "target", head: t("target"), cell: (row) => <Target row={row} least={targetPercent[row.level]} /> },
  ];
  return (
    <div className="attainment-figures">
      <DataTable caption={t("byLevel")} columns={columns} rows={levels} keyOf={({ level }) => level} />
    </div>
  );
}

function Contested({ figure }: { readonly figure: string }) {
  const t = useWords(attainmentWords);
  return <span className="contested soft">{t("ifUpheld", { figure })}</span>;
}

function Target({ row, least }: { readonly row: LevelRow; readonly least: number | undefined }) {
  const t = useWords(attainmentWords);
  const { language } = useLanguage();
  const reached = isReached(recorded(row), least);
  return (
    <span className="attainment-target">
      <span>{least === undefined ? t("noTarget") : t("atLeast", { percent: percent(least / 100, language) })}</span>
      {reached === undefined ? null : (
        <span className={reached ? "reached" : "not-reached"}>
          <Icon name={reached ? "kept" : "late"} size={18} />
          {t(reached ? "reached" : "notReached")}
        </span>
      )}
    </span>
  );
}

interface ServiceRow {
  readonly service: string;
  readonly priority: string;
  readonly byLevel: ReadonlyMap<string, Attainment["figures"][number]>;
}

interface ServiceTableProps extends TableProps {
  readonly services: ReadonlyMap<string, string>;
}

/** Each service and priority with each promise: how many of how many came in time. */
export function ServiceTable({ engagementId, attainment: { period, levels, figures }, services }: ServiceTableProps) {
  const t = useWords(attainmentWords);
  const desk = useWords(deskWords);
  const { number } = useFormats();
  const rows = Map.groupBy(figures, ({ service, priority }) => `${service} ${priority}`)
    .values()
    .map((group): ServiceRow => {
      const { service, priority } = group[0]!;
      return { service, priority, byLevel: new Map(group.map((figure) => [figure.level, figure])) };
    })
    .toArray()
    .toSorted(
      (a, b) =>
        compare(services.get(a.service) ?? a.service, services.get(b.service) ?? b.service) ||
        compare(a.priority, b.priority),
    );
  const columns: Column<ServiceRow>[] = [
    { name: "service", head: t("service"), isKey: true, cell: ({ service }) => services.get(service) ?? service },
    { name: "priority", head: t("priority"), cell: ({ priority }) => priority },
    ...levels.map(({ level }): Column<ServiceRow> => ({
      name: level,
      head: desk(`level-${level}`),
      kind: "figures",
      cell: ({ service, priority, byLevel }) => {
        const figure = byLevel.get(level);
        if (figure === undefined) return <span className="soft">–</span>;
        const { met, missed } = figure;
        const search = { period, service, priority, level };
        return (
          <>
            <Figure engagementId={engagementId} search={search}>
              {t("ofAll", { met: number(met), all: number(met + missed) })}
            </Figure>
            {missed === 0 ? null : (
              <span className="contested">
                <Figure engagementId={engagementId} search={{ ...search, outcome: "missed" }}>
                  {t("lateShort", { count: missed })}
                </Figure>
              </span>
            )}
          </>
        );
      },
    })),
  ];
  return (
    <DataTable
      caption={t("byService")}
      columns={columns}
      rows={rows}
      keyOf={({ service, priority }) => `${service} ${priority}`}
    />
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** All months, the latest first. */
export function MonthTable({ engagementId, attainment: { periods } }: TableProps) {
  const t = useWords(attainmentWords);
  const { language } = useLanguage();
  const columns: Column<Attainment["periods"][number]>[] = [
    {
      name: "month",
      head: t("month"),
      isKey: true,
      cell: ({ period }) => (
        <FactLink to="/engagements/$id/attainment" params={{ id: engagementId }} search={{ period }}>
          {monthAndYear(period, language)}
        </FactLink>
      ),
    },
    ...(["met", "missed"] as const).map((outcome): Column<Attainment["periods"][number]> => ({
      name: outcome,
      head: t(outcome),
      kind: "figures",
      cell: ({ period, [outcome]: count }) => (
        <Count engagementId={engagementId} search={{ period, outcome }} count={count} />
      ),
    })),
    {
      name: "share",
      head: t("share"),
      kind: "figures",
      cell: (row) => {
        const share = shareOf(row);
        return <span className="figures">{share === undefined ? "–" : percent(share, language)}</span>;
      },
    },
  ];
  return (
    <DataTable caption={t("months")} columns={columns} rows={periods.toReversed()} keyOf={({ period }) => period} />
  );
}
