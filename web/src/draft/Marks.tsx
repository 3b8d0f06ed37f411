import { Button, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { NamedPath, Part } from "@handschlag/engine/contract/parts.ts";
import { request } from "../api.ts";
import { otherSideOf } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Moment } from "../ui/Moment.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { isUnsettled, openDraftQuery, type Change, type Comment } from "./drafts.ts";
import { useEditor, type Editor } from "./editor.ts";
import type { Remark } from "./check-worker.ts";
import { useSaid } from "./useSaid.ts";
import { draftWords } from "./words.ts";

interface MarksProps {
  readonly place: NamedPath;
  /** How the place is called on the page. */
  readonly label: string;
}

/** What was said of a place: changes with what the reader may answer, what is weak in it, and comments. */
export function Marks({ place, label }: MarksProps) {
  const { changes, remarks, comments, mayEdit } = useEditor();
  const unsettled = changes.at(place).filter(isUnsettled);
  const open = comments.at(place).filter(({ settledAt }) => settledAt === null);
  const found = remarks.at(place);
  return (
    <div className="marks">
      {mayEdit ? <CommentButton place={place} label={label} /> : null}
      {unsettled.map((change) => (
        <ChangeMark key={change.id} change={change} />
      ))}
      {found.map((remark) => (
        <RemarkMark key={`${remark.kind} ${remark.title}`} remark={remark} />
      ))}
      {open.map((comment) => (
        <CommentMark key={comment.id} comment={comment} />
      ))}
    </div>
  );
}

/** How much was said of what lies in a place, in a word. */
export function Counts({ places }: { readonly places: readonly NamedPath[] }) {
  const t = useWords(draftWords);
  const { changes, remarks, comments } = useEditor();
  const countIn = (said: Pick<Editor["changes"], "within">) =>
    places.reduce((sum, place) => sum + said.within(place), 0);
  const counts = [
    ["countChanges", countIn(changes)],
    ["countRemarks", countIn(remarks)],
    ["countComments", countIn(comments)],
  ] as const;
  const said = counts.filter(([, count]) => count > 0).map(([word, count]) => t(word, { count }));
  return said.length === 0 ? null : <span className="counts">{said.join(" · ")}</span>;
}

const REMARK_ICONS = { fault: "late", error: "late", warning: "soon", hint: "hint" } as const;

export function RemarkMark({ remark: { kind, title, reason, remedy } }: { readonly remark: Remark }) {
  return (
    <div className={`mark mark-${kind}`}>
      <Icon name={REMARK_ICONS[kind]} size={18} />
      <div>
        <p>{title}</p>
        {reason === undefined ? null : (
          <p className="soft">
            {reason} {remedy}
          </p>
        )}
      </div>
    </div>
  );
}

/** A change with its author, what stood there before, and what the reader may say to it. */
export function ChangeMark({ change, heading }: { readonly change: Change; readonly heading?: ReactNode }) {
  const t = useWords(draftWords);
  const said = useSaid();
  const { engagement } = useEditor();
  const who = useAuthor(change.by);
  const before = <span lang="">{said(change.path, change.before as Part | undefined)}</span>;
  const { own } = change.by;
  const sentence =
    change.after === undefined
      ? own
        ? t.rich("ownRemoved", { before })
        : t.rich("removed", { who, before })
      : change.before === undefined
        ? own
          ? t("ownAdded")
          : t("added", { who })
        : own
          ? t.rich("ownChanged", { before })
          : t.rich("changed", { who, before });
  return (
    <div className={`mark mark-change ${change.by.side === engagement.side ? "" : "mark-theirs"}`}>
      <Icon name={change.state === "objected" ? "late" : "contract"} size={18} />
      <div>
        {heading}
        <p>
          {sentence}
          <span className="soft mark-time">
            <Moment at={change.at} />
          </span>
        </p>
        {change.state === "objected" ? (
          <p>
            {t.rich("objectedTo", {
              name: change.answeredBy ?? "–",
              reason: <span lang="">{change.reason}</span>,
            })}
          </p>
        ) : null}
        {change.state === "accepted" ? <p>{t("acceptedBy", { name: change.answeredBy ?? "–" })}</p> : null}
        <Answers change={change} />
      </div>
    </div>
  );
}

/** Who wrote something, as the reader knows them. */
function useAuthor({ side, name, own }: Change["by"]): string {
  const t = useWords(draftWords);
  const { engagement } = useEditor();
  const company = engagement[side].name;
  if (own) return t("you");
  return name === null ? t("program", { company }) : t("ofCompany", { name, company });
}

