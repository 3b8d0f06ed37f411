import { RIGHTS, type Right } from "@handschlag/engine/rights.ts";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { rightWords } from "../company/right-words.ts";
import { ContractSummary } from "../contract/ContractSummary.tsx";
import { DraftLink } from "../draft/DraftLink.tsx";
import { RecentEvents } from "../history/RecentEvents.tsx";
import { useWords } from "../i18n/language.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { EndNote, EndSection } from "./EndSection.tsx";
import { engagementQuery, otherSideOf } from "./engagements.ts";
import { engagementWords } from "./words.ts";
import "../ui/facts.css";

/** What every reader of an engagement may do anyway is not worth a line. */
const TOLD: readonly Right[] = RIGHTS.filter((right) => /^(?:contract|history|ticket):/.test(right));

/** What the reader may do here, in words. */
function RightsSection({ rights }: { readonly rights: readonly string[] }) {
  const t = useWords(engagementWords);
  const right = useWords(rightWords);
  const told = TOLD.filter((name) => rights.includes(name));
  if (told.length === 0) return null;
  return (
    <Section title={t("rights")}>
      <ul className="chips">
        {told.map((name) => (
          <li key={name} className="chip">
            {right(name)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

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
      <EndNote engagement={data} />
      {contractNumber === null ? (
        <Section title={t("contract")}>
          <EmptyState
            sentence={t("leadNone")}
            action={
              rights.includes("contract:write") ? (
                <>
                  <DraftLink id={id} />
                  <Button component={Link} to={`/engagements/${id}/contract/new`} variant="default">
                    {t("import")}
                  </Button>
                </>
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
          <RecentEvents of={{ engagement: id }} />
        </Section>
      ) : null}
      <RightsSection rights={rights} />
      <EndSection engagement={data} />
    </Page>
  );
}
