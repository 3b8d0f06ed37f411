import { LEVELS, type Level } from "@handschlag/engine/contract/document.ts";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../i18n/language.tsx";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { sayDone } from "../../ui/Toasts.tsx";
import { useAct } from "../acts/useAct.ts";
import { Choices } from "../Choices.tsx";
import { deskWords } from "../desk-words.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { useTicket } from "../view.ts";
import { factWords } from "./words.ts";

const ALL = "";

/** Proposes to leave a clock out of the reckoning, which needs both sides. */
export function ExcludeDialog({ close }: { readonly close: () => void }) {
  const t = useWords(factWords);
  const desk = useWords(deskWords);
  const { readings } = useTicket().ticket;
  const act = useAct();
  const [chosen, setChosen] = useState<Level | typeof ALL>(ALL);
  const form = useForm({
    fields: ["reason"],
    check: ({ reason }) => (reason.trim() === "" ? { reason: t("reasonMissing") } : {}),
    send: async ({ reason }) => {
      await act({ type: "excluded", ...(chosen !== ALL && { level: chosen }), reason: reason.trim() });
      sayDone(t("proposed"));
      close();
    },
  });
  const levels = LEVELS.filter((level) => readings.some((clock) => clock.level === level));
  return (
    <FormDialog title={t("exclude")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <p>{t("excludeLead")}</p>
        <Choices
          legend={t("excludeWhat")}
          name="level"
          choices={[
            { value: ALL, label: t("allLevels") },
            ...levels.map((value) => ({ value, label: desk(`level-${value}`) })),
          ]}
          value={chosen}
          choose={(value) => setChosen(levels.find((level) => level === value) ?? ALL)}
        />
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
            {t("propose")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
