import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { ShownOnce } from "../ui/ShownOnce.tsx";
import type { NewInvitation } from "../wire.ts";
import { RoleFields, type RoleChoice } from "./RoleFields.tsx";
import { companyWords } from "./words.ts";

interface Made extends NewInvitation {
  readonly email: string;
}

/** Address and role first, then the link to hand over. */
export function InviteDialog({ close }: { readonly close: () => void }) {
  const t = useWords(companyWords);
  const { date } = useFormats();
  const [made, setMade] = useState<Made>();
  if (made === undefined)
    return (
      <FormDialog title={t("invite")} close={close}>
        <InviteForm done={setMade} />
      </FormDialog>
    );
  return (
    <FormDialog title={t("link")} close={close}>
      <div className="form form-wide">
        <p>{t("linkLead", { email: made.email, until: date(made.endsAt) })}</p>
        {made.link === null ? null : <ShownOnce label={t("link")} secrets={[made.link]} />}
        <div className="form-actions">
          <Button onClick={close}>{t("done")}</Button>
        </div>
      </div>
    </FormDialog>
  );
}

function InviteForm({ done }: { readonly done: (made: Made) => void }) {
  const t = useWords(companyWords);
  const queries = useQueryClient();
  const idempotencyKey = useRef(crypto.randomUUID());
  const [choice, setChoice] = useState<RoleChoice>({ clientRole: null, providerRole: null, engagements: [] });
  const form = useForm({
    fields: ["email", "roles"],
    check: ({ email }) => ({
      ...(/^\S+@\S+\.\S+$/.test(email) ? {} : { email: t("emailMissing") }),
      ...((choice.clientRole ?? choice.providerRole) === null ? { roles: t("roleMissing") } : {}),
    }),
    send: async ({ email }) => {
      const options = { body: { email, ...choice }, idempotencyKey: idempotencyKey.current };
      const made = await request("POST /company/invitations", options);
      await queries.invalidateQueries({ queryKey: ["invitations"] });
      done({ ...made, email });
    },
  });
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      <TextInput
        {...form.field("email")}
        label={t("email")}
        description={t("emailHelp")}
        type="email"
        autoComplete="off"
        data-autofocus
      />
      <RoleFields choice={choice} choose={setChoice} error={form.field("roles").error} />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t("inviteAct")}
        </Button>
      </div>
    </form>
  );
}
