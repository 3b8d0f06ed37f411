import { Button, Radio, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { useForm, type Form } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { ShownOnce } from "../ui/ShownOnce.tsx";
import { overviewWords } from "./words.ts";

interface Begun {
  readonly provider: string;
  readonly email: string;
  readonly link: string | null;
}

/** Begins an engagement with a provider, who is invited unless they are here already. */
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
        <p>{begun.link === null ? t("begunHere") : t("begunLead", { email: begun.email, provider: begun.provider })}</p>
        {begun.link === null ? null : <ShownOnce label={t("link")} secrets={[begun.link]} />}
        <div className="form-actions">
          <Button onClick={close}>{t("done")}</Button>
        </div>
      </div>
    </FormDialog>
  );
}

const isId = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text.trim());

function BeginForm({ done }: { readonly done: (begun: Begun) => void }) {
  const t = useWords(overviewWords);
  const queries = useQueryClient();
  const idempotencyKey = useRef(crypto.randomUUID());
  const [isHere, setHere] = useState(false);
  const form = useForm({
    fields: ["name", "providerName", "providerEmail", "providerId"],
    check: ({ name, providerName, providerEmail, providerId }) => ({
      ...(name.trim() === "" ? { name: t("missingField") } : {}),
      ...(isHere && !isId(providerId) ? { providerId: t("idMissing") } : {}),
      ...(!isHere && providerName.trim() === "" ? { providerName: t("missingField") } : {}),
      ...(isHere || /^\S+@\S+\.\S+$/.test(providerEmail) ? {} : { providerEmail: t("emailMissing") }),
    }),
    send: async ({ name, providerName, providerEmail, providerId }) => {
      const provider = isHere ? { providerId: providerId.trim().toLowerCase() } : { providerName, providerEmail };
      const options = { body: { name, ...provider }, idempotencyKey: idempotencyKey.current };
      const { invitationLink } = await request("POST /engagements", options);
      await queries.invalidateQueries();
      done({ provider: providerName, email: providerEmail, link: invitationLink });
    },
  });
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      <TextInput
        {...form.field("name")}
        label={t("beginName")}
        description={t("beginNameHelp")}
        autoComplete="off"
        data-autofocus
      />
      <ProviderFields field={form.field} isHere={isHere} setHere={setHere} />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t("begin")}
        </Button>
      </div>
    </form>
  );
}

interface ProviderFieldsProps {
  readonly field: Form<"name" | "providerName" | "providerEmail" | "providerId">["field"];
  readonly isHere: boolean;
  readonly setHere: (isHere: boolean) => void;
}

/** Who the provider is: somebody to invite, or somebody who is here and gave their code. */
function ProviderFields({ field, isHere, setHere }: ProviderFieldsProps) {
  const t = useWords(overviewWords);
  return (
    <>
      <Radio.Group label={t("beginWho")} value={isHere ? "here" : "new"} onChange={(who) => setHere(who === "here")}>
        <div className="choices-list">
          <Radio value="new" label={t("beginNew")} />
          <Radio value="here" label={t("beginHere")} />
        </div>
      </Radio.Group>
      {isHere ? (
        <TextInput
          {...field("providerId")}
          label={t("beginId")}
          description={t("beginIdHelp")}
          autoComplete="off"
          spellCheck={false}
        />
      ) : (
        <>
          <TextInput {...field("providerName")} label={t("beginProvider")} autoComplete="off" />
          <TextInput
            {...field("providerEmail")}
            label={t("beginEmail")}
            description={t("beginEmailHelp")}
            type="email"
            autoComplete="off"
          />
        </>
      )}
    </>
  );
}
