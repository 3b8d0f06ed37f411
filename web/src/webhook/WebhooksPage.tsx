import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Webhook } from "../wire.ts";
import { NewWebhookDialog } from "./WebhookDialog.tsx";
import { hostOf, topicsNamed, webhooksQuery } from "./webhooks.ts";
import { webhookWords } from "./words.ts";

/** Other programs that are told of events, and whether it arrives there. */
export function WebhooksPage() {
  const t = useWords(webhookWords);
  const mayChange = mayDo(useSession(), "webhook:write");
  const [isAdding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(webhooksQuery);
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  const failing = (data?.items ?? []).filter(({ state, failingSince }) => state === "failed" || failingSince !== null);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={mayChange ? <Button onClick={() => setAdding(true)}>{t("add")}</Button> : undefined}
    >
      {data === undefined ? <Waiting /> : null}
      {data?.items.length === 0 ? <EmptyState sentence={t("none")} /> : null}
      {data === undefined || data.items.length === 0 ? null : (
        <>
          <StatusSentence standing={failing.length === 0 ? "kept" : "late"}>
            {failing.length === 0 ? t("allArrive") : t("someFail", { count: failing.length })}
          </StatusSentence>
          <WebhookTable webhooks={data.items} />
        </>
      )}
      {isAdding ? <NewWebhookDialog close={() => setAdding(false)} /> : null}
    </Page>
  );
}

function WebhookTable({ webhooks }: { readonly webhooks: readonly Webhook[] }) {
  const t = useWords(webhookWords);
  const columns: Column<Webhook>[] = [
    {
      name: "name",
      head: t("name"),
      isKey: true,
      cell: ({ id, name }) => (
        <Link to="/company/webhooks/$id" params={{ id }} lang="">
          {name}
        </Link>
      ),
    },
    { name: "url", head: t("url"), cell: ({ url }) => hostOf(url) },
    { name: "topics", head: t("topics"), cell: (hook) => topicsNamed(t, hook) },
    {
      name: "state",
      head: t("state"),
      cell: ({ state, failingSince }) =>
        state === "on" && failingSince !== null
          ? t.rich("failing", { at: <Moment at={failingSince} /> })
          : t(`state-${state}`),
    },
    { name: "waiting", head: t("waiting"), kind: "figures", cell: ({ waiting }) => waiting },
    { name: "dead", head: t("dead"), kind: "figures", cell: ({ dead }) => dead },
  ];
  return <DataTable caption={t("title")} columns={columns} rows={webhooks} keyOf={({ id }) => id} />;
}
