import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { peopleQuery } from "../company/people.ts";
import { contractQuery, documentOf } from "../contract/contract.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { reasonInWords } from "../ticket/event-sentences.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { useForm, type Form } from "../ui/form.ts";
import { Notice, ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { BulkAnswer, NewAct } from "../wire.ts";
import { actOnMany, needsText, type BulkAct } from "./bulk.ts";
import { bulkWords } from "./bulk-words.ts";
import type { Reader } from "./reader.ts";
import type { QueueTicket } from "./rows.ts";

interface BulkDialogProps {
  readonly act: BulkAct;
  readonly rows: readonly QueueTicket[];
  readonly reader: Reader;
  readonly close: () => void;
  readonly before: () => void;
  readonly finish: (answer: BulkAnswer) => void;
}

const FIELDS = ["to", "reason", "text"] as const;
type Fields = Form<(typeof FIELDS)[number]>;

/** Asks for what an act needs, and does it to all selected tickets. */
export function BulkDialog({ act, rows, close, before, finish }: BulkDialogProps) {
  const t = useWords(bulkWords);
  const form = useForm({
    fields: FIELDS,
    check: ({ text, reason }) => ({
      ...(needsText(act) && text.trim() === "" ? { text: t("textMissing") } : {}),
      ...(act === "paused" && reason === "" ? { reason: t("reasonMissing") } : {}),
    }),
    send: async (entries) => {
      before();
      const answer = await actOnMany(
        rows.map(({ id }) => id),
        actOf(act, entries),
      );
      if (answer.done.length > 0) sayDone(t("done", { count: answer.done.length }));
      finish(answer);
    },
  });
  return (
    <FormDialog title={t(`title-${act}`, { count: rows.length })} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        {act === "assigned" ? <Assignee form={form} /> : null}
        {act === "paused" ? <PauseReason form={form} rows={rows} /> : null}
        {act === "assigned" ? null : (
          <Textarea
            {...form.field("text")}
            label={t(needsText(act) ? "text" : "textOptional")}
            description={t("textHelp")}
            rows={4}
            maxLength={50_000}
            {...(act !== "paused" && { "data-autofocus": true })}
          />
        )}
        <ProblemNote error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t(`act-${act}`)}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}

const NOBODY = "nobody";

function actOf(act: BulkAct, entries: Readonly<Record<(typeof FIELDS)[number], string>>): NewAct {
  const text = entries.text.trim();
  const spoken = text === "" ? {} : { text };
  switch (act) {
    case "assigned":
      return { type: act, to: entries.to === NOBODY ? null : entries.to };
    case "paused":
      return { type: act, reason: entries.reason, ...spoken };
    case "answered":
    case "messaged":
    case "resolved":
      return { type: act, text };
    default:
      return { type: act, ...spoken };
  }
}

function Assignee({ form }: { readonly form: Fields }) {
  const t = useWords(bulkWords);
  const session = useSession();
  const { person } = session;
  const { data } = useQuery({ ...peopleQuery, enabled: mayDo(session, "people:read") });
  const others = (data?.items ?? []).filter(({ id, providerRole }) => id !== person.id && providerRole !== null);
  return (
    <NativeSelect
      {...form.field("to")}
      label={t("to")}
      data-autofocus
      data={[
        { value: person.id, label: t("toMe", { name: person.name }) },
        ...others.map(({ id, name }) => ({ value: id, label: name })),
        { value: NOBODY, label: t("toNobody") },
      ]}
    />
  );
}

/** The reasons that any of the tickets' contracts lists; where another lists it not, the server says so. */
function PauseReason({ form, rows }: { readonly form: Fields; readonly rows: readonly QueueTicket[] }) {
  const t = useWords(bulkWords);
  const { language } = useLanguage();
  const engagements = [...new Set(rows.map(({ engagementId }) => engagementId))];
  const contracts = useQueries({ queries: engagements.map((id) => contractQuery(id)) });
  const reasons = new Set(
    contracts.flatMap(({ data }) =>
      data === undefined ? [] : documentOf(data).clocks.pauses.map(({ reason }) => reason),
    ),
  );
  if (reasons.size === 0 && contracts.every(({ isPending }) => !isPending)) return <Notice>{t("noReasons")}</Notice>;
  return (
    <NativeSelect
      {...form.field("reason")}
      label={t("reason")}
      data-autofocus
      data={[...reasons].map((value) => ({ value, label: reasonInWords(value, language) }))}
    />
  );
}
