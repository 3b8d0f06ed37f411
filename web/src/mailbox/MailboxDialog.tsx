import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { request } from "../api.ts";
import { otherSideOf, useEngagements } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { useForm, type Form } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { PasswordField } from "../ui/PasswordField.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Mailbox } from "../wire.ts";
import { mailboxesQuery } from "./mailbox.ts";
import { mailboxWords } from "./words.ts";

interface MailboxDialogProps {
  /** The one that is changed; absent for a new one. */
  readonly mailbox?: Mailbox;
  readonly close: () => void;
}

export function MailboxDialog({ mailbox, close }: MailboxDialogProps) {
  const t = useWords(mailboxWords);
  return (
    <FormDialog title={t(mailbox === undefined ? "add" : "editTitle")} close={close}>
      <MailboxForm {...(mailbox !== undefined && { mailbox })} close={close} />
    </FormDialog>
  );
}

const FIELDS = ["address", "engagementId", "host", "port", "security", "user", "password"] as const;
type Field = (typeof FIELDS)[number];
type Kind = Mailbox["kind"];
type Security = NonNullable<Mailbox["security"]>;

/** What is typed and chosen, and sending it. */
function useMailboxForm({ mailbox, close }: MailboxDialogProps) {
  const t = useWords(mailboxWords);
  const queries = useQueryClient();
  const idempotencyKey = useRef(crypto.randomUUID());
  const [kind, setKind] = useState<Kind>(mailbox?.kind ?? "imap");
  const isRead = kind === "imap";
  const form = useForm({
    fields: FIELDS,
    check: ({ address, host, port, user, password }) => ({
      ...(mailbox === undefined && !/^\S+@\S+$/.test(address.trim()) ? { address: t("addressMissing") } : {}),
      ...(isRead && host.trim() === "" ? { host: t("hostMissing") } : {}),
      ...(isRead && !/^\d{1,5}$/.test(port.trim()) ? { port: t("portMissing") } : {}),
      ...(isRead && user.trim() === "" ? { user: t("userMissing") } : {}),
      ...(isRead && mailbox === undefined && password === "" ? { password: t("passwordMissing") } : {}),
    }),
    send: async ({ address, engagementId, host, port, security, user, password }) => {
      const where = { engagementId: engagementId === "" ? null : engagementId };
      const access = { host: host.trim(), port: Number(port), security: security as Security, user: user.trim() };
      if (mailbox === undefined)
        await request("POST /company/mailboxes", {
          body: isRead ? { kind, address, ...where, ...access, password } : { kind, address, ...where },
          idempotencyKey: idempotencyKey.current,
        });
      else
        await request("PATCH /company/mailboxes/:id", {
          params: { id: mailbox.id },
          body: { ...where, ...(isRead && { access: { ...access, ...(password !== "" && { password }) } }) },
          ifMatch: `"${mailbox.version}"`,
        });
      await queries.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
      sayDone(mailbox === undefined ? t("added", { address: address.trim() }) : t("saved"));
      close();
    },
  });
  return { form, kind, setKind };
}

function MailboxForm(props: MailboxDialogProps) {
  const { mailbox } = props;
  const t = useWords(mailboxWords);
  const { form, kind, setKind } = useMailboxForm(props);
  const engagements = useEngagements();
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      {mailbox === undefined ? (
        <>
          <TextInput
            {...form.field("address")}
            label={t("address")}
            description={t("addressHelp")}
            inputMode="email"
            autoComplete="off"
            data-autofocus
          />
          <NativeSelect
            label={t("kind")}
            value={kind}
            data={(["imap", "smtp"] as const).map((value) => ({ value, label: t(`kind-${value}`) }))}
            onChange={({ currentTarget: { value } }) => setKind(value as Kind)}
          />
        </>
      ) : null}
      <NativeSelect
        {...form.field("engagementId")}
        label={t("engagement")}
        description={t("engagementHelp")}
        defaultValue={mailbox?.engagementId ?? ""}
        data={[
          { value: "", label: t("bySender") },
          ...engagements.map((each) => ({ value: each.id, label: `${each.name} – ${otherSideOf(each).name}` })),
        ]}
      />
      {kind === "imap" ? <AccessFields form={form} mailbox={mailbox} /> : null}
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t(mailbox === undefined ? "add" : "save")}
        </Button>
      </div>
    </form>
  );
}

interface AccessFieldsProps {
  readonly form: Form<Field>;
  readonly mailbox: Mailbox | undefined;
}

/** How a mailbox is read at its mail server. */
function AccessFields({ form, mailbox }: AccessFieldsProps) {
  const t = useWords(mailboxWords);
  return (
    <>
      <TextInput {...form.field("host")} label={t("host")} defaultValue={mailbox?.host ?? ""} autoComplete="off" />
      <NativeSelect
        {...form.field("security")}
        label={t("security")}
        defaultValue={mailbox?.security ?? "tls"}
        data={(["tls", "starttls", "none"] as const).map((value) => ({ value, label: t(`security-${value}`) }))}
      />
      <TextInput
        {...form.field("port")}
        label={t("port")}
        defaultValue={String(mailbox?.port ?? 993)}
        inputMode="numeric"
        autoComplete="off"
      />
      <TextInput {...form.field("user")} label={t("user")} defaultValue={mailbox?.user ?? ""} autoComplete="off" />
      <PasswordField
        {...form.field("password")}
        label={t("password")}
        description={mailbox === undefined ? undefined : t("passwordHelp")}
        autoComplete="new-password"
      />
      <p className="soft">{t("tries")}</p>
    </>
  );
}
