import { Button, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { mayDo, useSession } from "../session.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useForm } from "../ui/form.ts";
import { Page, Section } from "../ui/Page.tsx";
import { PasswordField } from "../ui/PasswordField.tsx";
import { PageError } from "../ui/PageError.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { SingleSignOnState } from "../wire.ts";

const words = defineWords({
  de: {
    title: "Firmenanmeldung",
    leadOn: "Wer eine Adresse mit @{domain} hat, kann sich über Ihren Anmeldedienst anmelden.",
    leadOff:
      "Ihre Leute können sich über den Anmeldedienst Ihrer Firma anmelden (Single Sign-on mit OpenID Connect). Er ist noch nicht eingerichtet.",
    redirect: "Rückkehradresse",
    redirectHelp: "Tragen Sie diese Adresse bei Ihrem Anmeldedienst ein.",
    settings: "Einstellungen",
    issuer: "Adresse des Anmeldedienstes",
    issuerHelp: "Der „Issuer“, zum Beispiel https://login.firma.de",
    clientId: "Client-ID",
    clientSecret: "Client-Secret",
    clientSecretHelp: "Wird verschlüsselt aufbewahrt und nie wieder angezeigt.",
    domain: "E-Mail-Domain",
    domainHelp: "Der Teil nach dem @, zum Beispiel firma.de",
    missing: "Bitte füllen Sie dieses Feld aus.",
    save: "Speichern",
    saved: "Die Firmenanmeldung ist eingerichtet.",
    remove: "Firmenanmeldung entfernen",
    removeWhat:
      "Danach melden sich alle mit Passwort oder Passkey an. Wer noch kein Passwort hat, braucht eine neue Einladung.",
    removed: "Die Firmenanmeldung ist entfernt.",
  },
  en: {
    title: "Single sign-on",
    leadOn: "Whoever has an address with @{domain} can sign in through your identity provider.",
    leadOff: "Your people can sign in through your company's identity provider (OpenID Connect). It is not set up yet.",
    redirect: "Redirect address",
    redirectHelp: "Enter this address at your identity provider.",
    settings: "Settings",
    issuer: "Address of the identity provider",
    issuerHelp: "The issuer, for example https://login.company.com",
    clientId: "Client ID",
    clientSecret: "Client secret",
    clientSecretHelp: "Kept encrypted and never shown again.",
    domain: "E-mail domain",
    domainHelp: "The part after the @, for example company.com",
    missing: "Please fill in this field.",
    save: "Save",
    saved: "Single sign-on is set up.",
    remove: "Remove single sign-on",
    removeWhat: "Everyone then signs in with a password or passkey. Who has no password yet needs a new invitation.",
    removed: "Single sign-on is removed.",
  },
});

/** Sign-in through the company's own identity provider. */
export function SingleSignOnPage() {
  const t = useWords(words);
  const mayChange = mayDo(useSession(), "single-sign-on:write");
  const { data, error, refetch } = useQuery({
    queryKey: ["single-sign-on"],
    queryFn: ({ signal }) => request("GET /company/single-sign-on", { signal }),
  });
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined)
    return (
      <Page title={t("title")}>
        <Waiting />
      </Page>
    );
  const { settings, redirectUri } = data;
  return (
    <Page
      title={t("title")}
      lead={
        <StatusSentence standing={settings === null ? "plain" : "kept"}>
          {settings === null ? t("leadOff") : t("leadOn", { domain: settings.domain })}
        </StatusSentence>
      }
    >
      <Section title={t("settings")}>
        <TextInput
          className="form"
          label={t("redirect")}
          description={t("redirectHelp")}
          value={redirectUri}
          readOnly
        />
        {mayChange ? <SettingsForm settings={settings} /> : null}
      </Section>
      {mayChange && settings !== null ? <Removal /> : null}
    </Page>
  );
}

function SettingsForm({ settings }: { readonly settings: SingleSignOnState["settings"] }) {
  const t = useWords(words);
  const queries = useQueryClient();
  const form = useForm({
    fields: ["issuer", "clientId", "clientSecret", "domain"],
    check: (entries) =>
      Object.fromEntries(
        Object.entries(entries).flatMap(([name, entry]) => (entry.trim() === "" ? [[name, t("missing")]] : [])),
      ),
    send: async (body) => {
      await request("PUT /company/single-sign-on", { body });
      await queries.invalidateQueries({ queryKey: ["single-sign-on"] });
      sayDone(t("saved"));
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <TextInput
        {...form.field("issuer")}
        label={t("issuer")}
        description={t("issuerHelp")}
        type="url"
        defaultValue={settings?.issuer}
      />
      <TextInput
        {...form.field("clientId")}
        label={t("clientId")}
        defaultValue={settings?.clientId}
        autoComplete="off"
      />
      <PasswordField
        {...form.field("clientSecret")}
        label={t("clientSecret")}
        description={t("clientSecretHelp")}
        autoComplete="off"
      />
      <TextInput
        {...form.field("domain")}
        label={t("domain")}
        description={t("domainHelp")}
        defaultValue={settings?.domain}
        autoComplete="off"
      />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

function Removal() {
  const t = useWords(words);
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="row">
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("remove")}
      </Button>
      {isOpen ? (
        <ConfirmDialog
          title={t("remove")}
          act={t("remove")}
          close={() => setOpen(false)}
          run={async () => {
            await request("DELETE /company/single-sign-on");
            await queries.invalidateQueries({ queryKey: ["single-sign-on"] });
            sayDone(t("removed"));
          }}
        >
          {t("removeWhat")}
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
