import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { contractQuery, documentOf } from "../../contract/contract.ts";
import { InLanguageOf } from "../../contract/Original.tsx";
import { engagementsQuery, otherSideOf } from "../../engagement/engagements.ts";
import { useWords } from "../../i18n/language.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageError } from "../../ui/PageError.tsx";
import { ErrorState } from "../../ui/Problem.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import type { Engagement } from "../../wire.ts";
import { ReportForm } from "./ReportForm.tsx";
import { reportWords } from "./words.ts";
import "./report.css";

/** Where somebody says what does not work, for themselves or, on the provider's side, for a client. */
export function ReportPage() {
  const t = useWords(reportWords);
  const { engagement: wanted } = useSearch({ from: "/frame/report" });
  const { data, error, refetch } = useQuery(engagementsQuery);
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  const open = (data?.items ?? []).filter(({ rights }) => rights.includes("ticket:report"));
  const chosen = open.find(({ id }) => id === wanted) ?? likelyOne(open);
  const isAgent = open.length > 0 && open.every(({ side }) => side === "provider");
  return (
    <Page title={t(isAgent ? "agentTitle" : "title")} lead={t(isAgent ? "agentLead" : "lead")}>
      {data === undefined ? <Waiting lines={8} /> : null}
      {data !== undefined && open.length === 0 ? (
        <EmptyState sentence={t("nowhere")} action={<Link to="/">{t("home")}</Link>} />
      ) : null}
      {open.length > 1 ? <EngagementChoice engagements={open} chosen={chosen} isAgent={isAgent} /> : null}
      {chosen === undefined ? null : <EngagementReport key={chosen.id} engagement={chosen} />}
    </Page>
  );
}

/** The one that is meant when none was chosen: the only one, or the only one that has a contract. */
function likelyOne(engagements: readonly Engagement[]): Engagement | undefined {
  const agreed = engagements.filter(({ contractNumber }) => contractNumber !== null);
  const [only, another] = agreed.length === 0 ? engagements : agreed;
  return another === undefined ? only : undefined;
}

interface EngagementChoiceProps {
  readonly engagements: readonly Engagement[];
  readonly chosen: Engagement | undefined;
  readonly isAgent: boolean;
}

function EngagementChoice({ engagements, chosen, isAgent }: EngagementChoiceProps) {
  const t = useWords(reportWords);
  const navigate = useNavigate({ from: "/report" });
  return (
    <NativeSelect
      className="report-engagement"
      size="md"
      label={t(isAgent ? "client" : "engagement")}
      value={chosen?.id ?? ""}
      data={[
        ...(chosen === undefined ? [{ value: "", label: t("choose") }] : []),
        ...engagements.map((each) => ({
          value: each.id,
          label: t("engagementOption", { name: each.name, other: otherSideOf(each).name }),
        })),
      ]}
      onChange={({ currentTarget: { value } }) =>
        void navigate({ search: value === "" ? {} : { engagement: value }, replace: true })
      }
    />
  );
}

/** The form, once it is known what the contract knows. */
function EngagementReport({ engagement }: { readonly engagement: Engagement }) {
  const isAgreed = engagement.contractNumber !== null;
  const { data, error, refetch } = useQuery({ ...contractQuery(engagement.id), enabled: isAgreed });
  if (!isAgreed) return <ReportForm engagement={engagement} document={undefined} />;
  if (error !== null && data === undefined) return <ErrorState error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={8} />;
  const document = documentOf(data);
  return (
    <InLanguageOf value={document.language}>
      <ReportForm engagement={engagement} document={data.inForce ? document : undefined} />
    </InLanguageOf>
  );
}
