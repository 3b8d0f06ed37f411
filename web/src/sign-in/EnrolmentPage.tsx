import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { sessionQuery, useSignOut } from "../session.ts";
import { ProblemNote } from "../ui/Problem.tsx";
import { ShownOnce } from "../ui/ShownOnce.tsx";
import type { TotpStart } from "../wire.ts";
import { AppSetup } from "./AppSetup.tsx";
import { factorWords } from "./factor-words.ts";
import { addPasskey, hasPasskeys } from "./passkey.ts";
import { Threshold } from "./Threshold.tsx";

/** For roles that must have a second factor, before anything else. */
export function EnrolmentPage() {
  const t = useWords(factorWords);
  const [start, setStart] = useState<TotpStart>();
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes !== undefined) return <CodesStep codes={codes} />;
  return (
    <Threshold title={t("title")} lead={t("lead")}>
      {start === undefined ? (
        <WaysStep begin={setStart} done={setCodes} />
      ) : (
        <AppSetup start={start} done={setCodes} cancel={() => setStart(undefined)} />
      )}
    </Threshold>
  );
}

interface WaysStepProps {
  readonly begin: (start: TotpStart) => void;
  readonly done: (recoveryCodes: readonly string[]) => void;
}

function WaysStep({ begin, done }: WaysStepProps) {
  const t = useWords(factorWords);
  const { date } = useFormats();
  const signOut = useSignOut();
  const [problem, setProblem] = useState<unknown>(null);
  const attempt = (work: () => Promise<void>) => {
    setProblem(null);
    work().catch(setProblem);
  };
  const byApp = async () => begin(await request("POST /me/totp"));
  const byPasskey = async () => {
    const { recoveryCodes } = await addPasskey(t("passkeyName", { date: date(new Date()) }));
    done(recoveryCodes ?? []);
  };
  return (
    <div className="factor-ways">
      <section className="factor-way">
        <h2>{t("app")}</h2>
        <p className="soft">{t("appAbout")}</p>
        <Button onClick={() => attempt(byApp)}>{t("appStart")}</Button>
      </section>
      {hasPasskeys() ? (
        <section className="factor-way">
          <h2>{t("passkey")}</h2>
          <p className="soft">{t("passkeyAbout")}</p>
          <Button variant="default" onClick={() => attempt(byPasskey)}>
            {t("passkeyStart")}
          </Button>
        </section>
      ) : null}
      <ProblemNote error={problem} />
      <p>
        <button type="button" className="link-button" onClick={() => void signOut()}>
          {t("signOut")}
        </button>
      </p>
    </div>
  );
}

function CodesStep({ codes }: { readonly codes: readonly string[] }) {
  const t = useWords(factorWords);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const goOn = async () => {
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await navigate({ to: "/" });
  };
  return (
    <Threshold title={t("doneTitle")} lead={t("doneLead")}>
      {codes.length === 0 ? null : <ShownOnce label={t("codes")} secrets={codes} />}
      <Button size="md" onClick={() => void goOn()}>
        {t("kept")}
      </Button>
    </Threshold>
  );
}
