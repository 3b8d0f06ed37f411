import { contractFields } from "@handschlag/engine/contract/fields.ts";
import type { Contest } from "@handschlag/engine/contract/draft.ts";
import { partAt } from "@handschlag/engine/contract/parts.ts";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useCurrentEngagement } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Draft, Engagement } from "../wire.ts";
import { Aside } from "./Aside.tsx";
import { CataloguePicker } from "./CataloguePicker.tsx";
import { CHAPTERS, type ChapterName } from "./chapters.ts";
import { DraftActs } from "./DraftActs.tsx";
import { DraftStart } from "./DraftStart.tsx";
import { isUnsettled, openDraftQuery, waitsFor } from "./drafts.ts";
import { anchorOf, EditorContext, Said, useEditor, type Editor } from "./editor.ts";
import { ObjectFields } from "./Fields.tsx";
import { Counts } from "./Marks.tsx";
import { ResponsibilityGrid } from "./ResponsibilityGrid.tsx";
import { useDraft, type Writing } from "./useDraft.ts";
import { useRemarks } from "./useRemarks.ts";
import { useSaid, useWayTo } from "./useSaid.ts";
import { draftWords } from "./words.ts";
import "./draft.css";

/** The draft of the contract, which both sides write. */
export function DraftPage() {
  const t = useWords(draftWords);
  const { id } = useParams({ from: "/frame/engagements/$id/contract/draft" });
  const engagement = useCurrentEngagement();
  const { data, error, refetch } = useQuery(openDraftQuery(id));
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined || engagement === undefined)
    return (
      <Page title={t("title")}>
        <Waiting lines={9} />
      </Page>
    );
  const mayWrite = engagement.rights.includes("contract:write") && engagement.ending?.isOver !== true;
  if (data === null)
    return (
      <Page title={t("title")}>
        {mayWrite ? <DraftStart engagement={engagement} /> : <EmptyState sentence={t("noneReader")} />}
      </Page>
    );
  return <Writer key={data.draft.id} draft={data} engagement={engagement} mayWrite={mayWrite} />;
}

interface WriterProps {
  readonly draft: Draft;
  readonly engagement: Engagement;
  readonly mayWrite: boolean;
}

function Writer({ draft, engagement, mayWrite }: WriterProps) {
  const t = useWords(draftWords);
  const { chapter = "basics", at } = useSearch({ from: "/frame/engagements/$id/contract/draft" });
  const writing = useDraft(engagement.id, draft);
  const remarks = useRemarks(writing.document);
  const { document, edit } = writing;
  const editor = useMemo<Editor>(
    () => ({
      engagement,
      draftId: draft.draft.id,
      document,
      mayEdit: mayWrite && draft.proposal === null,
      edit,
      remarks: new Said(remarks ?? []),
      changes: new Said(draft.changes.filter(isUnsettled)),
      comments: new Said(draft.comments.filter(({ settledAt }) => settledAt === null)),
    }),
    [engagement, draft, document, mayWrite, edit, remarks],
  );
  useEffect(() => {
    if (at !== undefined) showPlace(at);
  }, [at, chapter]);
  const number = partAt(document, ["version"]);
  return (
    <EditorContext value={editor}>
      <Page
        title={typeof number === "number" ? t("titleOf", { number }) : t("title")}
        lead={<Lead draft={draft} faults={remarks?.filter(({ kind }) => kind === "fault").length ?? 0} />}
        actions={<DraftActs draft={draft} writing={writing} />}
      >
        <SavingState writing={writing} />
        <Contests writing={writing} />
        <div className={chapter === "responsibilities" ? "draft draft-wide" : "draft"}>
          <Chapters chosen={chapter} />
          <div className={isSingle(chapter) ? "draft-form draft-single" : "draft-form"}>
            <ChapterForm chapter={chapter} />
          </div>
          <Aside draft={draft} remarks={remarks} writing={writing} />
        </div>
      </Page>
    </EditorContext>
  );
}

/** Brings a place to the eye: what it lies in is opened first. */
function showPlace(at: string): void {
  const path = at.split("/");
  for (let length = path.length; length > 0; length--) {
    const element = document.getElementById(anchorOf(path.slice(0, length)));
    if (element === null) continue;
    if (element instanceof HTMLDetailsElement) element.open = true;
    element.scrollIntoView({ block: "center" });
    const input = element.querySelector<HTMLElement>("input, textarea, select, summary");
    input?.focus({ preventScroll: true });
    // What has just been opened shows its members with the next picture.
    if (element instanceof HTMLDetailsElement && length < path.length) setTimeout(() => showPlace(at), 50);
    return;
  }
}

