import { ApiProblem } from "@handschlag/api/client.ts";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { useEngagements } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { Address } from "../ui/Address.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { problemWords, sentenceOf } from "../ui/problem-words.ts";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Mailbox } from "../wire.ts";
import { mailboxesQuery } from "./mailbox.ts";
import { MailboxDialog } from "./MailboxDialog.tsx";
import { mailboxWords } from "./words.ts";

type Open = { readonly kind: "add" } | { readonly kind: "edit" | "remove"; readonly mailbox: Mailbox };

/** The addresses whose mails become tickets, and whether they are read. */
export function MailboxesPage() {
  const t = useWords(mailboxWords);
  const mayChange = mayDo(useSession(), "mailbox:write");
  const [open, setOpen] = useState<Open>();
  const { data, error, refetch } = useQuery({ ...mailboxesQuery, refetchInterval: 15_000 });
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  const failing = (data?.items ?? []).filter(({ problem }) => problem !== null).length;
  const close = () => setOpen(undefined);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={mayChange ? <Button onClick={() => setOpen({ kind: "add" })}>{t("add")}</Button> : undefined}
    >
      {data === undefined ? <Waiting /> : null}
      {data?.items.length === 0 ? <EmptyState sentence={t("none")} /> : null}
      {data === undefined || data.items.length === 0 ? null : (
        <>
          <StatusSentence standing={failing === 0 ? "kept" : "late"}>
            {failing === 0 ? t("allRead") : t("someFail", { count: failing })}
          </StatusSentence>
          <MailboxTable mailboxes={data.items} open={mayChange ? setOpen : undefined} />
        </>
      )}
      {open?.kind === "add" ? <MailboxDialog close={close} /> : null}
      {open?.kind === "edit" ? <MailboxDialog mailbox={open.mailbox} close={close} /> : null}
      {open?.kind === "remove" ? <RemoveDialog mailbox={open.mailbox} close={close} /> : null}
    </Page>
  );
}

interface MailboxTableProps {
  readonly mailboxes: readonly Mailbox[];
  readonly open: ((open: Open) => void) | undefined;
}

function MailboxTable({ mailboxes, open }: MailboxTableProps) {
  const t = useWords(mailboxWords);
  const engagements = useEngagements();
  const columns: Column<Mailbox>[] = [
    { name: "address", head: t("address"), isKey: true, cell: ({ address }) => <Address email={address} /> },
    {
      name: "engagement",
      head: t("where"),
      cell: ({ engagementId }) => engagements.find(({ id }) => id === engagementId)?.name ?? t("bySender"),
    },
    { name: "state", head: t("state"), cell: (mailbox) => <State mailbox={mailbox} /> },
    {
      name: "lastMail",
      head: t("lastMail"),
      cell: ({ lastMailAt }) => (lastMailAt === null ? t("noMail") : <Moment at={lastMailAt} />),
    },
    ...(open === undefined
      ? []
      : [
          {
            name: "acts",
            head: t("acts"),
            kind: "actions" as const,
            cell: (mailbox: Mailbox) => (
              <div className="row">
                <Button variant="subtle" size="compact-md" onClick={() => open({ kind: "edit", mailbox })}>
                  {t("edit")}
                </Button>
                <Button variant="subtle" size="compact-md" onClick={() => open({ kind: "remove", mailbox })}>
                  {t("remove")}
                </Button>
              </div>
            ),
          },
        ]),
  ];
  return <DataTable caption={t("title")} columns={columns} rows={mailboxes} keyOf={({ id }) => id} />;
}

function State({ mailbox: { kind, problem, checkedAt } }: { readonly mailbox: Mailbox }) {
  const t = useWords(mailboxWords);
  const p = useWords(problemWords);
  if (problem !== null) return <strong>{sentenceOf(p, new ApiProblem(422, problem))}</strong>;
  if (kind === "smtp") return t("handedIn");
  return checkedAt === null ? t("waits") : <span>{t.rich("reads", { at: <Moment at={checkedAt} /> })}</span>;
}

function RemoveDialog({ mailbox: { id, address }, close }: { readonly mailbox: Mailbox; readonly close: () => void }) {
  const t = useWords(mailboxWords);
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title={t("removeTitle", { address })}
      act={t("remove")}
      close={close}
      run={async () => {
        await request("DELETE /company/mailboxes/:id", { params: { id } });
        await queries.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
        sayDone(t("removed"));
        close();
      }}
    >
      {t("removeWhat")}
    </ConfirmDialog>
  );
}
