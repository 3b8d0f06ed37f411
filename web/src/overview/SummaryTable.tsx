import { useQuery } from "@tanstack/react-query";
import { engagementsQuery } from "../engagement/engagements.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { monthName } from "../attainment/month.ts";
import { DueText } from "../queue/DueText.tsx";
import type { QueueSearch } from "../queue/search.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { FactLink } from "../ui/FactLink.tsx";
import type { EngagementSummary, Summary } from "../wire.ts";
import { frontWords } from "./front-words.ts";
import { overviewWords } from "./words.ts";

interface SummaryTableProps {
  readonly caption: string;
  readonly summary: Summary;
  readonly side: "client" | "provider";
  /** Who sees everybody's tickets also sees how the contract is kept. */
  readonly seesAttainment: boolean;
}

/** The figures of each engagement on a side; for a provider those nearest to a breach first. */
export function SummaryTable({ caption, summary, side, seesAttainment }: SummaryTableProps) {
  const t = useWords(frontWords);
  const own = useWords(overviewWords);
  const { language } = useLanguage();
  const rows = summary.engagements.filter((engagement) => engagement.side === side).toSorted(byNeed);
  const period = rows.find(({ month }) => month !== null)?.month?.period ?? summary.readAt.slice(0, 7);
  const counted = (name: Counted, head: string, search: QueueSearch): Column<EngagementSummary> => ({
    name,
    head,
    kind: "figures",
    cell: (row) => <Figure count={row[name]} most={summary.most} search={{ ...search, engagement: row.id }} />,
  });
  const columns: Column<EngagementSummary>[] = [
    {
      name: "other",
      head: own(side === "client" ? "provider" : "client"),
      isKey: true,
      cell: ({ id, name, client, provider }) => (
        <>
          <FactLink to="/engagements/$id" params={{ id }}>
            {(side === "client" ? provider : client).name}
          </FactLink>
          <span className="soft front-name">{name}</span>
        </>
      ),
    },
    ...(side === "provider" ? [nextDue(t("nextDue"), t("none"))] : []),
    counted("overdue", t("overdue"), { overdue: true }),
    ...(side === "provider"
      ? [
          counted("dueSoon", t("dueSoon", { hours: summary.dueSoonHours }), {
            dueWithinHours: summary.dueSoonHours,
          }),
        ]
      : []),
    counted("awaitingClient", t(side === "client" ? "awaitingYou" : "awaitingClient"), { awaiting: "client" }),
    counted("open", t("open"), {}),
    counted("disputed", t("objections"), { disputed: true, state: "all" }),
    ...(seesAttainment
      ? [
          {
            name: "month",
            head: t("inTime", { month: monthName(period, language) }),
            kind: "figures" as const,
            cell: (row: EngagementSummary) => <InTime row={row} />,
          },
        ]
      : []),
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} keyOf={({ id }) => id} />;
}

type Counted = "open" | "awaitingClient" | "overdue" | "dueSoon" | "disputed";

/** What is overdue, then what is due first. */
const byNeed = (a: EngagementSummary, b: EngagementSummary): number =>
  b.overdue - a.overdue || compare(a.nextDueAt ?? "~", b.nextDueAt ?? "~") || compare(a.client.name, b.client.name);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const nextDue = (head: string, none: string): Column<EngagementSummary> => ({
  name: "nextDue",
  head,
  cell: ({ nextDueAt }) =>
    nextDueAt === null ? (
      <span className="soft">{none}</span>
    ) : (
      <DueText row={{ dueAt: nextDueAt, dueLevel: undefined, endedAt: null, stage: "open" }} />
    ),
});

interface FigureProps {
  readonly count: number;
  readonly most: number;
  readonly search: QueueSearch;
}

/** A figure that opens its tickets; none opens nothing. */
function Figure({ count, most, search }: FigureProps) {
  const { number } = useFormats();
  if (count === 0) return <span className="soft figures">0</span>;
  return (
    <FactLink to="/tickets" search={search}>
      {count >= most ? `≥ ${number(most)}` : number(count)}
    </FactLink>
  );
}

function InTime({ row: { id, month } }: { readonly row: EngagementSummary }) {
  const t = useWords(frontWords);
  const { data } = useQuery(engagementsQuery);
  const all = month === null ? 0 : month.met + month.missed;
  const hasContract = data?.items.find((engagement) => engagement.id === id)?.contractNumber !== null;
  if (!hasContract) return <span className="soft">{t("withoutContract")}</span>;
  if (month !== null && all === 0) return <span className="soft">{t("nothingDue")}</span>;
  return (
    <FactLink to="/engagements/$id/attainment" params={{ id }}>
      {month === null ? t("notCounted") : t("inTimeOf", { met: month.met, all })}
    </FactLink>
  );
}
