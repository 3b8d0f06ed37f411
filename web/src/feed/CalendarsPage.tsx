import { Button, NativeSelect } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { otherSideOf, useEngagements } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { ShownOnce } from "../ui/ShownOnce.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Calendar } from "../wire.ts";
import { feedWords } from "./words.ts";

const QUERY = ["me", "calendars"] as const;
/** The choice of all engagements; no id looks like it. */
const ALL = "";

/** One's calendars to subscribe to: each has an address that is shown once. */
export function CalendarsPage() {
  const t = useWords(feedWords);
  const [isMaking, setMaking] = useState(false);
  const isMember = useSession().company !== null;
  const { data, error, refetch } = useQuery({
    queryKey: QUERY,
    enabled: isMember,
    queryFn: ({ signal }) => request("GET /me/calendars", { signal }),
  });
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (!isMember)
    return (
      <Page title={t("title")}>
        <EmptyState sentence={t("noCompany")} />
      </Page>
    );
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={<Button onClick={() => setMaking(true)}>{t("subscribe")}</Button>}
    >
      {data === undefined ? <Waiting /> : null}
      {data?.items.length === 0 ? <EmptyState sentence={t("none")} /> : null}
      {data === undefined || data.items.length === 0 ? null : <CalendarTable calendars={data.items} />}
      {isMaking ? <SubscribeDialog taken={data?.items ?? []} close={() => setMaking(false)} /> : null}
    </Page>
  );
}

function CalendarTable({ calendars }: { readonly calendars: readonly Calendar[] }) {
  const t = useWords(feedWords);
  const queries = useQueryClient();
  const [act, setAct] = useState<{ readonly name: "renew" | "remove"; readonly id: string }>();
  const [address, setAddress] = useState<string>();
  const columns: Column<Calendar>[] = [
    {
      name: "what",
      head: t("what"),
      isKey: true,
      cell: ({ engagement }) => (engagement === null ? t("all") : (engagement.name ?? t("gone"))),
    },
    { name: "made", head: t("made"), cell: ({ madeAt }) => <Moment at={madeAt} dated /> },
    {
      name: "used",
      head: t("used"),
      cell: ({ usedAt }) => (usedAt === null ? <span className="soft">{t("never")}</span> : <Moment at={usedAt} />),
    },
    {
      name: "acts",
      head: t("acts"),
      kind: "actions",
      cell: ({ id }) => (
        <>
          <Button variant="subtle" size="compact-md" onClick={() => setAct({ name: "renew", id })}>
            {t("renew")}
          </Button>
          <Button variant="subtle" size="compact-md" onClick={() => setAct({ name: "remove", id })}>
            {t("remove")}
          </Button>
        </>
      ),
    },
  ];
  const run = async () => {
    if (act === undefined) return;
    const params = { id: act.id };
    if (act.name === "remove") {
      await request("DELETE /me/calendars/:id", { params });
      sayDone(t("removed"));
    } else setAddress((await request("POST /me/calendars/:id/renewal", { params })).address);
    await queries.invalidateQueries({ queryKey: QUERY });
  };
  return (
    <>
      <DataTable caption={t("title")} columns={columns} rows={calendars} keyOf={({ id }) => id} />
      {act === undefined ? null : (
        <ConfirmDialog title={t(`${act.name}Title`)} act={t(act.name)} close={() => setAct(undefined)} run={run}>
          {t(`${act.name}What`)}
        </ConfirmDialog>
      )}
      {address === undefined ? null : (
        <FormDialog title={t("address")} close={() => setAddress(undefined)}>
          <NewAddress address={address} close={() => setAddress(undefined)} />
        </FormDialog>
      )}
    </>
  );
}

interface SubscribeDialogProps {
  readonly taken: readonly Calendar[];
  readonly close: () => void;
}

function SubscribeDialog({ taken, close }: SubscribeDialogProps) {
  const t = useWords(feedWords);
  const [address, setAddress] = useState<string>();
  return (
    <FormDialog title={t(address === undefined ? "subscribe" : "address")} close={close}>
      {address === undefined ? (
        <SubscribeForm taken={taken} done={setAddress} />
      ) : (
        <NewAddress address={address} close={close} />
      )}
    </FormDialog>
  );
}

function SubscribeForm({ taken, done }: Pick<SubscribeDialogProps, "taken"> & { done: (address: string) => void }) {
  const t = useWords(feedWords);
  const queries = useQueryClient();
  const engagements = useEngagements();
  const had = new Set(taken.map(({ engagement }) => engagement?.id ?? ALL));
  const data = [
    { value: ALL, label: t("all") },
    ...engagements.map((each) => ({ value: each.id, label: `${each.name} – ${otherSideOf(each).name}` })),
  ];
  const form = useForm({
    fields: ["engagementId"],
    send: async ({ engagementId }) => {
      const made = await request("POST /me/calendars", {
        body: { engagementId: engagementId === ALL ? null : engagementId },
      });
      done(made.address);
      await queries.invalidateQueries({ queryKey: QUERY });
    },
  });
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      <NativeSelect
        {...form.field("engagementId")}
        label={t("choice")}
        description={t("choiceHelp")}
        data={data}
        defaultValue={data.find(({ value }) => !had.has(value))?.value ?? ALL}
        data-autofocus
      />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t("subscribe")}
        </Button>
      </div>
    </form>
  );
}

/** The address on the only occasion on which it can be read. */
function NewAddress({ address, close }: { readonly address: string; readonly close: () => void }) {
  const t = useWords(feedWords);
  return (
    <div className="form form-wide">
      <p>{t("addressLead")}</p>
      <ShownOnce label={t("address")} secrets={[address]} />
      <div className="form-actions">
        <Button component="a" href={address.replace(/^https?:/, "webcal:")}>
          {t("open")}
        </Button>
        <Button variant="default" onClick={close}>
          {t("done")}
        </Button>
      </div>
    </div>
  );
}
