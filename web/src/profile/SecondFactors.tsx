import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { AppSetup } from "../sign-in/AppSetup.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Section } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { ShownOnce } from "../ui/ShownOnce.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { TotpStart } from "../wire.ts";
import { PasskeySection } from "./PasskeySection.tsx";
import { profileWords } from "./words.ts";

/** App, passkeys and recovery codes of one's own account. */
export function SecondFactors() {
  const queries = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const changed = async (recoveryCodes: readonly string[] = []) => {
    setCodes(recoveryCodes);
    await queries.invalidateQueries({ queryKey: ["session"] });
  };
  return (
    <>
      <AppSection changed={changed} />
      <PasskeySection changed={changed} />
      <CodesSection codes={codes} changed={changed} />
    </>
  );
}

interface PartProps {
  readonly changed: (recoveryCodes?: readonly string[]) => Promise<void>;
}

function AppSection({ changed }: PartProps) {
  const t = useWords(profileWords);
  const { totp } = useSession().secondFactors;
  const [start, setStart] = useState<TotpStart>();
  const [isRemoving, setRemoving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const begin = () => {
    setProblem(null);
    request("POST /me/totp").then(setStart, setProblem);
  };
  const done = (recoveryCodes: readonly string[]) => {
    setStart(undefined);
    void changed(recoveryCodes);
  };
  return (
    <Section title={t("app")} about={t(totp ? "appOn" : "appOff")}>
      {start === undefined ? (
        <div className="row">
          {totp ? (
            <Button variant="default" onClick={() => setRemoving(true)}>
              {t("appRemove")}
            </Button>
          ) : (
            <Button onClick={begin}>{t("appStart")}</Button>
          )}
        </div>
      ) : (
        <AppSetup start={start} done={done} cancel={() => setStart(undefined)} />
      )}
      <ProblemNote error={problem} />
      {isRemoving ? (
        <ConfirmDialog
          title={t("appRemoveTitle")}
          act={t("appRemove")}
          close={() => setRemoving(false)}
          run={async () => {
            await request("DELETE /me/totp");
            await changed();
            sayDone(t("appRemoved"));
          }}
        >
          {t("appRemoveWhat")}
        </ConfirmDialog>
      ) : null}
    </Section>
  );
}

function CodesSection({ codes, changed }: PartProps & { readonly codes: readonly string[] }) {
  const t = useWords(profileWords);
  const { totp, passkeys, recoveryCodesLeft } = useSession().secondFactors;
  const [problem, setProblem] = useState<unknown>(null);
  if (!totp && passkeys === 0) return null;
  const renew = () => {
    setProblem(null);
    request("POST /me/recovery-codes").then(({ recoveryCodes }) => changed(recoveryCodes), setProblem);
  };
  return (
    <Section title={t("codes")} about={`${t("codesLeft", { count: recoveryCodesLeft })} ${t("codesAbout")}`}>
      {codes.length === 0 ? null : <ShownOnce label={t("codes")} secrets={codes} />}
      <div className="row">
        <Button variant="default" onClick={renew}>
          {t("codesRenew")}
        </Button>
      </div>
      <ProblemNote error={problem} />
    </Section>
  );
}
