import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { sessionQuery } from "../session.ts";
import { Dialog } from "./Dialog.tsx";
import { useForm } from "./form.ts";
import { PasswordField } from "./PasswordField.tsx";
import { ProblemNote } from "./Problem.tsx";

const words = defineWords({
  de: {
    title: "Bestätigen Sie, dass Sie es sind",
    why: "Was Sie gerade tun, hat Folgen für die Sicherheit. Danach geht es sofort weiter, und für einige Minuten fragen wir nicht noch einmal.",
    password: "Ihr Passwort",
    code: "Code aus Ihrer App",
    codeHelp: "Die sechs Ziffern, die Ihre Authentifizierungs-App gerade zeigt.",
    missing: "Bitte füllen Sie dieses Feld aus.",
    confirm: "Bestätigen",
    cancel: "Abbrechen",
  },
  en: {
    title: "Confirm that it is you",
    why: "What you are about to do matters for security. It then goes on at once, and for some minutes you will not be asked again.",
    password: "Your password",
    code: "Code from your app",
    codeHelp: "The six digits that your authenticator app shows now.",
    missing: "Please fill in this field.",
    confirm: "Confirm",
    cancel: "Cancel",
  },
});

export default function ConfirmationDialog({ close }: { readonly close: (isConfirmed: boolean) => void }) {
  const t = useWords(words);
  const { data: session } = useQuery(sessionQuery);
  const byCode = session?.secondFactors.totp === true;
  const form = useForm({
    fields: ["code", "password"],
    check: (entries) =>
      (byCode ? entries.code : entries.password) === "" ? { [byCode ? "code" : "password"]: t("missing") } : {},
    send: async ({ code, password }) => {
      await request("PUT /session/confirmation", { body: byCode ? { code } : { password } });
      close(true);
    },
  });
  return (
    <Dialog onClose={() => close(false)} title={t("title")} centered>
      <form className="form" onSubmit={form.submit} noValidate>
        <p>{t("why")}</p>
        {byCode ? (
          <TextInput
            {...form.field("code")}
            label={t("code")}
            description={t("codeHelp")}
            inputMode="numeric"
            autoComplete="one-time-code"
            data-autofocus
          />
        ) : (
          <PasswordField
            {...form.field("password")}
            label={t("password")}
            autoComplete="current-password"
            data-autofocus
          />
        )}
        <ProblemNote error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("confirm")}
          </Button>
          <Button variant="default" onClick={() => close(false)}>
            {t("cancel")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
