import { CHANGE_RESULTS, type ChangeResult } from "@handschlag/engine/change/times.ts";
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { instantOfField } from "../ticket/times.ts";
import { useForm, type Form } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import type { NewChangeAct } from "../wire.ts";
import type { StepProps } from "./ChangeActs.tsx";
import { changePageWords } from "./page-words.ts";
import { changeWords } from "./words.ts";

interface DialogProps extends StepProps {
  readonly act: (body: NewChangeAct) => Promise<void>;
}

/** An instant as a field for local time holds it. */
export function fieldOfInstant(at: string | undefined): string {
  if (at === undefined) return "";
  const local = new Date(at);
  return new Date(local.getTime() - local.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What is wrong with a span that was typed, by field. */
export function spanFaults(
  { from, until }: { readonly from: string; readonly until: string },
  words: { readonly missing: string; readonly before: string },
): { from?: string; until?: string } {
  const [begin, end] = [instantOfField(from), instantOfField(until)];
  return {
    ...(begin === undefined && { from: words.missing }),
    ...(end === undefined && { until: words.missing }),
    ...(begin !== undefined && end !== undefined && begin >= end && { until: words.before }),
  };
}

/** Announces when it is carried out. */
export function ScheduleDialog({ change, act, close }: DialogProps) {
  const t = useWords(changePageWords);
  const known = change.window ?? change.planned ?? undefined;
  const form = useForm({
    fields: ["from", "until"],
    check: (entries) => spanFaults(entries, { missing: t("momentMissing"), before: t("endsBefore") }),
    send: async ({ from, until }) => {
      await act({ type: "scheduled", from: instantOfField(from)!, until: instantOfField(until)! });
      close();
    },
  });
  return (
    <FormDialog title={t("schedule")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <p>{t("scheduleMeans")}</p>
        <TextInput
          {...form.field("from")}
          type="datetime-local"
          label={t("from")}
          defaultValue={fieldOfInstant(known?.from)}
          data-autofocus
        />
        <TextInput
          {...form.field("until")}
          type="datetime-local"
          label={t("until")}
          defaultValue={fieldOfInstant(known?.until)}
        />
        <Send form={form} label={t("schedule")} />
      </form>
    </FormDialog>
  );
}

function Send({ form, label }: { readonly form: Pick<Form<never>, "problem" | "isBusy">; readonly label: string }) {
  return (
    <>
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {label}
        </Button>
      </div>
    </>
  );
}

/** What was done, and what came of it. */
export function EndDialog({ act, close }: DialogProps) {
  const t = useWords(changePageWords);
  const words = useWords(changeWords);
  const [incident, setIncident] = useState(false);
  const form = useForm({
    fields: ["result", "record"],
    check: ({ record }) => (record.trim() === "" ? { record: t("recordMissing") } : {}),
    send: async ({ result, record }) => {
      await act({ type: "ended", result: result as ChangeResult, record: record.trim(), incident });
      close();
    },
  });
  return (
    <FormDialog title={t("endTitle")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <NativeSelect
          {...form.field("result")}
          label={t("result")}
          data={CHANGE_RESULTS.map((value) => ({ value, label: words(`result-${value}`) }))}
        />
        <Textarea
          {...form.field("record")}
          label={t("record")}
          description={t("recordHelp")}
          rows={4}
          maxLength={10_000}
          data-autofocus
        />
        <Checkbox
          label={t("incident")}
          checked={incident}
          onChange={(event) => setIncident(event.currentTarget.checked)}
        />
        <Send form={form} label={t("end")} />
      </form>
    </FormDialog>
  );
}

/** What is learnt of it. */
export function ReviewDialog({ change, act, close }: DialogProps) {
  const t = useWords(changePageWords);
  const [incident, setIncident] = useState(change.incident);
  const form = useForm({
    fields: ["review"],
    check: ({ review }) => (review.trim() === "" ? { review: t("reviewMissing") } : {}),
    send: async ({ review }) => {
      await act({ type: "reviewed", review: review.trim(), incident });
      close();
    },
  });
  return (
    <FormDialog title={t("reviewTitle")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <Textarea
          {...form.field("review")}
          label={t("review")}
          description={t("reviewHelp")}
          rows={4}
          maxLength={10_000}
          data-autofocus
        />
        <Checkbox
          label={t("incident")}
          checked={incident}
          onChange={(event) => setIncident(event.currentTarget.checked)}
        />
        <Send form={form} label={t("reviewAct")} />
      </form>
    </FormDialog>
  );
}
