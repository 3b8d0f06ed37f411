import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { addPasskey, hasPasskeys } from "../sign-in/passkey.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Section } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Passkeys } from "../wire.ts";
import { profileWords } from "./words.ts";

type Passkey = Passkeys["items"][number];

interface PasskeySectionProps {
  readonly changed: (recoveryCodes?: readonly string[]) => Promise<void>;
}

export function PasskeySection({ changed }: PasskeySectionProps) {
  const t = useWords(profileWords);
  const { date } = useFormats();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ["passkeys"],
    queryFn: ({ signal }) => request("GET /me/passkeys", { signal }),
  });
  const [removed, setRemoved] = useState<Passkey>();
  const [problem, setProblem] = useState<unknown>(null);
  const add = async () => {
    setProblem(null);
    const { recoveryCodes } = await addPasskey(t("passkeyName", { date: date(new Date()) }));
    await queries.invalidateQueries({ queryKey: ["passkeys"] });
    await changed(recoveryCodes ?? []);
    sayDone(t("passkeyAdded"));
  };
  return (
    <Section title={t("passkeys")} about={t("passkeysAbout")}>
      {data?.items.length === 0 ? <p>{t("passkeysNone")}</p> : null}
      {data === undefined || data.items.length === 0 ? null : (
        <PasskeyTable passkeys={data.items} remove={setRemoved} />
      )}
      {hasPasskeys() ? (
        <div className="row">
          <Button variant="default" onClick={() => void add().catch(setProblem)}>
            {t("passkeyAdd")}
          </Button>
        </div>
      ) : null}
      <ProblemNote error={problem} />
      {removed === undefined ? null : (
        <ConfirmDialog
          title={t("passkeyRemoveTitle")}
          act={t("passkeyRemove")}
          close={() => setRemoved(undefined)}
          run={async () => {
            await request("DELETE /me/passkeys/:id", { params: { id: removed.id } });
            await queries.invalidateQueries({ queryKey: ["passkeys"] });
            await changed();
            sayDone(t("passkeyRemoved"));
          }}
        >
          {t("passkeyRemoveWhat", { name: removed.name })}
        </ConfirmDialog>
      )}
    </Section>
  );
}

interface PasskeyTableProps {
  readonly passkeys: readonly Passkey[];
  readonly remove: (passkey: Passkey) => void;
}

function PasskeyTable({ passkeys, remove }: PasskeyTableProps) {
  const t = useWords(profileWords);
  const columns: Column<Passkey>[] = [
    { name: "name", head: t("name"), isKey: true, cell: ({ name }) => name },
    { name: "made", head: t("passkeyMade"), cell: ({ createdAt }) => <Moment at={createdAt} dated /> },
    { name: "used", head: t("passkeyUsed"), cell: ({ usedAt }) => <Moment at={usedAt} /> },
    {
      name: "remove",
      head: t("passkeyRemove"),
      kind: "actions",
      cell: (passkey) => (
        <Button variant="subtle" size="compact-md" onClick={() => remove(passkey)}>
          {t("passkeyRemove")}
        </Button>
      ),
    },
  ];
  return <DataTable caption={t("passkeys")} columns={columns} rows={passkeys} keyOf={({ id }) => id} />;
}