function Lead({ draft, faults }: { readonly draft: Draft; readonly faults: number }) {
  const t = useWords(draftWords);
  const { engagement } = useEditor();
  if (draft.proposal !== null)
    return (
      <StatusSentence standing="soon">
        {t("leadWaits")}{" "}
        <Link
          to="/engagements/$id/contract/proposals/$proposal"
          params={{ id: engagement.id, proposal: draft.proposal }}
        >
          {t("toProposal")}
        </Link>
      </StatusSentence>
    );
  const unsettled = draft.changes.filter(isUnsettled);
  const yours = unsettled.filter((change) => waitsFor(change) === engagement.side).length;
  const theirs = unsettled.length - yours;
  const live = draft.changes.some(({ state }) => state === "accepted");
  const sentences = [
    yours > 0 ? t("leadYours", { count: yours }) : undefined,
    theirs > 0 ? t("leadTheirs", { count: theirs }) : undefined,
    unsettled.length === 0 ? t(live ? "leadAgreed" : "leadNone") : undefined,
    faults > 0 ? t("leadFaults", { count: faults }) : undefined,
  ];
  return (
    <StatusSentence standing={yours > 0 || faults > 0 ? "soon" : "kept"}>
      {sentences.filter((sentence) => sentence !== undefined).join(" ")}
    </StatusSentence>
  );
}

function SavingState({ writing: { saving, problem, flush } }: { readonly writing: Writing }) {
  const t = useWords(draftWords);
  return (
    <div className="saving" role="status">
      <span className="soft">{t(saving)}</span>
      {saving === "failed" ? (
        <>
          <ProblemNote error={problem} />
          <Button size="compact-sm" variant="default" onClick={() => void flush()}>
            {t("again")}
          </Button>
        </>
      ) : null}
    </div>
  );
}

/** Places that both have written at once: the reader sees both and decides. */
function Contests({ writing: { contests, decide } }: { readonly writing: Writing }) {
  const t = useWords(draftWords);
  if (contests.length === 0) return null;
  return (
    <section className="contests" role="alert" aria-label={t("contests")}>
      <h2>{t("contests")}</h2>
      {contests.map((contest) => (
        <ContestCard key={contest.path.join("/")} contest={contest} decide={(whose) => decide(contest, whose)} />
      ))}
    </section>
  );
}

interface ContestCardProps {
  readonly contest: Contest;
  readonly decide: (whose: "mine" | "theirs") => void;
}

function ContestCard({ contest: { path, mine, theirs }, decide }: ContestCardProps) {
  const t = useWords(draftWords);
  const said = useSaid();
  const wayTo = useWayTo();
  return (
    <article className="contest">
      <h3>{wayTo(path)}</h3>
      <dl>
        <div>
          <dt>{t("contestTheirs")}</dt>
          <dd lang="">{said(path, theirs)}</dd>
        </div>
        <div>
          <dt>{t("contestMine")}</dt>
          <dd lang="">{said(path, mine)}</dd>
        </div>
      </dl>
      <div className="row">
        <Button size="compact-sm" variant="default" onClick={() => decide("theirs")}>
          {t("keepTheirs")}
        </Button>
        <Button size="compact-sm" onClick={() => decide("mine")}>
          {t("keepMine")}
        </Button>
      </div>
    </article>
  );
}

function Chapters({ chosen }: { readonly chosen: ChapterName }) {
  const t = useWords(draftWords);
  const { engagement } = useEditor();
  return (
    <nav className="chapters" aria-label={t("chapters")}>
      <ol>
        {CHAPTERS.map(({ name, parts }) => (
          <li key={name}>
            <Link
              to="/engagements/$id/contract/draft"
              params={{ id: engagement.id }}
              search={{ chapter: name }}
              aria-current={name === chosen ? "page" : undefined}
            >
              {t(name)}
              <Counts places={parts.map((part) => [part])} />
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Of one part alone the chapter's title is the part's. */
const isSingle = (chapter: ChapterName): boolean => CHAPTERS.find(({ name }) => name === chapter)!.parts.length === 1;

function ChapterForm({ chapter }: { readonly chapter: ChapterName }) {
  const t = useWords(draftWords);
  const editor = useEditor();
  const { parts } = CHAPTERS.find(({ name }) => name === chapter)!;
  return (
    <>
      <h2>{t(chapter)}</h2>
      {chapter === "responsibilities" ? (
        <ResponsibilityGrid
          document={editor.document}
          side={editor.engagement.side}
          mayEdit={editor.mayEdit}
          edit={editor.edit}
        />
      ) : (
        <ObjectFields key={chapter} field={contractFields()} way={[]} place={[]} value={editor.document} only={parts} />
      )}
      {chapter === "services" ? (
        <>
          <p className="soft">{t("inGrid")}</p>
          {editor.mayEdit ? <CataloguePicker /> : null}
        </>
      ) : null}
    </>
  );
}
