import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Person } from "../wire.ts";
import { RoleFields, type RoleChoice } from "./RoleFields.tsx";
import { companyWords } from "./words.ts";

/** Gives a person other roles; the way back stands in the note that follows. */
export function RoleDialog({ person, close }: { readonly person: Person; readonly close: () => void }) {
  const t = useWords(companyWords);
  const queries = useQueryClient();
  const { id, name, version, clientRole, providerRole, engagements } = person;
  const before: RoleChoice = { clientRole, providerRole, engagements };
  const [choice, setChoice] = useState(before);
  const put = async (roles: RoleChoice, ofVersion: number) => {
    await request("PATCH /company/people/:id", { params: { id }, body: roles, ifMatch: `"${ofVersion}"` });
    await queries.invalidateQueries({ queryKey: ["people"] });
  };
  const undo = () => {
    put(before, version + 1).then(
      () => sayDone(t("roleBack", { name })),
      () => queries.invalidateQueries({ queryKey: ["people"] }),
    );
  };
  const form = useForm({
    fields: ["roles"],
    check: () => ((choice.clientRole ?? choice.providerRole) === null ? { roles: t("roleMissing") } : {}),
    send: async () => {
      await put(choice, version);
      close();
      sayDone(t("roleChanged", { name }), undo);
    },
  });
  return (
    <FormDialog title={t("changeTitle", { name })} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <RoleFields choice={choice} choose={setChoice} error={form.field("roles").error} />
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
