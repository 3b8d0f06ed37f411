import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useWords } from "../../i18n/language.tsx";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useAct } from "../acts/useAct.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { useTicket } from "../view.ts";
import { factWords } from "./words.ts";

/** Says to which service of the contract a ticket belongs. */
export function ServiceDialog({ close }: { readonly close: () => void }) {
  const t = useWords(factWords);
  const { ticket, document } = useTicket();
  const act = useAct();
  const form = useForm({
    fields: ["service", "reason"],
    check: ({ service, reason }) => ({
      ...(service === "" ? { service: t("chooseOne") } : {}),
      ...(reason.trim() === "" ? { reason: t("reasonMissing") } : {}),
    }),
    send: async ({ service, reason }) => {
      await act({ type: "service-changed", service, reason: reason.trim() });
      close();
    },
  });
  const services = (document?.services ?? []).filter(({ id }) => id !== ticket.service);
  return (
    <FormDialog title={t("changeService")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <NativeSelect
          {...form.field("service")}
          label={t("service")}
          data={[{ value: "", label: "–" }, ...services.map(({ id, name }) => ({ value: id, label: name }))]}
          data-autofocus
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
            {t("save")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
