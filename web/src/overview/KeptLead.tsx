import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { attainmentQuery } from "../attainment/attainment.ts";
import { AttainmentSentence } from "../attainment/AttainmentSentence.tsx";
import { otherSideOf } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { ErrorState } from "../ui/Problem.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Engagement } from "../wire.ts";
import { frontWords } from "./front-words.ts";

/** Whether each contract is kept: what whoever answers for the company came for. */
export function KeptLead({ engagements }: { readonly engagements: readonly Engagement[] }) {
  return (
    <div className="front-lead">
      {engagements.map((engagement) =>
        engagement.contractNumber === null ? (
          <WithoutContract key={engagement.id} engagement={engagement} />
        ) : (
          <Kept key={engagement.id} engagement={engagement} isNamed={engagements.length > 1} />
        ),
      )}
    </div>
  );
}

function Kept({ engagement, isNamed }: { readonly engagement: Engagement; readonly isNamed: boolean }) {
  const { data, error, refetch } = useQuery(attainmentQuery(engagement.id));
  if (error !== null && data === undefined) return <ErrorState error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={2} />;
  const prefix = isNamed ? (
    <>
      <strong>{otherSideOf(engagement).name}:</strong>{" "}
    </>
  ) : undefined;
  return <AttainmentSentence engagementId={engagement.id} attainment={data} prefix={prefix} />;
}

function WithoutContract({ engagement: { id, name, rights } }: { readonly engagement: Engagement }) {
  const t = useWords(frontWords);
  return (
    <StatusSentence standing="soon">
      {t("noContract", { name })}{" "}
      {rights.includes("contract:write") ? (
        <Link to="/engagements/$id/contract/new" params={{ id }}>
          {t("toImport")}
        </Link>
      ) : null}
    </StatusSentence>
  );
}
