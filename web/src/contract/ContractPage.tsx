import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { isProblem } from "../api.ts";
import { otherSideOf, useCurrentEngagement } from "../engagement/engagements.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { DraftBanner } from "../draft/DraftBanner.tsx";
import { DraftLink } from "../draft/DraftLink.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { EarlierProposals } from "../proposal/EarlierProposals.tsx";
import { ProposalBanner } from "../proposal/ProposalBanner.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Contract, Engagement } from "../wire.ts";
import { contractQuery, documentOf } from "./contract.ts";
import { ContractSections } from "./ContractSections.tsx";
import { DeadlineSection } from "./DeadlineSection.tsx";
import { InLanguageOf } from "./Original.tsx";
import { termSentences } from "./term.ts";
import { VersionSection } from "./VersionSection.tsx";
import { weakWords } from "./weak-words.ts";
import { WeakPoints } from "./WeakPoints.tsx";
import { contractWords } from "./words.ts";
import "./contract.css";

/** The contract as a letter: what is covered, when, how fast, who decides. */
export function ContractPage() {
  const t = useWords(contractWords);
  const weak = useWords(weakWords);
  const { id } = useParams({ from: "/frame/engagements/$id/contract" });
  const engagement = useCurrentEngagement();
  const { data, error, refetch } = useQuery(contractQuery(id));
  const mayImport = engagement?.rights.includes("contract:write") === true;
  if (isProblem(error, "contract-not-found"))
    return (
      <Page title={t("title")}>
        <Awaited engagement={engagement} />
        <EmptyState sentence={t("none")} action={mayImport ? <Ways id={id} isFirst /> : undefined} />
      </Page>
    );
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined)
    return (
      <Page title={t("title")}>
        <Waiting lines={9} />
      </Page>
    );
  const { title, language } = documentOf(data);
  return (
    <Page
      title={title}
      lang={language}
      name={engagement === undefined ? t("title") : `${t("title")}: ${otherSideOf(engagement).name}`}
      lead={<Lead contract={data} />}
      actions={mayImport ? <Ways id={id} /> : undefined}
    >
      <Awaited engagement={engagement} />
      <ContractSections document={documentOf(data)} side={engagement?.side ?? "client"} />
      <InLanguageOf value={language}>
        {mayImport ? (
          <Section title={weak("title")}>
            <WeakPoints document={documentOf(data)} />
          </Section>
        ) : null}
        <DeadlineSection document={documentOf(data)} engagementId={id} />
        <VersionSection contract={data} engagementId={id} />
      </InLanguageOf>
      {engagement === undefined ? null : <EarlierProposals engagement={engagement} />}
    </Page>
  );
}

/** What waits to be signed, and what is being written. */
function Awaited({ engagement }: { readonly engagement: Engagement | undefined }) {
  if (engagement === undefined) return null;
  return (
    <>
      <ProposalBanner engagement={engagement} />
      <DraftBanner engagement={engagement} />
    </>
  );
}

/** To another version: one that was agreed elsewhere, or a draft. */
function Ways({ id, isFirst = false }: { readonly id: string; readonly isFirst?: boolean }) {
  const t = useWords(contractWords);
  return (
    <>
      <Button component={Link} to={`/engagements/${id}/contract/new`} variant="default">
        {t(isFirst ? "import" : "importNext")}
      </Button>
      <DraftLink id={id} />
    </>
  );
}

function Lead({ contract }: { readonly contract: Contract }) {
  const t = useWords(contractWords);
  const formats = useFormats();
  const { version, inForce } = contract;
  const from = formats.date(version.validFrom, "UTC");
  const standing = t(inForce ? "leadInForce" : "leadLater", { number: version.number, from });
  return (
    <StatusSentence standing={inForce ? "kept" : "soon"}>
      {[standing, ...termSentences(documentOf(contract), t, formats)].join(" ")}
    </StatusSentence>
  );
}
