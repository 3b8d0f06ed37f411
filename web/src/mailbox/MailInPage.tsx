import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { addressOf, request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { sizeInWords } from "../ticket/upload.ts";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { MailInText } from "../wire.ts";
import { whyOf } from "./mailbox.ts";
import { mailInWords } from "./words.ts";
import "./mailbox.css";

/** A mail, to be read and decided about. Nothing in it is carried out or fetched. */
export function MailInPage() {
  const t = useWords(mailInWords);
  const { id } = useParams({ from: "/frame/company/inbox/$id" });
  const { data, error, refetch } = useQuery({
    queryKey: ["mails-in", "one", id],
    queryFn: ({ signal }) => request("GET /company/mails-in/:id", { params: { id }, signal }),
  });
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={8} />;
  const why = whyOf(t, data);
  return (
    <Page
      title={t("mail")}
      lead={
        <p>
          {data.subject === "" ? (
            t("noSubject")
          ) : (
            <strong lang="" dir="auto">
              {data.subject}
            </strong>
          )}
          <br />
          {t(`state-${data.state}`)}
          {why === "" ? "" : ` – ${why}`}
        </p>
      }
    >
      <Decision mail={data} />
      <Facts mail={data} />
      <Section title={t("text")}>
        <pre className="mail-in-text" lang="" dir="auto" tabIndex={0}>
          {data.text.trim() === "" ? t("noText") : data.text}
        </pre>
      </Section>
    </Page>
  );
}

function Facts({ mail }: { readonly mail: MailInText }) {
  const t = useWords(mailInWords);
  const { number } = useFormats();
  const { id, from, fromName, to, mailbox, receivedAt, sizeBytes, files, hasHtml } = mail;
  const rows = [
    [t("from"), from === null ? t("nobody") : `${fromName} <${from}>`.trim()],
    [t("to"), to.join(", ")],
    [t("mailbox"), mailbox ?? ""],
    [t("receivedAt"), <Moment key="at" at={receivedAt} dated />],
    [t("size"), sizeInWords(sizeBytes, number)],
    [t("files"), files.map(({ name, sizeBytes: size }) => `${name} (${sizeInWords(size, number)})`).join(", ")],
  ] as const;
  return (
    <>
      <dl className="mail-in-facts">
        {rows
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd lang="">{value}</dd>
            </div>
          ))}
      </dl>
      <p className="row">
        {hasHtml ? (
          <a href={addressOf("GET /company/mails-in/:id/html", { id })} target="_blank" rel="noreferrer">
            {t("asHtml")}
          </a>
        ) : null}
        <a href={addressOf("GET /company/mails-in/:id/raw", { id })} download>
          {t("asFile")}
        </a>
      </p>
    </>
  );
}

const DECIDABLE: readonly string[] = ["review", "ignored", "refused"];

function Decision({ mail }: { readonly mail: MailInText }) {
  const t = useWords(mailInWords);
  const [open, setOpen] = useState<"take" | "dismiss">();
  const { ticketId, state, engagements } = mail;
  if (ticketId !== null)
    return (
      <p>
        <Link to="/tickets/$ticket" params={{ ticket: ticketId }}>
          {t("ticket")}
        </Link>
      </p>
    );
  if (!DECIDABLE.includes(state)) return null;
  const close = () => setOpen(undefined);
  return (
    <>
      <div className="row">
        {engagements.length === 0 ? null : <Button onClick={() => setOpen("take")}>{t("take")}</Button>}
        {state === "refused" ? null : (
          <Button variant="default" onClick={() => setOpen("dismiss")}>
            {t("dismiss")}
          </Button>
        )}
      </div>
      {open === "take" ? (
        <FormDialog title={t("takeTitle")} close={close}>
          <TakeForm mail={mail} />
        </FormDialog>
      ) : null}
      {open === "dismiss" ? (
        <FormDialog title={t("dismissTitle")} close={close}>
          <DismissForm mail={mail} />
        </FormDialog>
      ) : null}
    </>
  );
}

/** After a decision: the list is another one. */
function useDecided() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (said: string) => {
    await queries.invalidateQueries({ queryKey: ["mails-in"] });
    sayDone(said);
    await navigate({ to: "/company/inbox", search: {} });
  };
}

function TakeForm({ mail: { id, engagements } }: { readonly mail: MailInText }) {
  const t = useWords(mailInWords);
  const decided = useDecided();
  const [chosen, setChosen] = useState(engagements[0]!.id);
  const people = engagements.find((each) => each.id === chosen)?.people ?? [];
  const form = useForm({
    fields: ["engagementId", "requesterId"],
    send: async ({ engagementId, requesterId }) => {
      const requester = requesterId === "" ? {} : { requesterId };
      await request("POST /company/mails-in/:id/decision", {
        params: { id },
        body: { decision: "take", engagementId, ...requester },
      });
      await decided(t("taken"));
    },
  });
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      <p>{t("takeWhat")}</p>
      <NativeSelect
        {...form.field("engagementId")}
        label={t("where")}
        value={chosen}
        data={engagements.map(({ id: value, name }) => ({ value, label: name }))}
        onChange={({ currentTarget: { value } }) => setChosen(value)}
      />
      <NativeSelect
        {...form.field("requesterId")}
        key={chosen}
        label={t("forWhom")}
        data={[{ value: "", label: t("forNobody") }, ...people.map(({ id: value, name }) => ({ value, label: name }))]}
      />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t("take")}
        </Button>
      </div>
    </form>
  );
}

function DismissForm({ mail: { id } }: { readonly mail: MailInText }) {
  const t = useWords(mailInWords);
  const decided = useDecided();
  const form = useForm({
    fields: ["reason"],
    check: ({ reason }) => (reason.trim() === "" ? { reason: t("reasonMissing") } : {}),
    send: async ({ reason }) => {
      await request("POST /company/mails-in/:id/decision", { params: { id }, body: { decision: "dismiss", reason } });
      await decided(t("dismissed"));
    },
  });
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      <p>{t("dismissWhat")}</p>
      <TextInput {...form.field("reason")} label={t("reason")} autoComplete="off" data-autofocus />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t("dismiss")}
        </Button>
      </div>
    </form>
  );
}
