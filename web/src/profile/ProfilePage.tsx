import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Tagged } from "@handschlag/api/client.ts";
import { request, taggedRequest } from "../api.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import type { Language } from "../i18n/words.ts";
import { useSession } from "../session.ts";
import { useForm } from "../ui/form.ts";
import { Page, Section } from "../ui/Page.tsx";
import { PasswordField } from "../ui/PasswordField.tsx";
import { ErrorState, ProblemNote } from "../ui/Problem.tsx";
import { PASSWORD_LENGTH_MIN } from "../ui/problem-words.ts";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Me } from "../wire.ts";
import { SecondFactors } from "./SecondFactors.tsx";
import { profileWords } from "./words.ts";

/** Name, language, password, second factors. */
export function ProfilePage() {
  const t = useWords(profileWords);
  const { secondFactors } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ["me"],
    queryFn: ({ signal }) => taggedRequest("GET /me", { signal }),
  });
  const hasSecond = secondFactors.totp || secondFactors.passkeys > 0;
  return (
    <Page
      title={t("title")}
      lead={
        <StatusSentence standing={hasSecond ? "kept" : "soon"}>{t(hasSecond ? "leadTwo" : "leadOne")}</StatusSentence>
      }
    >
      <Section title={t("you")}>
        {error === null ? null : <ErrorState error={error} again={() => void refetch()} />}
        {data === undefined && error === null ? <Waiting /> : null}
        {data === undefined ? null : <NameForm key={data.tag} me={data} />}
      </Section>
      <Section title={t("password")} about={t("passwordAbout")}>
        <PasswordForm />
      </Section>
      <SecondFactors />
    </Page>
  );
}

function NameForm({ me }: { readonly me: Tagged<Me> }) {
  const t = useWords(profileWords);
  const { chooseLanguage } = useLanguage();
  const queries = useQueryClient();
  const form = useForm({
    fields: ["name", "language"],
    check: ({ name }) => (name.trim() === "" ? { name: t("nameMissing") } : {}),
    send: async ({ name, language: chosen }) => {
      const language = chosen as Language;
      await request("PATCH /me", { body: { name, language }, ifMatch: me.tag });
      chooseLanguage(language);
      await queries.invalidateQueries();
      sayDone(t("saved"));
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <TextInput {...form.field("name")} label={t("name")} defaultValue={me.value.name} autoComplete="name" />
      <TextInput label={t("email")} description={t("emailHelp")} value={me.value.email} readOnly />
      <NativeSelect
        {...form.field("language")}
        label={t("language")}
        description={t("languageHelp")}
        defaultValue={me.value.language}
        data={[
          { value: "de", label: t("german") },
          { value: "en", label: t("english") },
        ]}
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

function PasswordForm() {
  const t = useWords(profileWords);
  const { person } = useSession();
  const form = useForm({
    fields: ["current", "next"],
    check: ({ current, next }) => ({
      ...(current === "" ? { current: t("missing") } : {}),
      ...(next === "" ? { next: t("missing") } : {}),
    }),
    send: async (body) => {
      await request("PUT /me/password", { body });
      document.querySelector<HTMLFormElement>("#password-form")?.reset();
      sayDone(t("changed"));
    },
  });
  return (
    <form id="password-form" className="form" onSubmit={form.submit} noValidate>
      <input type="hidden" name="username" autoComplete="username" value={person.email} readOnly />
      <PasswordField {...form.field("current")} label={t("current")} autoComplete="current-password" />
      <PasswordField
        {...form.field("next")}
        label={t("next")}
        description={t("nextHelp", { length: PASSWORD_LENGTH_MIN })}
        autoComplete="new-password"
      />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" variant="default" loading={form.isBusy}>
          {t("change")}
        </Button>
      </div>
    </form>
  );
}
