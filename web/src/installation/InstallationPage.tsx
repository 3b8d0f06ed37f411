import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { ShownOnce } from "../ui/ShownOnce.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { InstallationCompany } from "../wire.ts";

const words = defineWords({
  de: {
    title: "Installation",
    lead: {
      one: "Ein Unternehmen arbeitet auf dieser Installation. Was es tut, sehen Sie hier nicht.",
      other: "{count} Unternehmen arbeiten auf dieser Installation. Was sie tun, sehen Sie hier nicht.",
    },
    none: "Noch arbeitet hier kein Unternehmen. Gründen Sie das erste und laden Sie damit seine Leitung ein.",
    found: "Unternehmen gründen",
    name: "Name",
    people: "Personen",
    since: "Seit",
    nameHelp: "Wie im Handelsregister, zum Beispiel „Lindenhof Architekten PartG mbB“.",
    nameMissing: "Geben Sie einen Namen ein.",
    kind: "Art",
    kindHelp: "Entscheidet, welche Rolle die erste Person bekommt.",
    client: "Auftraggeber: erste Person ist die Leitung",
    provider: "Dienstleister: erste Person ist das Servicemanagement",
    email: "E-Mail-Adresse der ersten Person",
    emailMissing: "Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@firma.de.",
    link: "Einladungslink",
    linkLead: "„{name}“ ist gegründet. Geben Sie diesen Link an {email} weiter.",
    done: "Fertig",
  },
  en: {
    title: "Installation",
    lead: {
      one: "One company works on this installation. You do not see here what it does.",
      other: "{count} companies work on this installation. You do not see here what they do.",
    },
    none: "No company works here yet. Found the first one and invite whoever leads it.",
    found: "Found a company",
    name: "Name",
    people: "People",
    since: "Since",
    nameHelp: "As registered, for example “Lindenhof Architekten PartG mbB”.",
    nameMissing: "Enter a name.",
    kind: "Kind",
    kindHelp: "Decides which role the first person gets.",
    client: "Client: the first person is the owner",
    provider: "Provider: the first person is the service manager",
    email: "E-mail address of the first person",
    emailMissing: "Enter an e-mail address, for example name@company.com.",
    link: "Invitation link",
    linkLead: "“{name}” is founded. Hand this link to {email}.",
    done: "Done",
  },
});

/** What an operator sees: which companies there are, and nothing of what they do. */
export function InstallationPage() {
  const t = useWords(words);
  const [isFounding, setFounding] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["installation", "companies"],
    queryFn: ({ signal }) => request("GET /installation/companies", { signal }),
  });
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  const columns: Column<InstallationCompany>[] = [
    { name: "name", head: t("name"), isKey: true, cell: ({ name }) => name },
    { name: "people", head: t("people"), kind: "figures", cell: ({ people }) => people },
    { name: "since", head: t("since"), cell: ({ createdAt }) => <Moment at={createdAt} dated /> },
  ];
  const count = data?.items.length;
  return (
    <Page
      title={t("title")}
      lead={count === undefined || count === 0 ? undefined : t("lead", { count })}
      actions={<Button onClick={() => setFounding(true)}>{t("found")}</Button>}
    >
      {data === undefined ? <Waiting /> : null}
      {count === 0 ? <EmptyState sentence={t("none")} /> : null}
      {data === undefined || count === 0 ? null : (
        <DataTable caption={t("title")} columns={columns} rows={data.items} keyOf={({ id }) => id} />
      )}
      {isFounding ? <FoundingDialog close={() => setFounding(false)} /> : null}
    </Page>
  );
}

interface Founded {
  readonly name: string;
  readonly email: string;
  readonly link: string | null;
}

function FoundingDialog({ close }: { readonly close: () => void }) {
  const t = useWords(words);
  const [founded, setFounded] = useState<Founded>();
  if (founded === undefined)
    return (
      <FormDialog title={t("found")} close={close}>
        <FoundingForm done={setFounded} />
      </FormDialog>
    );
  return (
    <FormDialog title={t("link")} close={close}>
      <div className="form form-wide">
        <p>{t("linkLead", { name: founded.name, email: founded.email })}</p>
        {founded.link === null ? null : <ShownOnce label={t("link")} secrets={[founded.link]} />}
        <div className="form-actions">
          <Button onClick={close}>{t("done")}</Button>
        </div>
      </div>
    </FormDialog>
  );
}

function FoundingForm({ done }: { readonly done: (founded: Founded) => void }) {
  const t = useWords(words);
  const queries = useQueryClient();
  const idempotencyKey = useRef(crypto.randomUUID());
  const form = useForm({
    fields: ["name", "kind", "email"],
    check: ({ name, email }) => ({
      ...(name.trim() === "" ? { name: t("nameMissing") } : {}),
      ...(/^\S+@\S+\.\S+$/.test(email) ? {} : { email: t("emailMissing") }),
    }),
    send: async ({ name, kind, email }) => {
      const body = { name, kind: kind as "client" | "provider", email };
      const options = { body, idempotencyKey: idempotencyKey.current };
      const { invitationLink } = await request("POST /installation/companies", options);
      await queries.invalidateQueries({ queryKey: ["installation"] });
      done({ name: body.name, email: body.email, link: invitationLink });
    },
  });
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      <TextInput
        {...form.field("name")}
        label={t("name")}
        description={t("nameHelp")}
        autoComplete="off"
        data-autofocus
      />
      <NativeSelect
        {...form.field("kind")}
        label={t("kind")}
        description={t("kindHelp")}
        data={[
          { value: "client", label: t("client") },
          { value: "provider", label: t("provider") },
        ]}
      />
      <TextInput {...form.field("email")} label={t("email")} type="email" autoComplete="off" />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t("found")}
        </Button>
      </div>
    </form>
  );
}
