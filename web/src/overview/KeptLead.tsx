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
  // As much of a name as tells one from the others.
  const nameOf = (engagement: Engagement) => {
    const { id, name } = otherSideOf(engagement);
    const isOnly = engagements.filter((each) => otherSideOf(each).id === id).length === 1;
    return engagements.length === 1 ? undefined : isOnly ? name : `${name}, ${engagement.name}`;
  };
  return (
    <div className="front-lead">
      {engagements.map((engagement) =>
        engagement.contractNumber === null ? (
          <WithoutContract key={engagement.id} engagement={engagement} />
        ) : (
          <Kept key={engagement.id} engagement={engagement} name={nameOf(engagement)} />
        ),
      )}
    </div>
  );
}

function Kept({ engagement, name }: { readonly engagement: Engagement; readonly name: string | undefined }) {
  const { data, error, refetch } = useQuery(attainmentQuery(engagement.id));
  if (error !== null && data === undefined) return <ErrorState error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={2} />;
  const prefix =
    name === undefined ? undefined : (
      <>
        <strong>{name}:</strong>{" "}
      </>
    );
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
