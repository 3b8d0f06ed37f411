import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { Button, Textarea, TextInput } from "@mantine/core";
import { useRef, useState, type FormEvent } from "react";
import { ApiProblem } from "@handschlag/api/client.ts";
import { useWords } from "../../i18n/language.tsx";
import { useSession } from "../../session.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { Engagement } from "../../wire.ts";
import { FileChoice } from "../FileChoice.tsx";
import { TicketProblem } from "../TicketProblem.tsx";
import { useFileTarget } from "../useFileTarget.ts";
import { AboutFields } from "./AboutFields.tsx";
import { useDraft, type Draft, type DraftFieldsProps, type Faults } from "./draft.ts";
import { OnBehalfFields } from "./OnBehalfFields.tsx";
import { PreviewPanel } from "./PreviewPanel.tsx";
import { RatingFields } from "./RatingFields.tsx";
import { SentNote } from "./SentNote.tsx";
import { useSending } from "./useSending.ts";
import { reportWords } from "./words.ts";

type Words = ReturnType<typeof useWords<(typeof reportWords)["de"]>>;

interface ReportFormProps {
  readonly engagement: Engagement;
  /** Absent when no contract is in force: then nobody can say whether and until when. */
  readonly document: ContractDocument | undefined;
}

export function ReportForm({ engagement, document }: ReportFormProps) {
  const t = useWords(reportWords);
  const { person } = useSession();
  const { draft, change, forget } = useDraft(person.id, engagement.id);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [faults, setFaults] = useState<Faults>({});
  const form = useRef<HTMLFormElement>(null);
  const { target, isOver } = useFileTarget((more) => setFiles((before) => [...before, ...more]));
  const sending = useSending({ engagementId: engagement.id, change, forget });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(draft, engagement, document, t);
    setFaults(found);
    const [first] = Object.keys(found);
    if (first === undefined) return void sending.send(draft, files);
    form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  if (sending.sent !== undefined) return <SentNote sending={sending} sent={sending.sent} />;
  const isAgent = engagement.side === "provider";
  return (
    <form ref={form} className={isOver ? "report drop-target" : "report"} onSubmit={submit} noValidate {...target}>
      <div className="report-fields">
        {isAgent ? (
          <OnBehalfFields
            draft={draft}
            change={change}
            engagementId={engagement.id}
            refused={fieldOf(sending.problem)}
          />
        ) : null}
        <AboutFields draft={draft} change={change} document={document} side={engagement.side} />
        <RatingFields draft={draft} change={change} document={document} side={engagement.side} faults={faults} />
        <WordFields draft={draft} change={change} fault={faults.subject} isAgent={isAgent} />
        <FileChoice files={files} change={setFiles} />
      </div>
      <PreviewPanel engagement={engagement} draft={draft} document={document} />
      <div className="report-send">
        <TicketProblem error={sending.problem} />
        <div className="row">
          <Button type="submit" size="md" loading={sending.isBusy}>
            {t("send")}
          </Button>
          <span className="soft row">
            <Icon name="check" size={16} />
            {t("draftKept")}
          </span>
        </div>
      </div>
    </form>
  );
}

interface WordFieldsProps extends DraftFieldsProps {
  readonly fault: string | undefined;
  readonly isAgent: boolean;
}

function WordFields({ draft, change, fault, isAgent }: WordFieldsProps) {
  const t = useWords(reportWords);
  return (
    <>
      <TextInput
        name="subject"
        size="md"
        label={t("subject")}
        description={t("subjectHelp")}
        value={draft.subject}
        error={fault}
        maxLength={300}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => change({ subject: value })}
      />
      <Textarea
        name="text"
        size="md"
        label={t("text")}
        description={t("textHelp")}
        value={draft.text}
        maxLength={50_000}
        rows={4}
        onChange={({ currentTarget: { value } }) => change({ text: value })}
      />
      <TextInput
        name="asset"
        size="md"
        label={t("asset")}
        value={draft.asset}
        maxLength={200}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => change({ asset: value })}
      />
      {isAgent ? (
        <TextInput
          name="category"
          size="md"
          label={t("category")}
          value={draft.category}
          maxLength={100}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => change({ category: value })}
        />
      ) : null}
    </>
  );
}

/** The field that the server names in a refusal. */
function fieldOf(problem: unknown): string | undefined {
  const field = problem instanceof ApiProblem ? problem.facts["field"] : undefined;
  return typeof field === "string" ? field.replace(/^body\./, "") : undefined;
}

/** A client says who is affected and how badly, as the contract asks; an agent may not know it yet. */
function faultsOf(draft: Draft, { side }: Engagement, document: ContractDocument | undefined, t: Words): Faults {
  const { impact, urgency, subject } = draft;
  const isRated = document?.priorities.matrix !== undefined && (side === "client" || (impact ?? urgency) !== undefined);
  return {
    ...(isRated && impact === undefined ? { impact: t("impactMissing") } : {}),
    ...(isRated && urgency === undefined ? { urgency: t("urgencyMissing") } : {}),
    ...(subject.trim() === "" ? { subject: t("subjectMissing") } : {}),
  };
}
