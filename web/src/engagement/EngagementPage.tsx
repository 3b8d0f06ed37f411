import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ContractSummary } from "../contract/ContractSummary.tsx";
import { RecentEvents } from "../history/RecentEvents.tsx";
import { useWords } from "../i18n/language.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { engagementQuery, otherSideOf } from "./engagements.ts";
import { engagementWords } from "./words.ts";

/** One engagement at a glance: the contract, whom to reach, what happened. */
export function EngagementPage() {
  const t = useWords(engagementWords);
  const { id } = useParams({ from: "/frame/engagements/$id" });
  const { data, error, refetch } = useQuery(engagementQuery(id));
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={8} />;
  const { name, rights, contractNumber } = data;
  return (
    <Page title={otherSideOf(data).name} lead={name}>
      {contractNumber === null ? (
        <Section title={t("contract")}>
          <EmptyState
            sentence={t("leadNone")}
            action={
              rights.includes("contract:write") ? (
                <Button component={Link} to={`/engagements/${id}/contract/new`}>
                  {t("import")}
                </Button>
              ) : undefined
            }
          />
        </Section>
      ) : rights.includes("contract:read") ? (
        <ContractSummary engagement={data} />
      ) : null}
      {rights.includes("history:read") ? (
        <Section
          title={t("recent")}
          actions={
            <Link to="/engagements/$id/history" params={{ id }}>
              {t("toHistory")}
            </Link>
          }
        >
          <RecentEvents path={`/engagements/${encodeURIComponent(id)}/events`} />
        </Section>
      ) : null}
    </Page>
  );
}
