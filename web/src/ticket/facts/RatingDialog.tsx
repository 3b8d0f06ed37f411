import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../i18n/language.tsx";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useAct } from "../acts/useAct.ts";
import { Choices } from "../Choices.tsx";
import { ratingWord, ratingWords } from "../rating-words.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { useTicket } from "../view.ts";
import { factWords } from "./words.ts";

/** Rates a ticket anew. The priority follows from the contract's matrix, never from a free choice. */
export function RatingDialog({ close }: { readonly close: () => void }) {
  const t = useWords(factWords);
  const r = useWords(ratingWords);
  const { ticket, document } = useTicket();
  const act = useAct();
  const matrix = document?.priorities.matrix ?? {};
  const [impact, setImpact] = useState(ticket.impact ?? undefined);
  const [urgency, setUrgency] = useState(ticket.urgency ?? undefined);
  const row = impact === undefined ? {} : (matrix[impact] ?? {});
  const priority = urgency === undefined ? undefined : row[urgency];
  const form = useForm({
    fields: ["urgency", "reason"],
    check: ({ reason }) => ({
      ...(priority === undefined ? { urgency: t("chooseBoth") } : {}),
      ...(reason.trim() === "" ? { reason: t("reasonMissing") } : {}),
    }),
    send: async ({ reason }) => {
      await act({ type: "priority-changed", impact: impact!, urgency: urgency!, reason: reason.trim() });
      close();
    },
  });
  return (
    <FormDialog title={t("changePriority")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <Choices
          legend={t("impact")}
          name="impact"
          choices={Object.keys(matrix).map((value) => ({ value, label: ratingWord(r, "impact", value) }))}
          value={impact}
          choose={setImpact}
        />
        <Choices
          legend={t("urgency")}
          name="urgency"
          choices={Object.keys(row).map((value) => ({ value, label: ratingWord(r, "urgency", value) }))}
          value={urgency}
          choose={setUrgency}
          error={form.field("urgency").error}
        />
        <p role="status">{priority === undefined ? null : t("becomes", { priority })}</p>
        <TextInput
          {...form.field("reason")}
          label={t("reason")}
          description={t("reasonHelp")}
          maxLength={1_000}
          autoComplete="off"
        />
        <TicketProblem error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("save")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
