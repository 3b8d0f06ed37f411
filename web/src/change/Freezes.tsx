import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { instantOfField } from "../ticket/times.ts";
import { Typed } from "../ticket/Typed.tsx";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Section } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import type { ChangeFreeze, Engagement } from "../wire.ts";
import { spanFaults } from "./act-dialogs.tsx";
import { changeCalendarWords } from "./calendar-words.ts";
import { useSpanText } from "./shown.tsx";

interface FreezesProps {
  readonly freezes: readonly ChangeFreeze[];
  readonly engagement: Engagement;
}

/** Times in which nothing is changed: who entered them, who agreed. */
export function Freezes({ freezes, engagement }: FreezesProps) {
  const t = useWords(changeCalendarWords);
  const [isOpen, setOpen] = useState(false);
  const mayAsk = engagement.rights.includes("change:request");
  const add = mayAsk ? (
    <Button variant="default" onClick={() => setOpen(true)}>
      {t("freezeAdd")}
    </Button>
  ) : null;
  return (
    <Section title={t("freezes")} about={t("freezesAbout")} actions={add}>
      {freezes.length === 0 ? <p className="soft">{t("freezesNone")}</p> : null}
      <ul className="change-list">
        {freezes.map((freeze) => (
          <Freeze key={freeze.id} freeze={freeze} engagement={engagement} />
        ))}
      </ul>
      {isOpen ? <FreezeDialog engagement={engagement} close={() => setOpen(false)} /> : null}
    </Section>
  );
}

interface FreezeProps {
  readonly freeze: ChangeFreeze;
  readonly engagement: Engagement;
}

function Freeze({ freeze, engagement }: FreezeProps) {
  const t = useWords(changeCalendarWords);
  const span = useSpanText();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);
  const { id, reason, side, person, agreedBy, agreedAt } = freeze;
  const isOwn = side === engagement.side;
  const mayAct = engagement.rights.includes("change:request");
  const params = { id: engagement.id, other: id };
  const run = async (act: () => Promise<unknown>) => {
    setProblem(null);
    try {
      await act();
      await queries.invalidateQueries();
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <li className="change-note">
      <p>
        <strong>{span(freeze.span)}</strong>: <Typed>{reason}</Typed>
      </p>
      <p className="soft">
        {t("freezeBy", { person, company: engagement[side].name })}{" "}
        {agreedAt === null ? t("freezeOpen") : t("freezeAgreed", { person: agreedBy ?? "" })}
      </p>
      <ProblemNote error={problem} />
      {mayAct && !isOwn && agreedAt === null ? (
        <Button
          variant="default"
          onClick={() => void run(() => request("PUT /engagements/:id/change-freezes/:other/agreement", { params }))}
        >
          {t("freezeAgree")}
        </Button>
      ) : null}
      {mayAct && isOwn ? (
        <Button
          variant="default"
          onClick={() => void run(() => request("DELETE /engagements/:id/change-freezes/:other", { params }))}
        >
          {t("freezeRemove")}
        </Button>
      ) : null}
    </li>
  );
}

function FreezeDialog({ engagement, close }: { readonly engagement: Engagement; readonly close: () => void }) {
  const t = useWords(changeCalendarWords);
  const queries = useQueryClient();
  const form = useForm({
    fields: ["from", "until", "reason"],
    check: (entries) => ({
      ...spanFaults(entries, { missing: t("momentMissing"), before: t("endsBefore") }),
      ...(entries.reason.trim() === "" && { reason: t("freezeReasonMissing") }),
    }),
    send: async ({ from, until, reason }) => {
      await request("POST /engagements/:id/change-freezes", {
        params: { id: engagement.id },
        body: { from: instantOfField(from)!, until: instantOfField(until)!, reason: reason.trim() },
      });
      await queries.invalidateQueries();
      close();
    },
  });
  return (
    <FormDialog title={t("freezeAdd")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <TextInput {...form.field("from")} type="datetime-local" label={t("from")} data-autofocus />
        <TextInput {...form.field("until")} type="datetime-local" label={t("until")} />
        <TextInput {...form.field("reason")} label={t("freezeReason")} maxLength={500} />
        <ProblemNote error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("save")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
