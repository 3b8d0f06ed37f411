import { Button, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../../api.ts";
import { useLanguage, useWords } from "../../i18n/language.tsx";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import type { TicketEntry } from "../../wire.ts";
import { ticketQuery } from "../ticket.ts";
import { shortInstant } from "../times.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { useTicket } from "../view.ts";
import { splitWords } from "./words.ts";

interface SplitDialogProps {
  /** What the client wrote about it. */
  readonly entry: TicketEntry;
  readonly close: () => void;
}

/** Makes a part of the ticket a ticket of its own. */
export function SplitDialog({ entry, close }: SplitDialogProps) {
  const t = useWords(splitWords);
  const { language } = useLanguage();
  const queries = useQueryClient();
  const { id } = useTicket().ticket;
  const [key] = useState(() => crypto.randomUUID());
  const [made, setMade] = useState<{ readonly id: string; readonly number: number }>();
  const form = useForm({
    fields: ["subject", "text"],
    check: ({ subject, text }) => ({
      ...(subject.trim() === "" && { subject: t("subjectMissing") }),
      ...(text.trim() === "" && { text: t("textMissing") }),
    }),
    send: async ({ subject, text }) => {
      const body = { eventId: entry.id, subject: subject.trim(), text: text.trim() };
      setMade(await request("POST /tickets/:id/parts", { params: { id }, body, idempotencyKey: key }));
      await queries.invalidateQueries({ queryKey: ticketQuery(id).queryKey });
    },
  });
  if (made !== undefined)
    return (
      <FormDialog title={t("title")} close={close}>
        <p role="status">{t("done", { number: String(made.number) })}</p>
        <p>
          <Link to="/tickets/$ticket" params={{ ticket: made.id }} onClick={close}>
            {t("go", { number: String(made.number) })}
          </Link>
        </p>
      </FormDialog>
    );
  return (
    <FormDialog title={t("title")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <p>{t("lead", { when: shortInstant(entry.at, language) })}</p>
        <TextInput {...form.field("subject")} label={t("subject")} maxLength={300} autoComplete="off" data-autofocus />
        <Textarea
          {...form.field("text")}
          label={t("text")}
          description={t("textHelp")}
          defaultValue={entry.text ?? ""}
          maxLength={50_000}
          autosize
          minRows={3}
          maxRows={12}
        />
        <TicketProblem error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("split")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
