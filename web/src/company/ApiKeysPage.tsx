import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { ApiKey } from "../wire.ts";
import { keyWords } from "./key-words.ts";
import { NewKeyDialog } from "./NewKeyDialog.tsx";
import { rightWords } from "./right-words.ts";
import { roleWords } from "./role-words.ts";

/** Keys for programs: with a part of one role's rights, for a while. */
export function ApiKeysPage() {
  const t = useWords(keyWords);
  const mayChange = mayDo(useSession(), "key:write");
  const [isMaking, setMaking] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["api-keys"],
    queryFn: ({ signal }) => request("GET /company/api-keys", { signal }),
  });
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  const make = <Button onClick={() => setMaking(true)}>{t("make")}</Button>;
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} <Link to="/reference">{t("reference")}</Link>
        </>
      }
      actions={mayChange ? make : undefined}
    >
      {data === undefined ? <Waiting /> : null}
      {data?.items.length === 0 ? <EmptyState sentence={t("none")} /> : null}
      {data === undefined || data.items.length === 0 ? null : <KeyTable keys={data.items} mayChange={mayChange} />}
      {isMaking ? <NewKeyDialog close={() => setMaking(false)} /> : null}
    </Page>
  );
}

/** Whether a key can still be used. */
const isAlive = ({ revokedAt, endsAt }: ApiKey): boolean => revokedAt === null && new Date(endsAt) > new Date();

function useKeyColumns(): Column<ApiKey>[] {
  const t = useWords(keyWords);
  const role = useWords(roleWords);
  const right = useWords(rightWords);
  return [
    { name: "name", head: t("name"), isKey: true, cell: ({ name }) => name },
    { name: "role", head: t("role"), cell: ({ role: name }) => (role.has(name) ? role(name) : name) },
    {
      name: "scopes",
      head: t("scopes"),
      cell: ({ scopes }) => (
        <span title={scopes.map((scope) => right(scope)).join(" · ")}>{t("scopeCount", { count: scopes.length })}</span>
      ),
    },
    {
      name: "until",
      head: t("until"),
      cell: (key) =>
        isAlive(key) ? (
          <Moment at={key.endsAt} dated />
        ) : (
          <span className="soft">{t(key.revokedAt === null ? "expired" : "revoked")}</span>
        ),
    },
    { name: "used", head: t("used"), cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} /> },
  ];
}

function KeyTable({ keys, mayChange }: { readonly keys: readonly ApiKey[]; readonly mayChange: boolean }) {
  const t = useWords(keyWords);
  const queries = useQueryClient();
  const columns = useKeyColumns();
  const [ended, setEnded] = useState<ApiKey>();
  const actions: Column<ApiKey> = {
    name: "end",
    head: t("end"),
    kind: "actions",
    cell: (key) =>
      isAlive(key) ? (
        <Button variant="subtle" size="compact-md" onClick={() => setEnded(key)}>
          {t("end")}
        </Button>
      ) : null,
  };
  return (
    <>
      <DataTable
        caption={t("title")}
        columns={mayChange ? [...columns, actions] : columns}
        rows={keys}
        keyOf={({ id }) => id}
      />
      {ended === undefined ? null : (
        <ConfirmDialog
          title={t("endTitle", { name: ended.name })}
          act={t("end")}
          close={() => setEnded(undefined)}
          run={async () => {
            await request("DELETE /company/api-keys/:id", { params: { id: ended.id } });
            await queries.invalidateQueries({ queryKey: ["api-keys"] });
            sayDone(t("ended", { name: ended.name }));
          }}
        >
          {t("endWhat")}
        </ConfirmDialog>
      )}
    </>
  );
}
