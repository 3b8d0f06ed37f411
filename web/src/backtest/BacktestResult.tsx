import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Level } from "@handschlag/engine/contract/document.ts";
import type { Side } from "../contract/parties.ts";
import { termWords } from "../contract/words.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { Backtest } from "../wire.ts";
import { backtestWords } from "./words.ts";

interface BacktestResultProps {
  readonly result: Backtest;
  readonly side: Side;
}

type Figures = Backtest["levels"][number] & { readonly priority?: string };
type Difference = Backtest["differences"][number];

/** A sentence, the figures, and where they come from. */
export function BacktestResult({ result, side }: BacktestResultProps) {
  const t = useWords(backtestWords);
  const { language } = useLanguage();
  if (result.tickets === 0) return <EmptyState sentence={t("none")} />;
  const missed = (whose: "now" | "other") => result.levels.reduce((sum, level) => sum + level[whose].missed, 0);
  const withoutClock = result.withoutClock.other - result.withoutClock.now;
  return (
    <div className="trial-result">
      <StatusSentence standing={missed("other") > missed("now") ? "late" : "kept"}>
        {result.sentence[language]} {withoutClock > 0 ? t("withoutClockMore", { count: withoutClock }) : null}
        {withoutClock < 0 ? t("withoutClockFewer", { count: -withoutClock }) : null}
      </StatusSentence>
      <FigureTable caption={t("all")} rows={result.levels} side={side} />
      <details className="more">
        <summary>{t("byPriority")}</summary>
        <FigureTable caption={t("byPriority")} rows={result.priorities} side={side} isByPriority />
      </details>
      <h3>{t("differences")}</h3>
      <Differences result={result} side={side} />
    </div>
  );
}

interface FigureTableProps {
  readonly caption: string;
  readonly rows: readonly Figures[];
  readonly side: Side;
  readonly isByPriority?: boolean;
}

function FigureTable({ caption, rows, side, isByPriority = false }: FigureTableProps) {
  const t = useWords(backtestWords);
  const term = useWords(termWords);
  const { number } = useFormats();
  const share = ({ met, missed }: Figures["now"]) => {
    if (met + missed === 0) return t("noDate");
    // Rounding must not hide a miss.
    const percent = missed === 0 ? 100 : Math.min(99.9, Math.round((1_000 * met) / (met + missed)) / 10);
    return `${number(percent)}\u00a0%`;
  };
  const pair = (whose: "now" | "other", name: string): Column<Figures>[] => [
    {
      name: `${whose}-missed`,
      head: t("missed", { name }),
      kind: "figures",
      cell: (row) => number(row[whose].missed),
    },
    { name: `${whose}-share`, head: t("share", { name }), kind: "figures", cell: (row) => share(row[whose]) },
  ];
  const level = ({ level: kind }: Figures) => term(`${side}-${kind}`);
  const columns: Column<Figures>[] = [
    isByPriority
      ? { name: "key", head: t("priority"), isKey: true, cell: (row) => `${row.priority ?? ""}: ${level(row)}` }
      : { name: "key", head: t("level"), isKey: true, cell: level },
    ...pair("now", t("now")),
    ...pair("other", t("tried")),
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      keyOf={({ level: kind, priority }) => `${kind} ${priority ?? ""}`}
    />
  );
}

/** At first no more than can be taken in. */
const SHOWN_FIRST = 50;

/** The tickets that would have come out otherwise. */
function Differences({ result: { differences, differencesLeft }, side }: BacktestResultProps) {
  const t = useWords(backtestWords);
  const term = useWords(termWords);
  const { dateTime } = useFormats();
  const [isWhole, setWhole] = useState(false);
  if (differences.length === 0) return <p>{t("noDifference")}</p>;
  const due = (at: string | null) => (at === null ? t("noDate") : dateTime(at));
  const columns: Column<Difference>[] = [
    {
      name: "ticket",
      head: t("ticket"),
      isKey: true,
      cell: ({ ticket: { id, number, subject } }) => (
        <Link to="/tickets/$ticket" params={{ ticket: id }}>
          <span className="figures">T-{number}</span> <bdi>{subject}</bdi>
        </Link>
      ),
    },
    { name: "level", head: t("level"), cell: ({ level }: { level: Level }) => term(`${side}-${level}`) },
    {
      name: "turn",
      head: t("turn"),
      cell: ({ now, other }) => t(`${now}-${other}` as "met-missed"),
    },
    { name: "dueNow", head: t("dueNow"), cell: ({ deadlineNow }) => due(deadlineNow) },
    { name: "dueThen", head: t("dueThen"), cell: ({ deadlineOther }) => due(deadlineOther) },
  ];
  return (
    <>
      <p>
        {t("differencesLead", { count: differences.length + differencesLeft })}{" "}
        {differencesLeft === 0 ? null : t("left", { count: differencesLeft })}
      </p>
      <DataTable
        caption={t("differences")}
        columns={columns}
        rows={isWhole ? differences : differences.slice(0, SHOWN_FIRST)}
        keyOf={({ ticket, level }) => `${ticket.id} ${level}`}
      />
      {isWhole || differences.length <= SHOWN_FIRST ? null : (
        <div className="row">
          <Button variant="default" onClick={() => setWhole(true)}>
            {t("showMore", { count: differences.length })}
          </Button>
        </div>
      )}
    </>
  );
}
