import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { useForm } from "../ui/form.ts";
import { PasswordField } from "../ui/PasswordField.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { PASSWORD_LENGTH_MIN } from "../ui/problem-words.ts";
import { Waiting } from "../ui/Waiting.tsx";
import { Threshold } from "./Threshold.tsx";

const words = defineWords({
  de: {
    title: "Neues Passwort",
    lead: "Für das Konto {email}. Danach melden Sie sich damit an; ein zweiter Faktor bleibt, wie er ist.",
    password: "Neues Passwort",
    passwordHelp:
      "Mindestens {length} Zeichen. Mehrere Wörter hintereinander sind leicht zu merken und schwer zu raten.",
    passwordMissing: "Geben Sie ein neues Passwort ein.",
    set: "Passwort setzen",
    doneTitle: "Ihr neues Passwort gilt",
    done: "Alle Anmeldungen von vorher sind beendet.",
    goneTitle: "Dieser Link gilt nicht mehr",
    gone: "Er ist abgelaufen oder schon benutzt. Bitten Sie die Person, die diese Installation betreut, um einen neuen.",
    signIn: "Zur Anmeldung",
  },
  en: {
    title: "New password",
    lead: "For the account {email}. You sign in with it then; a second factor stays as it is.",
    password: "New password",
    passwordHelp: "At least {length} characters. Several words in a row are easy to remember and hard to guess.",
    passwordMissing: "Enter a new password.",
    set: "Set the password",
    doneTitle: "Your new password is set",
    done: "All sessions from before have ended.",
    goneTitle: "This link is no longer valid",
    gone: "It has expired or has been used. Ask the person who runs this installation for a new one.",
    signIn: "To the sign-in",
  },
});

export function NewPasswordPage() {
  const t = useWords(words);
  const { token } = useParams({ from: "/new-password/$token" });
  const [isDone, setDone] = useState(false);
  const { data, isPending, isError } = useQuery({
    queryKey: ["password-link", token],
    queryFn: ({ signal }) => request("GET /password-links/:token", { params: { token }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (isDone)
    return (
      <Threshold title={t("doneTitle")} lead={t("done")}>
        <Link to="/sign-in">{t("signIn")}</Link>
      </Threshold>
    );
  if (isPending)
    return (
      <Threshold title={t("title")}>
        <Waiting />
      </Threshold>
    );
  if (isError)
    return (
      <Threshold title={t("goneTitle")} lead={t("gone")}>
        <Link to="/sign-in">{t("signIn")}</Link>
      </Threshold>
    );
  return <NewPasswordForm token={token} email={data.email} onDone={() => setDone(true)} />;
}

interface NewPasswordFormProps {
  readonly token: string;
  readonly email: string;
  readonly onDone: () => void;
}

function NewPasswordForm({ token, email, onDone }: NewPasswordFormProps) {
  const t = useWords(words);
  const form = useForm({
    fields: ["password"],
    check: ({ password }) => (password === "" ? { password: t("passwordMissing") } : {}),
    send: async ({ password }) => {
      await request("POST /password-links/:token/password", { params: { token }, body: { password } });
      onDone();
    },
  });
  return (
    <Threshold title={t("title")} lead={t("lead", { email })}>
      <form className="form" onSubmit={form.submit} noValidate>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField
          {...form.field("password")}
          label={t("password")}
          description={t("passwordHelp", { length: PASSWORD_LENGTH_MIN })}
          autoComplete="new-password"
          size="md"
        />
        <ProblemNote error={form.problem} />
        <Button type="submit" size="md" loading={form.isBusy}>
          {t("set")}
        </Button>
      </form>
    </Threshold>
  );
}
