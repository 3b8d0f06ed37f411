import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { useSignOut } from "../session.ts";
import { useForm } from "../ui/form.ts";
import { ProblemNote } from "../ui/Problem.tsx";
import type { Session } from "../wire.ts";
import { hasPasskeys, signInWithPasskey } from "./passkey.ts";
import { Threshold } from "./Threshold.tsx";
import { signInWords } from "./words.ts";

interface SecondStepProps {
  readonly session: Session;
  readonly arrive: (session: Session) => Promise<void>;
}

/** A code of the app, a passkey, or a recovery code. */
export function SecondStep({ session, arrive }: SecondStepProps) {
  const t = useWords(signInWords);
  const { totp, passkeys } = session.secondFactors;
  const [byRecovery, setByRecovery] = useState(!totp && passkeys === 0);
  const [problem, setProblem] = useState<unknown>(null);
  const signOut = useSignOut();
  const canPasskey = passkeys > 0 && hasPasskeys();
  const byPasskey = async () => {
    setProblem(null);
    await signInWithPasskey().then(arrive).catch(setProblem);
  };
  return (
    <Threshold title={t("secondTitle")} lead={t(totp ? "secondLead" : "secondPasskeyLead")}>
      {byRecovery || totp ? <CodeForm key={String(byRecovery)} byRecovery={byRecovery} arrive={arrive} /> : null}
      {canPasskey ? (
        <Button variant={totp ? "default" : "filled"} size="md" onClick={() => void byPasskey()}>
          {t("passkey")}
        </Button>
      ) : null}
      <ProblemNote error={problem} />
      <div>
        <button type="button" className="link-button" onClick={() => setByRecovery(!byRecovery)}>
          {t(byRecovery ? "useCode" : "useRecovery")}
        </button>
        <br />
        <button type="button" className="link-button" onClick={() => void signOut()}>
          {t("other")}
        </button>
      </div>
    </Threshold>
  );
}

interface CodeFormProps {
  readonly byRecovery: boolean;
  readonly arrive: (session: Session) => Promise<void>;
}

function CodeForm({ byRecovery, arrive }: CodeFormProps) {
  const t = useWords(signInWords);
  const form = useForm({
    fields: ["code", "recoveryCode"],
    check: ({ code, recoveryCode }) => {
      if (byRecovery) return recoveryCode === "" ? { recoveryCode: t("recoveryMissing") } : {};
      return /^\d{6}$/.test(code.replaceAll(/\s/g, "")) ? {} : { code: t("codeMissing") };
    },
    send: async ({ code, recoveryCode }) => {
      const body = byRecovery ? { recoveryCode } : { code };
      await arrive(await request("POST /session/second-factor", { body }));
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      {byRecovery ? (
        <TextInput
          {...form.field("recoveryCode")}
          label={t("recovery")}
          description={t("recoveryHelp")}
          autoComplete="off"
          size="md"
        />
      ) : (
        <TextInput
          {...form.field("code")}
          label={t("code")}
          description={t("codeHelp")}
          inputMode="numeric"
          autoComplete="one-time-code"
          size="md"
        />
      )}
      <ProblemNote error={form.problem} />
      <Button type="submit" size="md" loading={form.isBusy}>
        {t("next")}
      </Button>
    </form>
  );
}
