import { Button, Tabs, Textarea } from "@mantine/core";
import { readWritten } from "@handschlag/engine/contract/reader.ts";
import { contractText } from "@handschlag/engine/contract/writing.ts";
import type { NamedPath } from "@handschlag/engine/contract/parts.ts";
import { Link } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { otherSideOf } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Draft } from "../wire.ts";
import { chapterOf } from "./chapters.ts";
import type { Remark } from "./check-worker.ts";
import { isUnsettled, waitsFor, type Change } from "./drafts.ts";
import { useEditor } from "./editor.ts";
import { ChangeMark, CommentMark, RemarkMark, useAnswer } from "./Marks.tsx";
import type { Writing } from "./useDraft.ts";
import { useWayTo } from "./useSaid.ts";
import { draftWords } from "./words.ts";

interface AsideProps {
  readonly draft: Draft;
  readonly remarks: readonly Remark[] | undefined;
  readonly writing: Writing;
}

/** Beside the form: what both sides changed, what the check found, and the text. */
export function Aside({ draft, remarks, writing }: AsideProps) {
  const t = useWords(draftWords);
  return (
    <aside className="draft-aside" aria-label={t("aside")}>
      <Tabs defaultValue="changes" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="changes">{t("changesTab")}</Tabs.Tab>
          <Tabs.Tab value="remarks">{t("remarksTab")}</Tabs.Tab>
          <Tabs.Tab value="text">{t("textTab")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="changes">
          <Changes draft={draft} />
        </Tabs.Panel>
        <Tabs.Panel value="remarks">
          <Remarks remarks={remarks} />
        </Tabs.Panel>
        <Tabs.Panel value="text">
          <Text writing={writing} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}

function PlaceLink({ path }: { readonly path: NamedPath }) {
  const { engagement } = useEditor();
  const wayTo = useWayTo();
  return (
    <p className="mark-place">
      <Link
        to="/engagements/$id/contract/draft"
        params={{ id: engagement.id }}
        search={{ chapter: chapterOf(path), at: path.join("/") }}
        resetScroll={false}
      >
        {wayTo(path)}
      </Link>
    </p>
  );
}

function Changes({ draft: { changes, comments } }: { readonly draft: Draft }) {
  const t = useWords(draftWords);
  const { engagement, mayEdit } = useEditor();
  const [isAccepting, setAccepting] = useState(false);
  const unsettled = changes.filter(isUnsettled);
  const groups: readonly (readonly [title: string, changes: readonly Change[]])[] = [
    [t("toAnswer"), unsettled.filter((change) => waitsFor(change) === engagement.side)],
    [
      t("toBeAnswered", { company: otherSideOf(engagement).name }),
      unsettled.filter((change) => waitsFor(change) !== engagement.side),
    ],
    [t("settled"), changes.filter(({ state }) => state === "accepted")],
  ];
  const over = changes.filter(({ state }) => state === "withdrawn" || state === "replaced");
  const open = unsettled.filter(({ by, state }) => state === "open" && by.side !== engagement.side);
  const talk = comments.filter(({ settledAt }) => settledAt === null);
  if (changes.length + comments.length === 0) return <p className="soft">{t("noChanges")}</p>;
  return (
    <>
      {mayEdit && open.length > 1 ? (
        <Button size="compact-sm" variant="default" onClick={() => setAccepting(true)}>
          {t("acceptAll")}
        </Button>
      ) : null}
      {isAccepting ? <AcceptAllDialog changes={open} close={() => setAccepting(false)} /> : null}
      {groups.map(([title, members]) => (
        <Group key={title} title={title} count={members.length}>
          {members.map((change) => (
            <ChangeMark key={change.id} change={change} heading={<PlaceLink path={change.path} />} />
          ))}
        </Group>
      ))}
      <Group title={t("comments")} count={talk.length}>
        {talk.map((comment) => (
          <CommentMark key={comment.id} comment={comment} heading={<PlaceLink path={comment.path} />} />
        ))}
      </Group>
      {over.length === 0 ? null : (
        <details className="more">
          <summary>{t("earlier")}</summary>
          {over.map((change) => (
            <ChangeMark key={change.id} change={change} heading={<PlaceLink path={change.path} />} />
          ))}
        </details>
      )}
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

const Group = ({ title, count, children }: GroupProps) =>
  count === 0 ? null : (
    <section className="mark-group">
      <h3>{title}</h3>
      {children}
    </section>
  );

function AcceptAllDialog({ changes, close }: { readonly changes: readonly Change[]; readonly close: () => void }) {
  const t = useWords(draftWords);
  const { send } = useAnswer();
  return (
    <ConfirmDialog
      title={t("acceptAllTitle", { count: changes.length })}
      act={t("acceptAll")}
      run={() =>
        send(
          "accepted",
          changes.map(({ id }) => id),
        )
      }
      close={close}
    >
      <p>{t("acceptAllMeans")}</p>
    </ConfirmDialog>
  );
}

function Remarks({ remarks }: { readonly remarks: readonly Remark[] | undefined }) {
  const t = useWords(draftWords);
  if (remarks === undefined) return <p className="soft">{t("checking")}</p>;
  if (remarks.length === 0) return <StatusSentence standing="kept">{t("remarksNone")}</StatusSentence>;
  const areFaults = remarks.some(({ kind }) => kind === "fault");
  return (
    <>
      <StatusSentence standing={areFaults ? "late" : "soon"}>
        {t(areFaults ? "remarksFaults" : "remarksWeak")}
      </StatusSentence>
      {remarks.map((remark, index) => (
        <div key={`${index} ${remark.title}`}>
          <PlaceLink path={remark.path} />
          <RemarkMark remark={remark} />
        </div>
      ))}
    </>
  );
}

function Text({ writing }: { readonly writing: Writing }) {
  const t = useWords(draftWords);
  const { mayEdit } = useEditor();
  const text = useMemo(() => contractText(writing.document), [writing.document]);
  const [typed, setTyped] = useState<string>();
  const [fault, setFault] = useState<string>();
  const take = () => {
    const read = readWritten(typed ?? text);
    if (!read.ok) {
      const { line, column, message } = read.refusal[0]!;
      setFault(t("textUnread", { line: String(line), column: String(column), message }));
      return;
    }
    writing.replace(read.value);
    setTyped(undefined);
    setFault(undefined);
    sayDone(t("textTaken"));
  };
  return (
    <div className="draft-text">
      <Textarea
        label={t("textLabel")}
        description={t("textHelp")}
        value={typed ?? text}
        error={fault}
        readOnly={!mayEdit}
        onChange={(event) => setTyped(event.currentTarget.value)}
        spellCheck={false}
        rows={30}
        classNames={{ input: "import-area" }}
      />
      {typed === undefined ? null : (
        <div className="row">
          <Button size="compact-sm" onClick={take}>
            {t("textTake")}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setTyped(undefined);
              setFault(undefined);
            }}
          >
            {t("textBack")}
          </Button>
        </div>
      )}
    </div>
  );
}
