import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import { useState } from "react";
import { engagementsQuery } from "../engagement/engagements.ts";
import { RecentEvents } from "../history/RecentEvents.tsx";
import { useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Engagement } from "../wire.ts";
import { BeginDialog } from "./BeginDialog.tsx";
import { EngagementTable } from "./EngagementTable.tsx";
import { overviewWords } from "./words.ts";

/** Where everybody arrives: who works with whom, and whether something is missing. */
export function OverviewPage() {
  const t = useWords(overviewWords);
  const session = useSession();
  const [isBeginning, setBeginning] = useState(false);
  const { data, error, refetch } = useQuery({ ...engagementsQuery, enabled: session.company !== null });
  if (session.company === null && session.operator) return <Navigate to="/installation" replace />;
  if (session.company === null) return <Page title={t("title")} lead={t("noCompany")} />;
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  const mayBegin = mayDo(session, "engagement:write");
  const begin = <Button onClick={() => setBeginning(true)}>{t("begin")}</Button>;
  const engagements = data?.items ?? [];
  return (
    <Page
      title={t("title")}
      lead={engagements.length === 0 ? undefined : <Lead engagements={engagements} company={session.company.name} />}
      actions={mayBegin && engagements.length > 0 ? begin : undefined}
    >
      {data === undefined ? <Waiting lines={5} /> : null}
      {data?.items.length === 0 ? (
        <EmptyState sentence={t(mayBegin ? "noEngagement" : "noEngagementYet")} action={mayBegin ? begin : undefined} />
      ) : null}
      <EngagementTable side="client" engagements={engagements.filter(({ side }) => side === "client")} />
      <EngagementTable side="provider" engagements={engagements.filter(({ side }) => side === "provider")} />
      {mayDo(session, "history:read") ? (
        <Section title={t("recent")} actions={<Link to="/company/history">{t("toHistory")}</Link>}>
          <RecentEvents path="/company/events" />
        </Section>
      ) : null}
      {isBeginning ? <BeginDialog close={() => setBeginning(false)} /> : null}
    </Page>
  );
}

interface LeadProps {
  readonly engagements: readonly Engagement[];
  readonly company: string;
}

/** How many work together, and whether each has a contract. */
function Lead({ engagements, company }: LeadProps) {
  const t = useWords(overviewWords);
  const missing = engagements.filter(({ contractNumber }) => contractNumber === null).length;
  const asClient = engagements.filter(({ side }) => side === "client").length;
  const asProvider = engagements.length - asClient;
  const said = [
    ...(asClient > 0 ? [t("asClient", { count: asClient, company })] : []),
    ...(asProvider > 0 ? [t("asProvider", { count: asProvider, company })] : []),
    missing > 0 ? t("missing", { count: missing }) : t(engagements.length === 1 ? "oneContract" : "allContracts"),
  ];
  return <StatusSentence standing={missing > 0 ? "soon" : "kept"}>{said.join(" ")}</StatusSentence>;
}
