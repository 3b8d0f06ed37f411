import { Button, TextInput } from "@mantine/core";
import { request } from "../api.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { useForm } from "../ui/form.ts";
import { PasswordField } from "../ui/PasswordField.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { PASSWORD_LENGTH_MIN } from "../ui/problem-words.ts";
import { Threshold } from "./Threshold.tsx";
import { useArrival } from "./useArrival.ts";

const words = defineWords({
  de: {
    title: "Installation einrichten",
    lead: "Diese Installation ist neu. Wer sie betreibt, legt hier das erste Konto an und gründet danach die ersten Unternehmen.",
    name: "Ihr Name",
    nameMissing: "Geben Sie Ihren Namen ein.",
    email: "E-Mail-Adresse",
    emailMissing: "Geben Sie Ihre E-Mail-Adresse ein, zum Beispiel name@firma.de.",
    password: "Passwort",
    passwordHelp:
      "Mindestens {length} Zeichen. Mehrere Wörter hintereinander sind leicht zu merken und schwer zu raten.",
    passwordMissing: "Geben Sie ein Passwort ein.",
    create: "Konto anlegen",
  },
  en: {
    title: "Set up the installation",
    lead: "This installation is new. Whoever runs it creates the first account here and then founds the first companies.",
    name: "Your name",
    nameMissing: "Enter your name.",
    email: "E-mail address",
    emailMissing: "Enter your e-mail address, for example name@company.com.",
    password: "Password",
    passwordHelp: "At least {length} characters. Several words in a row are easy to remember and hard to guess.",
    passwordMissing: "Enter a password.",
    create: "Create the account",
  },
});

/** The first visit of an installation without sample: its operator. */
export function SetupPage() {
  const t = useWords(words);
  const { language } = useLanguage();
  const arrive = useArrival("/installation");
  const form = useForm({
    fields: ["name", "email", "password"],
    check: ({ name, email, password }) => ({
      ...(name.trim() === "" ? { name: t("nameMissing") } : {}),
      ...(email.includes("@") ? {} : { email: t("emailMissing") }),
      ...(password === "" ? { password: t("passwordMissing") } : {}),
    }),
    send: async (entries) => {
      await request("POST /setup", { body: { ...entries, language } });
      const session = await request("GET /session");
      if (session !== undefined) await arrive(session);
    },
  });
  return (
    <Threshold title={t("title")} lead={t("lead")}>
      <form className="form" onSubmit={form.submit} noValidate>
        <TextInput {...form.field("name")} label={t("name")} autoComplete="name" size="md" />
        <TextInput {...form.field("email")} label={t("email")} type="email" autoComplete="username" size="md" />
        <PasswordField
          {...form.field("password")}
          label={t("password")}
          description={t("passwordHelp", { length: PASSWORD_LENGTH_MIN })}
          autoComplete="new-password"
          size="md"
        />
        <ProblemNote error={form.problem} />
        <Button type="submit" size="md" loading={form.isBusy}>
          {t("create")}
        </Button>
      </form>
    </Threshold>
  );
}
