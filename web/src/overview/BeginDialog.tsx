import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { ShownOnce } from "../ui/ShownOnce.tsx";
import type { NewEngagement } from "../wire.ts";
import { overviewWords } from "./words.ts";

interface Begun {
  readonly provider: string;
  readonly email: string;
  readonly link: string | null;
}

/** Begins an engagement with a provider that is not here yet. */
export function BeginDialog({ close }: { readonly close: () => void }) {
  const t = useWords(overviewWords);
  const [begun, setBegun] = useState<Begun>();
  if (begun === undefined)
    return (
      <FormDialog title={t("begin")} close={close}>
        <BeginForm done={setBegun} />
      </FormDialog>
    );
  return (
    <FormDialog title={t("begun")} close={close}>
      <div className="form form-wide">
        <p>{t("begunLead", { email: begun.email, provider: begun.provider })}</p>
        {begun.link === null ? null : <ShownOnce label={t("link")} secrets={[begun.link]} />}
        <div className="form-actions">
          <Button onClick={close}>{t("done")}</Button>
        </div>
      </div>
    </FormDialog>
  );
}

function BeginForm({ done }: { readonly done: (begun: Begun) => void }) {
  const t = useWords(overviewWords);
  const queries = useQueryClient();
  const idempotencyKey = useRef(crypto.randomUUID());
  const form = useForm({
    fields: ["name", "providerName", "providerEmail"],
    check: ({ name, providerName, providerEmail }) => ({
      ...(name.trim() === "" ? { name: t("missingField") } : {}),
      ...(providerName.trim() === "" ? { providerName: t("missingField") } : {}),
      ...(/^\S+@\S+\.\S+$/.test(providerEmail) ? {} : { providerEmail: t("emailMissing") }),
    }),
    send: async (body) => {
      const options = { body, idempotencyKey: idempotencyKey.current };
      const { invitationLink } = await request<NewEngagement>("POST", "/engagements", options);
      await queries.invalidateQueries();
      done({ provider: body.providerName, email: body.providerEmail, link: invitationLink });
    },
  });
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      <TextInput {...form.field("providerName")} label={t("beginProvider")} autoComplete="off" data-autofocus />
      <TextInput {...form.field("name")} label={t("beginName")} description={t("beginNameHelp")} autoComplete="off" />
      <TextInput
        {...form.field("providerEmail")}
        label={t("beginEmail")}
        description={t("beginEmailHelp")}
        type="email"
        autoComplete="off"
      />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t("begin")}
        </Button>
      </div>
    </form>
  );
}
