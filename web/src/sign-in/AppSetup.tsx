import { Button, TextInput } from "@mantine/core";
import { encode } from "uqr";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { useForm } from "../ui/form.ts";
import { ProblemNote } from "../ui/Problem.tsx";
import type { TotpStart } from "../wire.ts";
import { factorWords } from "./factor-words.ts";
import "./factor.css";

interface AppSetupProps {
  readonly start: TotpStart;
  readonly done: (recoveryCodes: readonly string[]) => void;
  readonly cancel: () => void;
}

/** The picture to scan, the key to type, and the code that proves that it worked. */
export function AppSetup({ start, done, cancel }: AppSetupProps) {
  const t = useWords(factorWords);
  const form = useForm({
    fields: ["code"],
    check: ({ code }) => (/^\d{6}$/.test(code.replaceAll(/\s/g, "")) ? {} : { code: t("codeMissing") }),
    send: async ({ code }) => done((await request("PUT /me/totp", { body: { code } })).recoveryCodes),
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <p>{t("scan")}</p>
      <QrCode text={start.uri} label={t("qr")} />
      <p>
        {t("byHand")}
        <br />
        <code className="factor-secret">{start.secret.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <TextInput
        {...form.field("code")}
        label={t("code")}
        description={t("codeHelp")}
        inputMode="numeric"
        autoComplete="one-time-code"
        size="md"
      />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t("confirm")}
        </Button>
        <Button variant="default" onClick={cancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

/** Dark on white in every scheme: many cameras read nothing else. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { border: 3 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg
      className="factor-qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={dark} fill="#000000" />
    </svg>
  );
}
