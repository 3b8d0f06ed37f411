import { stepsOf } from "@handschlag/engine/ticket/checklist.ts";
import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../../i18n/language.tsx";
import { useTemplates } from "../../template/templates.ts";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { TicketProblem } from "../TicketProblem.tsx";
import { Typed } from "../Typed.tsx";
import { sidesOf, useTicket } from "../view.ts";
import { useExtra } from "./useExtra.ts";
import { extraWords } from "./words.ts";

/** Adds the steps of one of the own company's checklists, which are shown beforehand. */
export function ChecklistDialog({ close }: { readonly close: () => void }) {
  const t = useWords(extraWords);
  const view = useTicket();
  const change = useExtra();
  const lists = useTemplates("checklist");
  const [chosen, setChosen] = useState("");
  const list = lists.find(({ id }) => id === chosen);
  const form = useForm({
    fields: ["templateId", "internal"],
    check: ({ templateId }) => (templateId === "" ? { templateId: t("checklistMissing") } : {}),
    send: async ({ templateId, internal }) => {
      const body = { templateId, ...(internal !== "" && { visibleTo: view.ticket.side }) };
      await change("POST /tickets/:id/checklists", { body });
      close();
    },
  });
  if (lists.length === 0)
    return (
      <FormDialog title={t("checklist")} close={close}>
        <p>{t("checklistNone")}</p>
        <p>
          <Link to="/company/templates">{t("checklistWrite")}</Link>
        </p>
      </FormDialog>
    );
  return (
    <FormDialog title={t("checklist")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <NativeSelect
          {...form.field("templateId")}
          label={t("checklistWhich")}
          value={chosen}
          onChange={({ currentTarget: { value } }) => setChosen(value)}
          data={[{ value: "", label: t("choose") }, ...lists.map(({ id, name }) => ({ value: id, label: name }))]}
          data-autofocus
        />
        {list === undefined ? null : (
          <ol className="checklist-steps">
            {stepsOf(list.content).map((step, place) => (
              <li key={place}>
                <Typed>{step}</Typed>
              </li>
            ))}
          </ol>
        )}
        <Checkbox name="internal" value="internal" label={t("internal", sidesOf(view))} />
        <TicketProblem error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("checklistAdd")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
