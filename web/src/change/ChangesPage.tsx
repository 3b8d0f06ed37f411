import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCurrentEngagement } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { Typed } from "../ticket/Typed.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { ChangeBrief, Engagement } from "../wire.ts";
import { changeFiguresQuery, changesQuery, KIND_WORDS, RISK_WORDS, useAgreement, type Show } from "./changes.ts";
import { useCostText, useSpanText, useStageText } from "./shown.tsx";
import { changeWords } from "./words.ts";
import "./change.css";

const YEAR_MS = 365 * 86_400_000;

/** Changes of an engagement: what waits for the reader's decision first. */
export function ChangesPage() {
  const t = useWords(changeWords);
  const { id } = useParams({ from: "/frame/engagements/$id/changes" });
  const search = useSearch({ from: "/frame/engagements/$id/changes" });
  const engagement = useCurrentEngagement();
  const { data, error, refetch } = useQuery(changesQuery(id, search));
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined || engagement === undefined) return <Waiting lines={8} />;
  const items = data.items.toSorted((one, other) => Number(other.awaitsMe) - Number(one.awaitsMe));
  const none = search.ticket === undefined ? t(search.show === undefined ? "noneOpen" : "none") : t("noneOfTicket");
  return (
    <Page
      title={t("title")}
      lead={<Lead engagement={engagement} items={items} />}
      actions={<Ways engagement={engagement} />}
    >
      <ShowChoice id={id} show={search.show ?? "open"} />
      {items.length === 0 ? (
        <EmptyState sentence={none} action={<RequestButton engagement={engagement} />} />
      ) : (
        <ChangeTable engagement={engagement} items={items} />
      )}
      {data.next === null ? null : <p className="soft">{t("firstOnly")}</p>}
    </Page>
  );
}

interface PartProps {
  readonly engagement: Engagement;
}

function Ways({ engagement }: PartProps) {
  const t = useWords(changeWords);
  return (
    <>
      <Link to="/engagements/$id/changes/calendar" params={{ id: engagement.id }}>
        {t("calendar")}
      </Link>
      <RequestButton engagement={engagement} />
    </>
  );
}

function RequestButton({ engagement: { id, rights } }: PartProps) {
  const t = useWords(changeWords);
  if (!rights.includes("change:request")) return null;
  return (
    <Button component={Link} to="/engagements/$id/changes/new" params={{ id } as never}>
      {t("request")}
    </Button>
  );
}

function Lead({ engagement, items }: PartProps & { readonly items: readonly ChangeBrief[] }) {
  const t = useWords(changeWords);
  // The same span for as long as the page is open.
  const span = useMemo(() => {
    const until = new Date();
    return { from: new Date(until.getTime() - YEAR_MS).toISOString(), until: until.toISOString() };
  }, []);
  const { data: figures } = useQuery({
    ...changeFiguresQuery(engagement.id, span),
    queryKey: ["changes", engagement.id, "figures"],
  });
  const waiting = items.filter(({ awaitsMe }) => awaitsMe).length;
  return (
    <div className="change-lead">
      <StatusSentence standing={waiting > 0 ? "soon" : "plain"}>
        {waiting > 0 ? t("awaitsYou", { count: waiting }) : t("awaitsNobody")}
      </StatusSentence>
      {figures === undefined || figures.ended + figures.lapsed === 0 ? null : (
        <p>
          {t("figures", { count: figures.ended, succeeded: String(figures.succeeded) })}{" "}
          {figures.emergencies === 0 ? null : t("figuresEmergencies", { count: figures.emergencies })}{" "}
          {figures.lapsed === 0 ? null : t("figuresLapsed", { count: figures.lapsed })}
        </p>
      )}
    </div>
  );
}

function ShowChoice({ id, show }: { readonly id: string; readonly show: Show }) {
  const t = useWords(changeWords);
  const navigate = useNavigate();
  const data = [
    { value: "open", label: t("showOpen") },
    { value: "ended", label: t("showEnded") },
    { value: "all", label: t("showAll") },
  ];
  return (
    <NativeSelect
      className="change-show"
      label={t("show")}
      value={show}
      data={data}
      onChange={(event) => {
        const chosen = event.currentTarget.value as Show;
        void navigate({
          to: "/engagements/$id/changes",
          params: { id },
          search: chosen === "open" ? {} : { show: chosen },
        });
      }}
    />
  );
}

function ChangeTable({ engagement, items }: PartProps & { readonly items: readonly ChangeBrief[] }) {
  const t = useWords(changeWords);
  const [stage, cost, span] = [useStageText(), useCostText(), useSpanText()];
  const currency = useAgreement(engagement)?.prices?.currency ?? "EUR";
  const columns: Column<ChangeBrief>[] = [
    {
      name: "what",
      head: t("what"),
      isKey: true,
      cell: ({ id, number, title, kind }) => (
        <>
          <Link to="/engagements/$id/changes/$change" params={{ id: engagement.id, change: id }}>
            {number}: <Typed>{title}</Typed>
          </Link>
          {kind === "normal" ? null : <span className="soft"> ({t(KIND_WORDS[kind])})</span>}
        </>
      ),
    },
    {
      name: "state",
      head: t("state"),
      cell: (change) => (
        <>
          {stage(change)}
          {change.decideBy === null ? null : (
            <>
              {" · "}
              <Moment at={change.decideBy} />
            </>
          )}
        </>
      ),
    },
    { name: "risk", head: t("risk"), cell: ({ risk }) => (risk === null ? t("riskOpen") : t(RISK_WORDS[risk])) },
    { name: "cost", head: t("cost"), cell: ({ amount }) => cost(amount, currency) },
    {
      name: "when",
      head: t("when"),
      cell: ({ window, planned }) => {
        const known = window ?? planned;
        return known === null ? <span className="soft">{t("noTime")}</span> : span(known);
      },
    },
  ];
  return <DataTable caption={t("title")} columns={columns} rows={items} keyOf={({ id }) => id} />;
}
