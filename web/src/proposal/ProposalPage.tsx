import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ContractSections } from "../contract/ContractSections.tsx";
import { documentOf } from "../contract/contract.ts";
import { PrintLinks } from "../contract/PrintLinks.tsx";
import { weakWords } from "../contract/weak-words.ts";
import { WeakPoints } from "../contract/WeakPoints.tsx";
import { otherSideOf, useCurrentEngagement } from "../engagement/engagements.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { EvidenceChip } from "../ui/EvidenceChip.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Engagement, Proposal, ProposalDocument } from "../wire.ts";
import { Comparison } from "./Comparison.tsx";
import { ProposalActs } from "./ProposalActs.tsx";
import { proposalQuery, versionBeforeQuery } from "./proposals.ts";
import { proposalWords } from "./words.ts";
import "../contract/contract.css";

/** A version that one side lays before the other: what it changes, who has signed, and the whole text. */
export function ProposalPage() {
  const t = useWords(proposalWords);
  const weak = useWords(weakWords);
  const { id, proposal } = useParams({ from: "/frame/engagements/$id/contract/proposals/$proposal" });
  const engagement = useCurrentEngagement();
  const { data, error, refetch } = useQuery(proposalQuery(id, proposal));
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined || engagement === undefined) return <Waiting lines={8} />;
  return (
    <Page
      title={t("title", { number: data.proposal.number })}
      lead={<Lead proposal={data.proposal} engagement={engagement} />}
      actions={<ProposalActs proposal={data.proposal} engagement={engagement} />}
    >
      <Changes read={data} engagement={engagement} />
      <Section title={weak("title")}>
        <WeakPoints document={documentOf(data)} />
      </Section>
      <Signatures proposal={data.proposal} engagement={engagement} />
      <Section title={t("contract")}>
        <p>
          <EvidenceChip hash={data.proposal.hash} />{" "}
          <a
            href={`data:application/yaml;charset=utf-8,${encodeURIComponent(data.text)}`}
            download={`version-${data.proposal.number}.yaml`}
          >
            {t("download")}
          </a>
        </p>
        <PrintLinks path={`/engagements/${id}/contract-proposals/${proposal}/document`} number={data.proposal.number} />
      </Section>
      <ContractSections document={documentOf(data)} side={engagement.side} />
      <details className="more">
        <summary>{t("source")}</summary>
        <pre className="source" tabIndex={0} lang="">
          {data.text}
        </pre>
      </details>
    </Page>
  );
}

interface PartProps {
  readonly proposal: Proposal;
  readonly engagement: Engagement;
}

function Lead({ proposal, engagement }: PartProps) {
  const t = useWords(proposalWords);
  const { date } = useFormats();
  const { number, state, side, signatures, reason, validFrom } = proposal;
  const from = date(validFrom, "UTC");
  const company = otherSideOf(engagement).name;
  if (state === "agreed") return <StatusSentence standing="kept">{t("agreed", { number, from })}</StatusSentence>;
  if (state === "declined") return <StatusSentence>{t("declined", { number, reason: reason ?? "" })}</StatusSentence>;
  if (state === "withdrawn") return <StatusSentence>{t("withdrawn", { number })}</StatusSentence>;
  const hasSigned = (who: "client" | "provider") => signatures.some((signature) => signature.side === who);
  const mine = hasSigned(engagement.side);
  const missing = t(signatures.length === 0 ? "missingBoth" : mine ? "missingTheirs" : "missingYours", { company });
  return (
    <StatusSentence standing="soon">
      {t(side === engagement.side ? "openOwn" : "openOther", { company, number, from })} {missing}
    </StatusSentence>
  );
}

function Changes({ read, engagement }: { readonly read: ProposalDocument; readonly engagement: Engagement }) {
  const t = useWords(proposalWords);
  const { proposal } = read;
  const { data, error, refetch } = useQuery(versionBeforeQuery(engagement.id, proposal.number));
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={4} />;
  if (data === null)
    return (
      <Section title={t("changes")}>
        <p>{t("first")}</p>
      </Section>
    );
  const { number } = data.version;
  return (
    <Section title={t("changes")}>
      <p className="soft">{t("changesLead", { number })}</p>
      <Comparison
        before={documentOf(data)}
        after={documentOf(read)}
        side={engagement.side}
        otherwise={t("noChanges", { number })}
      />
    </Section>
  );
}

const SIDES = ["client", "provider"] as const;

function Signatures({ proposal: { signatures, state }, engagement }: PartProps) {
  const t = useWords(proposalWords);
  const of = (side: (typeof SIDES)[number]) => signatures.find((signature) => signature.side === side);
  const missing = <span className="soft">{t(state === "open" ? "notYet" : "notGiven")}</span>;
  const columns: Column<(typeof SIDES)[number]>[] = [
    { name: "side", head: t("side"), isKey: true, cell: (side) => of(side)?.company ?? engagement[side].name },
    { name: "person", head: t("person"), cell: (side) => of(side)?.person ?? missing },
    {
      name: "at",
      head: t("at"),
      cell: (side) => {
        const signature = of(side);
        return signature === undefined ? null : <Moment at={signature.at} />;
      },
    },
  ];
  return (
    <Section title={t("signatures")}>
      <DataTable caption={t("signatures")} columns={columns} rows={SIDES} keyOf={(side) => side} />
    </Section>
  );
}
