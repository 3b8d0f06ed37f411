import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { MailIn } from "../wire.ts";
import { MAIL_STATES, whyOf, type MailState } from "./mailbox.ts";
import { mailInWords } from "./words.ts";
import "../ui/facts.css";

/** Mails that came in: first those about which a person decides. */
export function MailsInPage() {
  const t = useWords(mailInWords);
  const navigate = useNavigate({ from: "/company/inbox" });
  const { mail: state = "review" } = useSearch({ from: "/frame/company/inbox" });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["mails-in", state],
    queryFn: ({ signal, pageParam }) =>
      request("GET /company/mails-in", {
        query: { state, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  const mails = data?.pages.flatMap(({ items }) => items) ?? [];
  const show = (mail: MailState) =>
    void navigate({ to: ".", search: () => (mail === "review" ? {} : { mail }), replace: true });
  return (
    <Page title={t("title")} lead={t("lead")}>
      <div className="filters">
        <NativeSelect
          label={t("show")}
          value={state}
          data={MAIL_STATES.map((value) => ({ value, label: t(`state-${value}`) }))}
          onChange={({ currentTarget: { value } }) => show(value as MailState)}
        />
      </div>
      {data === undefined ? <Waiting lines={8} /> : null}
      {data !== undefined && mails.length === 0 ? (
        <EmptyState sentence={t(state === "review" ? "none" : "noneSo")} />
      ) : null}
      {mails.length === 0 ? null : <MailTable mails={mails} />}
      {hasNextPage ? (
        <div className="row">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function MailTable({ mails }: { readonly mails: readonly MailIn[] }) {
  const t = useWords(mailInWords);
  const columns: Column<MailIn>[] = [
    {
      name: "subject",
      head: t("subject"),
      isKey: true,
      cell: ({ id, subject }) => (
        <Link to="/company/inbox/$id" params={{ id }}>
          {subject === "" ? t("noSubject") : <span lang="">{subject}</span>}
        </Link>
      ),
    },
    { name: "from", head: t("from"), cell: (mail) => <Sender mail={mail} /> },
    { name: "receivedAt", head: t("receivedAt"), cell: ({ receivedAt }) => <Moment at={receivedAt} /> },
    { name: "why", head: t("why"), cell: (mail) => <span>{whyOf(t, mail)}</span> },
  ];
  return <DataTable caption={t("title")} columns={columns} rows={mails} keyOf={({ id }) => id} />;
}

/** By name where the mail gives one. */
function Sender({ mail: { from, fromName } }: { readonly mail: MailIn }) {
  const t = useWords(mailInWords);
  if (from === null) return <span className="soft">{t("nobody")}</span>;
  return (
    <span lang="" title={from}>
      {fromName === "" ? from : fromName}
    </span>
  );
}
