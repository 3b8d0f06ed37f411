import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page } from "../ui/Page.tsx";
import { NotFound, PageError } from "../ui/PageError.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Webhook } from "../wire.ts";
import { Deliveries } from "./Deliveries.tsx";
import { EditWebhookDialog, NewSecret } from "./WebhookDialog.tsx";
import { hostOf, topicsNamed, webhooksQuery } from "./webhooks.ts";
import { webhookWords } from "./words.ts";

/** A webhook: whether it arrives, what was sent, and what can be done about it. */
export function WebhookPage() {
  const { id } = useParams({ from: "/frame/company/webhooks/$id" });
  const mayChange = mayDo(useSession(), "webhook:write");
  const { data, error, refetch } = useQuery(webhooksQuery);
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={8} />;
  const webhook = data.items.find((each) => each.id === id);
  if (webhook === undefined) return <NotFound />;
  return <Shown key={webhook.id} webhook={webhook} mayChange={mayChange} />;
}

interface ShownProps {
  readonly webhook: Webhook;
  readonly mayChange: boolean;
}

function Shown({ webhook, mayChange }: ShownProps) {
  const t = useWords(webhookWords);
  const { name, url, engagements, earlierUntil } = webhook;
  const whose = engagements === null ? t("allEngagements") : t("someEngagements", { count: engagements.length });
  return (
    <Page
      title={name}
      lang=""
      name={t("title")}
      lead={
        <>
          <Standing webhook={webhook} />
          <p>
            {t("to", { host: hostOf(url), topics: `${topicsNamed(t, webhook)} (${whose}, ${t(webhook.side)})` })}{" "}
            {earlierUntil !== null && earlierUntil > new Date().toISOString()
              ? t.rich("earlier", { at: <Moment at={earlierUntil} /> })
              : null}
          </p>
        </>
      }
    >
      {mayChange ? <Acts webhook={webhook} /> : null}
      <Deliveries webhook={webhook} mayChange={mayChange} />
    </Page>
  );
}

function Standing({ webhook: { state, failingSince } }: { readonly webhook: Webhook }) {
  const t = useWords(webhookWords);
  if (state === "failed") return <StatusSentence standing="late">{t("failed")}</StatusSentence>;
  if (state === "off") return <StatusSentence>{t("off")}</StatusSentence>;
  if (failingSince === null) return <StatusSentence standing="kept">{t("on")}</StatusSentence>;
  return (
    <StatusSentence standing="late">{t.rich("isFailing", { at: <Moment at={failingSince} dated /> })}</StatusSentence>
  );
}

type Open = "edit" | "rotate" | "remove";

function Acts({ webhook }: { readonly webhook: Webhook }) {
  const t = useWords(webhookWords);
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const [secret, setSecret] = useState<string>();
  const [problem, setProblem] = useState<unknown>(null);
  const params = { id: webhook.id };
  const run = (work: () => Promise<void>) => {
    setProblem(null);
    void work()
      .then(() => queries.invalidateQueries({ queryKey: webhooksQuery.queryKey }))
      .catch(setProblem);
  };
  const test = async () => {
    await request("POST /company/webhooks/:id/trials", { params });
    sayDone(t("tried"));
  };
  const isOn = webhook.state === "on";
  const turn = async () => {
    const { name, url, topics, engagements, version } = webhook;
    const body = { name, url, topics, engagements, state: isOn ? ("off" as const) : ("on" as const) };
    await request("PATCH /company/webhooks/:id", { params, body, ifMatch: `"${version}"` });
    sayDone(t(isOn ? "switchedOff" : "switchedOn"));
  };
  const close = () => setOpen(undefined);
  return (
    <div>
      <div className="row">
        {isOn ? <Button onClick={() => run(test)}>{t("try")}</Button> : null}
        <Button variant={isOn ? "default" : "filled"} onClick={() => run(turn)}>
          {t(isOn ? "switchOff" : "switchOn")}
        </Button>
        <Button variant="default" onClick={() => setOpen("edit")}>
          {t("edit")}
        </Button>
        <Button variant="default" onClick={() => setOpen("rotate")}>
          {t("rotate")}
        </Button>
        <Button variant="default" onClick={() => setOpen("remove")}>
          {t("remove")}
        </Button>
      </div>
      <ProblemNote error={problem} />
      {open === "edit" ? <EditWebhookDialog webhook={webhook} close={close} /> : null}
      {open === "rotate" ? <RotateDialog id={webhook.id} close={close} show={setSecret} /> : null}
      {open === "remove" ? <RemoveDialog webhook={webhook} close={close} /> : null}
      {secret === undefined ? null : (
        <FormDialog title={t("madeTitle")} close={() => setSecret(undefined)}>
          <NewSecret secret={secret} close={() => setSecret(undefined)} isSecond />
        </FormDialog>
      )}
    </div>
  );
}

interface RotateDialogProps {
  readonly id: string;
  readonly close: () => void;
  readonly show: (secret: string) => void;
}

function RotateDialog({ id, close, show }: RotateDialogProps) {
  const t = useWords(webhookWords);
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title={t("rotate")}
      act={t("rotate")}
      close={close}
      run={async () => {
        const { secret } = await request("POST /company/webhooks/:id/secret", { params: { id } });
        await queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
        show(secret ?? "");
      }}
    >
      {t("rotateWhat")}
    </ConfirmDialog>
  );
}

function RemoveDialog({ webhook: { id, name }, close }: { readonly webhook: Webhook; readonly close: () => void }) {
  const t = useWords(webhookWords);
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <ConfirmDialog
      title={t("removeTitle", { name })}
      act={t("remove")}
      close={close}
      run={async () => {
        await request("DELETE /company/webhooks/:id", { params: { id } });
        sayDone(t("removed"));
        await navigate({ to: "/company/webhooks" });
        await queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
      }}
    >
      {t("removeWhat")}
    </ConfirmDialog>
  );
}
