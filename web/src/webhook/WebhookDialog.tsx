import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { request } from "../api.ts";
import { otherSideOf, useEngagements } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { ShownOnce } from "../ui/ShownOnce.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Webhook } from "../wire.ts";
import { WEBHOOK_TOPICS } from "./topics.ts";
import { webhooksQuery } from "./webhooks.ts";
import { webhookWords } from "./words.ts";

type Side = Webhook["side"];
type Topic = Webhook["topics"][number];

/** The sides on which the person leads their company. */
function useLedSides(): readonly Side[] {
  const { company, companies } = useSession();
  const own = companies.find(({ id }) => id === company?.id);
  return [
    ...(own?.clientRole === "owner" ? (["client"] as const) : []),
    ...(own?.providerRole === "service-manager" ? (["provider"] as const) : []),
  ];
}

/** Adds a webhook, and shows its secret once. */
export function NewWebhookDialog({ close }: { readonly close: () => void }) {
  const t = useWords(webhookWords);
  const [secret, setSecret] = useState<string>();
  return (
    <FormDialog title={t(secret === undefined ? "add" : "madeTitle")} close={close}>
      {secret === undefined ? (
        <WebhookForm done={(made) => setSecret(made ?? "")} />
      ) : (
        <NewSecret secret={secret} close={close} />
      )}
    </FormDialog>
  );
}

/** Changes a webhook. */
export function EditWebhookDialog({ webhook, close }: { readonly webhook: Webhook; readonly close: () => void }) {
  const t = useWords(webhookWords);
  return (
    <FormDialog title={t("edit")} close={close}>
      <WebhookForm webhook={webhook} done={close} />
    </FormDialog>
  );
}

/** A secret on the only occasion on which it can be read. */
export function NewSecret({
  secret,
  close,
  isSecond = false,
}: {
  secret: string;
  close: () => void;
  isSecond?: boolean;
}) {
  const t = useWords(webhookWords);
  return (
    <div className="form form-wide">
      <p>
        {t("madeLead")} {isSecond ? t("bothSign") : null}
      </p>
      <ShownOnce label={t("madeTitle")} secrets={[secret]} />
      <div className="form-actions">
        <Button onClick={close}>{t("done")}</Button>
      </div>
    </div>
  );
}

interface WebhookFormProps {
  readonly webhook?: Webhook;
  readonly done: (secret?: string) => void;
}

/** What is chosen in the form, and sending it. */
function useWebhookForm({ webhook, done }: WebhookFormProps) {
  const t = useWords(webhookWords);
  const queries = useQueryClient();
  const idempotencyKey = useRef(crypto.randomUUID());
  const sides = useLedSides();
  const [side, setSide] = useState<Side>(webhook?.side ?? sides[0] ?? "client");
  const [topics, setTopics] = useState<readonly Topic[]>(webhook?.topics ?? ["ticket"]);
  const [engagements, setEngagements] = useState<readonly string[]>(webhook?.engagements ?? []);
  const form = useForm({
    fields: ["name", "url", "topics", "engagements"],
    check: ({ name, url }) => ({
      ...(name.trim() === "" ? { name: t("nameMissing") } : {}),
      ...(/^https:\/\/[^/]/.test(url.trim()) ? {} : { url: t("urlMissing") }),
      ...(topics.length === 0 ? { topics: t("topicsMissing") } : {}),
    }),
    send: async ({ name, url }) => {
      const wish = { name, url, topics: [...topics], engagements: engagements.length === 0 ? null : [...engagements] };
      const made = await (webhook === undefined
        ? request("POST /company/webhooks", { body: { ...wish, side }, idempotencyKey: idempotencyKey.current })
        : request("PATCH /company/webhooks/:id", {
            params: { id: webhook.id },
            body: { ...wish, state: webhook.state === "on" ? "on" : "off" },
            ifMatch: `"${webhook.version}"`,
          }));
      await queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
      if (webhook !== undefined) sayDone(t("saved"));
      done("secret" in made ? (made.secret ?? "") : undefined);
    },
  });
  return { form, sides, side, setSide, topics, setTopics, engagements, setEngagements };
}

function WebhookForm({ webhook, done }: WebhookFormProps) {
  const t = useWords(webhookWords);
  const chosen = useWebhookForm({ ...(webhook !== undefined && { webhook }), done });
  const { form, sides, side, setSide, topics, setTopics, engagements, setEngagements } = chosen;
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      <TextInput
        {...form.field("name")}
        label={t("name")}
        description={t("nameHelp")}
        defaultValue={webhook?.name ?? ""}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        {...form.field("url")}
        label={t("url")}
        description={t("urlHelp")}
        defaultValue={webhook?.url ?? "https://"}
        inputMode="url"
        autoComplete="off"
      />
      {webhook === undefined && sides.length > 1 ? (
        <NativeSelect
          label={t("side")}
          description={t("sideHelp")}
          value={side}
          data={sides.map((value) => ({ value, label: t(value) }))}
          onChange={({ currentTarget: { value } }) => {
            setSide(sides.find((each) => each === value) ?? side);
            setEngagements([]);
          }}
        />
      ) : null}
      <TopicChoice topics={topics} choose={setTopics} error={form.field("topics").error} />
      <EngagementChoice
        side={side}
        engagements={engagements}
        choose={setEngagements}
        error={form.field("engagements").error}
      />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t(webhook === undefined ? "add" : "save")}
        </Button>
      </div>
    </form>
  );
}

interface TopicChoiceProps {
  readonly topics: readonly Topic[];
  readonly choose: (topics: readonly Topic[]) => void;
  readonly error: string | undefined;
}

function TopicChoice({ topics, choose, error }: TopicChoiceProps) {
  const t = useWords(webhookWords);
  return (
    <Checkbox.Group
      label={t("topics")}
      error={error}
      value={[...topics]}
      onChange={(chosen) => choose(WEBHOOK_TOPICS.filter((topic) => chosen.includes(topic)))}
    >
      <div className="choices-list">
        {WEBHOOK_TOPICS.map((topic) => (
          <Checkbox key={topic} value={topic} label={t(`topic-${topic}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

interface EngagementChoiceProps {
  readonly side: Side;
  readonly engagements: readonly string[];
  readonly choose: (engagements: readonly string[]) => void;
  readonly error: string | undefined;
}

/** The company's engagements on a side; nothing to choose where there is one only. */
function EngagementChoice({ side, engagements, choose, error }: EngagementChoiceProps) {
  const t = useWords(webhookWords);
  const offered = useEngagements().filter((each) => each.side === side);
  if (offered.length < 2) return null;
  return (
    <Checkbox.Group
      label={t("engagements")}
      description={t("engagementsHelp")}
      error={error}
      value={[...engagements]}
      onChange={choose}
    >
      <div className="choices-list">
        {offered.map((each) => (
          <Checkbox key={each.id} value={each.id} label={`${each.name} – ${otherSideOf(each).name}`} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
