import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { useForm } from "../ui/form.ts";
import { PasswordField } from "../ui/PasswordField.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import type { Session } from "../wire.ts";
import { hasPasskeys, signInWithPasskey } from "./passkey.ts";
import { signInWords } from "./words.ts";

const EMAIL = /^\S+@\S+\.\S+$/;

export function PasswordStep({ arrive }: { readonly arrive: (session: Session) => Promise<void> }) {
  const t = useWords(signInWords);
  const [email, setEmail] = useState("");
  const form = useForm({
    fields: ["email", "password"],
    check: (entries) => ({
      ...(EMAIL.test(entries.email) ? {} : { email: t("emailMissing") }),
      ...(entries.password === "" ? { password: t("passwordMissing") } : {}),
    }),
    send: async (body) => arrive(await request("POST /session", { body })),
  });
  return (
    <>
      <form className="form" onSubmit={form.submit} noValidate>
        <TextInput
          {...form.field("email")}
          label={t("email")}
          type="email"
          autoComplete="username webauthn"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          size="md"
        />
        <PasswordField {...form.field("password")} label={t("password")} autoComplete="current-password" size="md" />
        <ProblemNote error={form.problem} />
        <Button type="submit" size="md" loading={form.isBusy}>
          {t("signIn")}
        </Button>
      </form>
      <p className="threshold-or">{t("or")}</p>
      <OtherWays email={email} arrive={arrive} />
    </>
  );
}

interface OtherWaysProps {
  readonly email: string;
  readonly arrive: (session: Session) => Promise<void>;
}

function OtherWays({ email, arrive }: OtherWaysProps) {
  const t = useWords(signInWords);
  const [problem, setProblem] = useState<unknown>(null);
  const [note, setNote] = useState<string>();
  const attempt = async (work: () => Promise<void>) => {
    setProblem(null);
    setNote(undefined);
    await work().catch(setProblem);
  };
  const singleSignOn = async () => {
    if (!EMAIL.test(email)) return setNote(t("emailMissing"));
    const { singleSignOn: address } = await request("POST /session/ways", { body: { email } });
    if (address === null) setNote(t("noSingleSignOn"));
    else location.assign(address);
  };
  return (
    <div className="form">
      {hasPasskeys() ? (
        <Button variant="default" size="md" onClick={() => void attempt(async () => arrive(await signInWithPasskey()))}>
          {t("passkey")}
        </Button>
      ) : null}
      <Button variant="default" size="md" onClick={() => void attempt(singleSignOn)}>
        {t("singleSignOn")}
      </Button>
      <ProblemNote error={problem} />
      {note === undefined ? null : <ProblemNote error="note">{note}</ProblemNote>}
    </div>
  );
}
