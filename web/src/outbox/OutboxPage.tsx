import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import "../notice/notice.css";
import "../ui/facts.css";
import { mayDo, useSession } from "../session.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { ErrorState, ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { OutgoingMail } from "../wire.ts";
import { OUTBOX_STATES, type OutboxSearch } from "./search.ts";
import { outboxWords } from "./words.ts";

const isLost = ({ state, bounce }: OutgoingMail): boolean => state === "failed" || bounce !== null;

/** The mails that went out: to the reader, or to all of the company for those who lead it. */
export function OutboxPage() {
  const t = useWords(outboxWords);
  const session = useSession();
  const mayReadAll = mayDo(session, "mail:read");
  const { mail: state, whose = mayReadAll ? "all" : "own" } = useSearch({ from: "/frame/mails" });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["mails", whose, state],
    queryFn: ({ signal, pageParam }) => {
      const query = { whose, ...(state && { state }), ...(pageParam !== null && { cursor: pageParam }) };
      return request("GET /mails", { query, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const [opened, setOpened] = useState<OutgoingMail>();
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  const mails = data?.pages.flatMap(({ items }) => items) ?? [];
  const lost = mails.filter(isLost).length;
  const lead = whose === "own" ? t("leadOwn") : t("leadAll", { company: session.company?.name ?? "" });
  const isKept = mails.some((mail) => mail.state === "kept");
  return (
    <Page title={t("title")} lead={`${lead} ${lost > 0 ? t("failing", { count: lost }) : isKept ? t("notSent") : ""}`}>
      <Filters mayReadAll={mayReadAll} whose={whose} state={state} />
      {data === undefined ? <Waiting lines={8} /> : null}
      {data !== undefined && mails.length === 0 ? <EmptyState sentence={t("none")} /> : null}
      {mails.length === 0 ? null : <MailTable mails={mails} open={setOpened} />}
      {hasNextPage ? (
        <div className="row">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      ) : null}
      {opened === undefined ? null : <MailDialog mail={opened} close={() => setOpened(undefined)} />}
    </Page>
  );
}

interface FiltersProps extends Required<Pick<OutboxSearch, "whose">> {
  readonly mayReadAll: boolean;
  readonly state: OutboxSearch["mail"];
}

function Filters({ mayReadAll, whose, state }: FiltersProps) {
  const t = useWords(outboxWords);
  const navigate = useNavigate({ from: "/mails" });
  const filter = (change: OutboxSearch) =>
    void navigate({ to: ".", search: (search) => ({ ...search, ...change }), replace: true });
  return (
    <div className="filters">
      {mayReadAll ? (
        <NativeSelect
          label={t("whose")}
          value={whose}
          data={(["all", "own"] as const).map((value) => ({ value, label: t(value) }))}
          onChange={({ currentTarget: { value } }) => filter({ whose: value as "all" })}
        />
      ) : null}
      <NativeSelect
        label={t("state")}
        value={state ?? ""}
        data={[{ value: "", label: t("anyState") }, ...OUTBOX_STATES.map((value) => ({ value, label: t(value) }))]}
        onChange={({ currentTarget: { value } }) =>
          filter({ mail: value === "" ? undefined : (value as OutboxSearch["mail"]) })
        }
      />
    </div>
  );
}

function MailTable({
  mails,
  open,
}: {
  readonly mails: readonly OutgoingMail[];
  readonly open: (mail: OutgoingMail) => void;
}) {
  const t = useWords(outboxWords);
  const columns: Column<OutgoingMail>[] = [
    {
      name: "subject",
      head: t("subject"),
      isKey: true,
      cell: ({ subject, state }) =>
        subject === null ? (
          <span className="soft">{t(state === "waiting" ? "unwritten" : "neverWritten")}</span>
        ) : (
          <span lang="">{subject}</span>
        ),
    },
    {
      name: "to",
      head: t("to"),
      cell: ({ to: { name, address } }) => (name === null ? address : <span title={address}>{name}</span>),
    },
    { name: "state", head: t("state"), cell: (mail) => <State mail={mail} /> },
    { name: "when", head: t("when"), cell: ({ endedAt, createdAt }) => <Moment at={endedAt ?? createdAt} /> },
    {
      name: "open",
      head: t("open"),
      kind: "actions",
      cell: (mail) => (
        <Button variant="subtle" size="compact-md" onClick={() => open(mail)}>
          {t("open")}
        </Button>
      ),
    },
  ];
  return <DataTable caption={t("title")} columns={columns} rows={mails} keyOf={({ id }) => id} />;
}

function State({ mail: { state, dueAt, attempts, bounce } }: { readonly mail: OutgoingMail }) {
  const t = useWords(outboxWords);
  const { relative, dateTime } = useFormats();
  if (bounce !== null) return <strong>{t("bounced")}</strong>;
  if (state === "failed") return <strong>{t("failed")}</strong>;
  if (state !== "waiting") return <span className="soft">{t(state)}</span>;
  const when = relative(dueAt, new Date()) ?? dateTime(dueAt);
  return (
    <span>
      {t("waiting")}, {t("due", { when })}
      {attempts > 0 ? ` (${t("tries", { count: attempts })})` : ""}
    </span>
  );
}

function MailDialog({ mail, close }: { readonly mail: OutgoingMail; readonly close: () => void }) {
  const t = useWords(outboxWords);
  const queries = useQueryClient();
  const mayAgain = mayDo(useSession(), "mail:send") && (isLost(mail) || mail.state === "kept");
  const [problem, setProblem] = useState<unknown>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ["mails", mail.id],
    queryFn: ({ signal }) => request("GET /mails/:id", { params: { id: mail.id }, signal }),
  });
  const again = async () => {
    setProblem(null);
    try {
      await request("POST /mails/:id/again", { params: { id: mail.id } });
      await queries.invalidateQueries({ queryKey: ["mails"] });
      sayDone(t("againDone"));
      close();
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  const reason = mail.bounce?.reason ?? mail.problem;
  return (
    <Dialog title={<span lang="">{mail.subject ?? t("title")}</span>} onClose={close} size="lg">
      {reason === null ? null : <p lang="">{t("problem", { problem: reason })}</p>}
      {error === null ? null : <ErrorState error={error} again={() => void refetch()} />}
      {data === undefined && error === null ? <Waiting lines={6} /> : null}
      {data === undefined ? null : (
        <pre className="mail-text" lang="" tabIndex={0}>
          {data.text ?? t(data.state === "waiting" ? "noText" : "noneWritten")}
        </pre>
      )}
      <ProblemNote error={problem} />
      <div className="form-actions">
        {mayAgain ? <Button onClick={() => void again()}>{t("again")}</Button> : null}
        <Button variant="default" onClick={close}>
          {t("close")}
        </Button>
      </div>
    </Dialog>
  );
}