function Answers({ change }: { readonly change: Change }) {
  const t = useWords(draftWords);
  const { engagement, mayEdit } = useEditor();
  const answer = useAnswer();
  const [isObjecting, setObjecting] = useState(false);
  if (!mayEdit || !(isUnsettled(change) || change.state === "accepted")) return null;
  const isOwn = change.by.side === engagement.side;
  return (
    <>
      <div className="row">
        {isOwn ? (
          <Button size="compact-sm" variant="default" {...answer.button("withdrawn", [change.id])}>
            {t("takeBack")}
          </Button>
        ) : (
          <>
            {change.state === "accepted" ? null : (
              <Button size="compact-sm" variant="default" {...answer.button("accepted", [change.id])}>
                {t("accept")}
              </Button>
            )}
            {change.state === "objected" ? null : (
              <Button size="compact-sm" variant="subtle" onClick={() => setObjecting(true)}>
                {t("object")}
              </Button>
            )}
          </>
        )}
      </div>
      <ProblemNote error={answer.problem} />
      {isObjecting ? <ObjectDialog change={change} close={() => setObjecting(false)} /> : null}
    </>
  );
}

type Answer = "accepted" | "objected" | "withdrawn";

/** Sends answers to changes, and shows what came of it. */
export function useAnswer() {
  const { engagement, draftId } = useEditor();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<Answer>();
  const [problem, setProblem] = useState<unknown>(null);
  const send = async (answer: Answer, changes: string[], reason?: string) => {
    const draft = await request("POST /engagements/:id/contract-drafts/:other/answers", {
      params: { id: engagement.id, other: draftId },
      body: { answer, changes, ...(reason === undefined ? {} : { reason }) },
    });
    queries.setQueryData(openDraftQuery(engagement.id).queryKey, draft);
  };
  const attempt = async (answer: Answer, changes: string[]) => {
    setBusy(answer);
    setProblem(null);
    try {
      await send(answer, changes);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(undefined);
    }
  };
  const button = (answer: Answer, changes: string[]) => ({
    onClick: () => void attempt(answer, changes),
    loading: busy === answer,
  });
  return { send, button, problem };
}

function ObjectDialog({ change, close }: { readonly change: Change; readonly close: () => void }) {
  const t = useWords(draftWords);
  const { engagement } = useEditor();
  const answer = useAnswer();
  const form = useForm({
    fields: ["reason"] as const,
    check: ({ reason }) => (reason.trim() === "" ? { reason: t("reasonNeeded") } : {}),
    send: async ({ reason }) => {
      await answer.send("objected", [change.id], reason.trim());
      close();
    },
  });
  return (
    <FormDialog title={t("objectTitle")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <Textarea
          {...form.field("reason")}
          label={t("reason")}
          description={t("reasonHelp", { company: otherSideOf(engagement).name })}
          maxLength={2_000}
          rows={3}
          data-autofocus
        />
        <ProblemNote error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("object")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}

export function CommentMark({ comment, heading }: { readonly comment: Comment; readonly heading?: ReactNode }) {
  const t = useWords(draftWords);
  const editor = useEditor();
  const queries = useQueryClient();
  const who = useAuthor(comment.by);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const settle = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const draft = await request("PUT /engagements/:id/contract-drafts/:other/comments/:third/settlement", {
        params: { ...wayOf(editor), third: comment.id },
      });
      queries.setQueryData(openDraftQuery(editor.engagement.id).queryKey, draft);
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <div className="mark mark-comment">
      <Icon name="profile" size={18} />
      <div>
        {heading}
        <p>
          <strong>{who}</strong>{" "}
          <span className="soft">
            <Moment at={comment.at} />
          </span>
        </p>
        <p className="written" lang="">
          {comment.text}
        </p>
        {comment.settledBy === null ? null : <p className="soft">{t("settledBy", { name: comment.settledBy })}</p>}
        {editor.mayEdit && comment.settledAt === null ? (
          <Button size="compact-sm" variant="default" onClick={() => void settle()} loading={isBusy}>
            {t("settle")}
          </Button>
        ) : null}
        <ProblemNote error={problem} />
      </div>
    </div>
  );
}

const wayOf = ({ engagement, draftId }: Editor) => ({ id: engagement.id, other: draftId });

function CommentButton({ place, label }: MarksProps) {
  const t = useWords(draftWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="link-button comment-button"
        onClick={() => setOpen(true)}
        aria-label={t("commentTo", { label })}
      >
        {t("comment")}
      </button>
      {isOpen ? <CommentDialog place={place} label={label} close={() => setOpen(false)} /> : null}
    </>
  );
}

function CommentDialog({ place, label, close }: MarksProps & { readonly close: () => void }) {
  const t = useWords(draftWords);
  const editor = useEditor();
  const queries = useQueryClient();
  const form = useForm({
    fields: ["text"] as const,
    check: ({ text }) => (text.trim() === "" ? { text: t("commentNeeded") } : {}),
    send: async ({ text }) => {
      const draft = await request("POST /engagements/:id/contract-drafts/:other/comments", {
        params: wayOf(editor),
        body: { path: [...place], text: text.trim() },
      });
      queries.setQueryData(openDraftQuery(editor.engagement.id).queryKey, draft);
      close();
    },
  });
  return (
    <FormDialog title={t("commentTo", { label })} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <Textarea {...form.field("text")} label={t("commentText")} maxLength={2_000} rows={3} data-autofocus />
        <ProblemNote error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("send")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
