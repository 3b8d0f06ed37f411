import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Section } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Engagement } from "../wire.ts";
import { endWords } from "./end-words.ts";
import { afterDay, dayOf, lastDayOf } from "./last-day.ts";

/** That an engagement ends, or has ended, and who ends it; nothing where none is in sight. */
export function EndNote({ engagement }: { readonly engagement: Engagement }) {
  const t = useWords(endWords);
  const { date } = useFormats();
  const { ending, client, provider } = engagement;
  if (ending === null) return null;
  const values = { day: date(lastDayOf(ending.at)), by: (ending.by === "client" ? client : provider).name };
  return (
    <StatusSentence standing={ending.isOver ? "plain" : "soon"}>
      {t(ending.isOver ? "isOver" : "ends", values)}
    </StatusSentence>
  );
}

/** For those who may end it. */
export function EndSection({ engagement }: { readonly engagement: Engagement }) {
  const t = useWords(endWords);
  const [isOpen, setOpen] = useState<"end" | "keep">();
  const { ending, rights, side } = engagement;
  if (!rights.includes("engagement:end") || (ending !== null && ending.by !== side)) return null;
  const close = () => setOpen(undefined);
  return (
    <Section title={t("title")}>
      <p className="soft">{t(ending === null ? "about" : "aboutSet")}</p>
      <div className="row">
        <Button variant="default" onClick={() => setOpen("end")}>
          {t(ending === null ? "end" : "move")}
        </Button>
        {ending === null ? null : (
          <Button variant="default" onClick={() => setOpen("keep")}>
            {t("keep")}
          </Button>
        )}
      </div>
      {isOpen === "end" ? <EndDialog engagement={engagement} close={close} /> : null}
      {isOpen === "keep" ? <KeepDialog engagement={engagement} close={close} /> : null}
    </Section>
  );
}

interface EndDialogProps {
  readonly engagement: Engagement;
  readonly close: () => void;
}

function EndDialog({ engagement: { id, version, ending, client, provider, side }, close }: EndDialogProps) {
  const t = useWords(endWords);
  const { date } = useFormats();
  const queries = useQueryClient();
  const today = dayOf(new Date());
  const form = useForm({
    fields: ["at"],
    check: ({ at }) => (at === "" ? { at: t("dayMissing") } : at < today ? { at: t("dayPast") } : {}),
    send: async ({ at: day }) => {
      const at = afterDay(day);
      await request("PUT /engagements/:id/end", { params: { id }, body: { at }, ifMatch: `"${version}"` });
      await queries.invalidateQueries();
      sayDone(t("done", { day: date(lastDayOf(at)) }));
      close();
    },
  });
  const other = side === "client" ? provider : client;
  return (
    <FormDialog title={t("end")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <TextInput
          {...form.field("at")}
          type="date"
          label={t("lastDay")}
          description={t("lastDayHelp")}
          min={today}
          defaultValue={ending === null ? "" : dayOf(lastDayOf(ending.at))}
        />
        <ul>
          <li>{t("thenTold", { other: other.name })}</li>
          <li>{t("thenRead")}</li>
          <li>{t("thenBack")}</li>
        </ul>
        <ProblemNote error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("endAct")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}

function KeepDialog({ engagement: { id, version }, close }: EndDialogProps) {
  const t = useWords(endWords);
  const queries = useQueryClient();
  const keep = async () => {
    await request("DELETE /engagements/:id/end", { params: { id }, ifMatch: `"${version}"` });
    await queries.invalidateQueries();
    sayDone(t("kept"));
  };
  return (
    <ConfirmDialog title={t("keep")} act={t("keep")} run={keep} close={close}>
      {t("keepMeans")}
    </ConfirmDialog>
  );
}
