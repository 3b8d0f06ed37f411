import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Section } from "../ui/Page.tsx";
import { ErrorState, ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Webhook, WebhookDelivery } from "../wire.ts";
import { webhooksQuery } from "./webhooks.ts";
import { webhookWords } from "./words.ts";
import "./webhook.css";

const STATES = ["waiting", "delivered", "dead", "dropped"] as const;
type State = (typeof STATES)[number];
/** While something is on its way the list looks again. */
const LOOK_AGAIN_MS = 2_000;

interface DeliveriesProps {
  readonly webhook: Webhook;
  readonly mayChange: boolean;
}

/** What was sent, or is to be: with the answer, and again where it was given up. */
export function Deliveries({ webhook, mayChange }: DeliveriesProps) {
  const t = useWords(webhookWords);
  const [state, setState] = useState<State>();
  const { id, dead } = webhook;
  const isUnderWay = webhook.state === "on" && webhook.failingSince === null;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...webhooksQuery.queryKey, id, state ?? "all"],
    queryFn: ({ signal, pageParam }) =>
      request("GET /company/webhooks/:id/deliveries", {
        params: { id },
        query: { ...(state !== undefined && { state }), ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state: { data: known } }) =>
      isUnderWay && known?.pages[0]?.items.some((each) => each.state === "waiting") === true ? LOOK_AGAIN_MS : false,
  });
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section
      title={t("deliveries")}
      about={t("deliveriesAbout")}
      actions={mayChange && dead > 0 && webhook.state === "on" ? <AgainAll id={id} /> : undefined}
    >
      <div className="filters">
        <NativeSelect
          label={t("show")}
          value={state ?? ""}
          data={[{ value: "", label: t("all") }, ...STATES.map((value) => ({ value, label: t(`sent-${value}`) }))]}
          onChange={({ currentTarget: { value } }) => setState(STATES.find((each) => each === value))}
        />
      </div>
      {error !== null && data === undefined ? <ErrorState error={error} again={() => void refetch()} /> : null}
      {data === undefined && error === null ? <Waiting /> : null}
      {data !== undefined && rows.length === 0 ? (
        <EmptyState sentence={t(state === undefined ? "deliveriesNone" : "deliveriesNoneSo")} />
      ) : null}
      {rows.length === 0 ? null : <DeliveryTable id={id} rows={rows} mayReplay={mayChange && webhook.state === "on"} />}
      {hasNextPage ? (
        <div className="row">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

/** Sends one delivery again, or all that were given up. */
function useReplay(id: string) {
  const t = useWords(webhookWords);
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);
  const send = async (deliveryId: string | null) => {
    const { count } = await request("POST /company/webhooks/:id/replays", { params: { id }, body: { deliveryId } });
    sayDone(t("sentAgain", { count }));
    await queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  };
  const replay = (deliveryId: string | null) => {
    setProblem(null);
    void send(deliveryId).catch(setProblem);
  };
  return { replay, problem };
}

function AgainAll({ id }: { readonly id: string }) {
  const t = useWords(webhookWords);
  const { replay, problem } = useReplay(id);
  return (
    <div>
      <Button variant="default" onClick={() => replay(null)}>
        {t("againAll")}
      </Button>
      <ProblemNote error={problem} />
    </div>
  );
}

interface DeliveryTableProps {
  readonly id: string;
  readonly rows: readonly WebhookDelivery[];
  readonly mayReplay: boolean;
}

function DeliveryTable({ id, rows, mayReplay }: DeliveryTableProps) {
  const t = useWords(webhookWords);
  const { replay, problem } = useReplay(id);
  const columns: Column<WebhookDelivery>[] = [
    {
      name: "what",
      head: t("what"),
      isKey: true,
      cell: ({ type, eventId }) => (eventId === null ? t("trial") : <code className="no-wrap">{type}</code>),
    },
    { name: "when", head: t("when"), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { name: "state", head: t("state"), cell: (row) => <DeliveryState delivery={row} /> },
    { name: "attempts", head: t("attempts"), kind: "figures", cell: ({ attempts }) => attempts },
    { name: "answer", head: t("answer"), cell: (row) => <DeliveryAnswer delivery={row} /> },
  ];
  const acts: Column<WebhookDelivery> = {
    name: "acts",
    head: t("acts"),
    kind: "actions",
    cell: (row) =>
      row.state === "dead" || row.state === "delivered" ? (
        <Button variant="subtle" size="compact-md" onClick={() => replay(row.id)}>
          {t("again")}
        </Button>
      ) : null,
  };
  return (
    <>
      <ProblemNote error={problem} />
      <DataTable
        caption={t("deliveries")}
        columns={mayReplay ? [...columns, acts] : columns}
        rows={rows}
        keyOf={(row) => row.id}
      />
    </>
  );
}

function DeliveryState({ delivery: { state, dueAt, attempts } }: { readonly delivery: WebhookDelivery }) {
  const t = useWords(webhookWords);
  if (state === "dropped") return <span title={t("droppedMeans")}>{t("sent-dropped")}</span>;
  if (state !== "waiting" || attempts === 0) return t(`sent-${state}`);
  return (
    <>
      {t("sent-waiting")}, <span className="soft">{t.rich("nextTry", { at: <Moment at={dueAt} /> })}</span>
    </>
  );
}

function DeliveryAnswer({ delivery: { status, answer, problem } }: { readonly delivery: WebhookDelivery }) {
  const t = useWords(webhookWords);
  if (problem !== null) {
    const key = `problem-${problem}`;
    return t.has(key) ? t(key as "problem-unreachable") : problem;
  }
  if (status === null) return <span className="soft">{t("noAnswer")}</span>;
  if (answer === null || answer === "") return status;
  return (
    <details>
      <summary>{status}</summary>
      <pre className="webhook-answer" lang="" tabIndex={0}>
        {answer}
      </pre>
    </details>
  );
}
