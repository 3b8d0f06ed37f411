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
import { Waiting } from "../ui/Waiting.tsx";
import type { Engagement, Session } from "../wire.ts";
import { BeginDialog } from "./BeginDialog.tsx";
import { EngagementTable } from "./EngagementTable.tsx";
import {
  agentFront,
  auditorFront,
  coordinatorFront,
  employeeFront,
  managerFront,
  ownerFront,
  type Front,
} from "./Fronts.tsx";
import { overviewWords } from "./words.ts";
import "./overview.css";

/** Where everybody arrives: what their role comes for, and who works with whom. */
export function OverviewPage() {
  const t = useWords(overviewWords);
  const session = useSession();
  const [isBeginning, setBeginning] = useState(false);
  const { data, error, refetch } = useQuery({ ...engagementsQuery, enabled: session.company !== null });
  if (session.company === null && session.operator) return <Navigate to="/installation" replace />;
  if (session.company === null) return <Page title={t("title")} lead={t("noCompany")} />;
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={8} />;
  const mayBegin = mayDo(session, "engagement:write");
  const begin = (isFirst: boolean) => (
    <Button variant={isFirst ? "filled" : "default"} onClick={() => setBeginning(true)}>
      {t("begin")}
    </Button>
  );
  const dialog = isBeginning ? <BeginDialog close={() => setBeginning(false)} /> : null;
  const engagements = data.items;
  if (engagements.length === 0)
    return (
      <Page title={t("title")}>
        <EmptyState
          sentence={t(mayBegin ? "noEngagement" : "noEngagementYet")}
          action={mayBegin ? begin(true) : undefined}
        />
        {dialog}
      </Page>
    );
  const { lead, action, parts } = frontOf(session, engagements);
  return (
    <Page
      title={t("title")}
      lead={lead}
      actions={
        <>
          {mayBegin ? begin(false) : null}
          {action}
        </>
      }
    >
      {parts}
      <Around session={session} engagements={engagements} />
      {dialog}
    </Page>
  );
}

/** What the person's role comes for. Who has one on each side of their company works for its clients first. */
function frontOf(session: Session, engagements: readonly Engagement[]): Front {
  const { clientRole, providerRole } = rolesOf(session);
  const asClient = { engagements: engagements.filter(({ side }) => side === "client") };
  const asProvider = { engagements: engagements.filter(({ side }) => side === "provider") };
  const hasClients = asProvider.engagements.length > 0;
  if (providerRole === "service-manager" && hasClients) return managerFront(asProvider);
  if (providerRole !== null && hasClients) return agentFront();
  switch (clientRole) {
    case "owner":
      return ownerFront(asClient);
    case "coordinator":
      return coordinatorFront(asClient);
    case "auditor":
      return auditorFront(asClient);
    default:
      return employeeFront(asClient);
  }
}

const rolesOf = ({ company, companies }: Session) =>
  companies.find(({ id }) => id === company?.id) ?? { clientRole: null, providerRole: null };

interface AroundProps {
  readonly session: Session;
  readonly engagements: readonly Engagement[];
}

/** Who works with whom, and what happened lately; not for those who come to report only. */
function Around({ session, engagements }: AroundProps) {
  const t = useWords(overviewWords);
  const isEmployee = rolesOf(session).clientRole === "employee" && rolesOf(session).providerRole === null;
  if (isEmployee) return null;
  return (
    <>
      <EngagementTable side="client" engagements={engagements.filter(({ side }) => side === "client")} />
      <EngagementTable side="provider" engagements={engagements.filter(({ side }) => side === "provider")} />
      {mayDo(session, "history:read") ? (
        <Section title={t("recent")} actions={<Link to="/company/history">{t("toHistory")}</Link>}>
          <RecentEvents of="company" />
        </Section>
      ) : null}
    </>
  );
}
