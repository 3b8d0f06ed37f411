import { CHANGE_KINDS, type ChangeKind } from "@handschlag/engine/change/approval.ts";
import { riskSetNamed, riskSetOn } from "@handschlag/engine/change/risk.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { Original } from "../contract/Original.tsx";
import { readDecimal, shownDecimal } from "../draft/typed-values.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { instantOfField } from "../ticket/times.ts";
import { useForm, type Form } from "../ui/form.ts";
import { ProblemNote } from "../ui/Problem.tsx";
import type { Change, Engagement, NewChange } from "../wire.ts";
import { fieldOfInstant, spanFaults } from "./act-dialogs.tsx";
import { KIND_WORDS, useAgreement } from "./changes.ts";
import { changeFormWords } from "./form-words.ts";
import { RiskQuestions } from "./RiskQuestions.tsx";
import { changeWords } from "./words.ts";

interface ChangeFormProps {
  readonly engagement: Engagement;
  /** What stands there already. */
  readonly change?: Change;
  readonly title?: string | undefined;
  readonly label: string;
  readonly send: (wish: Omit<NewChange, "ticketId">) => Promise<void>;
  readonly back: () => void;
}

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** What is chosen rather than typed: it decides what else is asked, and who decides. */
function useChoices(change: Change | undefined) {
  const { language } = useLanguage();
  const [kind, setKind] = useState<ChangeKind>(change?.kind ?? "normal");
  const [services, setServices] = useState<readonly string[]>(change?.services ?? []);
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>(change?.answers ?? {});
  const [amount, setAmount] = useState(
    change?.amount === null || change === undefined ? "" : shownDecimal(change.amount, language),
  );
  const read = amount.trim() === "" ? undefined : readDecimal(amount, language);
  return {
    kind,
    setKind,
    services,
    turn: (id: string, isOn: boolean) =>
      setServices((before) => (isOn ? [...before, id] : before.filter((each) => each !== id))),
    answers,
    choose: (question: string, answer: string) => setAnswers((before) => ({ ...before, [question]: answer })),
    amount,
    setAmount,
    /** The amount as the contract writes it; `undefined` when there is none. */
    exact: read?.ok === true ? read.value : undefined,
    isUnread: read?.ok === false,
  };
}

const FIELDS = ["kind", "standard", "title", "reason", "amount", "plan", "backOutPlan", "from", "until"] as const;
type ChangeFields = Form<(typeof FIELDS)[number]>;
type Choices = ReturnType<typeof useChoices>;

/** What is to be changed, why, how, when, and how risky it is: everything on one page. */
export function ChangeForm({ engagement, change, title, label, send, back }: ChangeFormProps) {
  const t = useWords(changeFormWords);
  const agreement = useAgreement(engagement);
  const choices = useChoices(change);
  const { kind, exact, isUnread } = choices;
  const set = (change && riskSetNamed(change.riskSet)) ?? riskSetOn(new Date().toISOString().slice(0, 10));
  const form = useForm({
    fields: FIELDS,
    check: (entries) => ({
      ...(entries.title.trim() === "" && { title: t("titleMissing") }),
      ...(entries.reason.trim() === "" && { reason: t("reasonMissing") }),
      ...(isUnread && { amount: t("amountUnread") }),
      ...(entries.from + entries.until !== "" &&
        spanFaults(entries, { missing: t("momentMissing"), before: t("endsBefore") })),
    }),
    send: async (entries) => {
      const [from, until] = [instantOfField(entries.from), instantOfField(entries.until)];
      await send({
        kind,
        ...(kind === "standard" && { standard: entries.standard }),
        title: entries.title.trim(),
        reason: entries.reason.trim(),
        plan: orNull(entries.plan),
        backOutPlan: orNull(entries.backOutPlan),
        services: [...choices.services],
        amount: exact ?? null,
        answers: kind === "standard" ? {} : choices.answers,
        planned: from === undefined || until === undefined ? null : { from, until },
      });
    },
  });
  const parts = { form, choices, change, agreement };
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      {change === undefined ? <KindFields {...parts} /> : null}
      <WhatFields {...parts} title={title} />
      {kind === "standard" ? null : (
        <RiskQuestions
          set={set}
          answers={choices.answers}
          choose={choices.choose}
          agreement={agreement}
          wish={{ kind, amount: exact }}
          engagement={engagement}
        />
      )}
      <PlanFields {...parts} />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {label}
        </Button>
        <Button variant="default" onClick={back}>
          {t("back")}
        </Button>
      </div>
    </form>
  );
}

interface PartProps {
  readonly form: ChangeFields;
  readonly choices: Choices;
  readonly change: Change | undefined;
  readonly agreement: ContractDocument | undefined;
}

/** Of what kind it is: approved beforehand only what the contract lists. */
function KindFields({ form, choices: { kind, setKind }, agreement }: PartProps) {
  const t = useWords(changeFormWords);
  const words = useWords(changeWords);
  const standards = agreement?.changes?.standard ?? [];
  const kinds = CHANGE_KINDS.filter((each) => each !== "standard" || standards.length > 0);
  return (
    <>
      <NativeSelect
        {...form.field("kind")}
        label={t("kind")}
        description={t("kindHelp")}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as ChangeKind)}
        data={kinds.map((value) => ({ value, label: words(KIND_WORDS[value]) }))}
      />
      {kind === "standard" ? (
        <NativeSelect
          {...form.field("standard")}
          label={t("standard")}
          data={standards.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
    </>
  );
}

/** What is to be changed, on which services, and what it costs. */
function WhatFields({ form, choices, change, agreement, title }: PartProps & { readonly title: string | undefined }) {
  const t = useWords(changeFormWords);
  const { services, turn, amount, setAmount } = choices;
  return (
    <>
      <TextInput
        {...form.field("title")}
        label={t("title")}
        defaultValue={change?.title ?? title ?? ""}
        maxLength={200}
      />
      <Textarea
        {...form.field("reason")}
        label={t("reason")}
        defaultValue={change?.reason ?? ""}
        rows={4}
        maxLength={10_000}
      />
      {agreement === undefined ? null : (
        <fieldset className="change-services">
          <legend>{t("services")}</legend>
          {agreement.services.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={<Original>{name}</Original>}
              checked={services.includes(id)}
              onChange={(event) => turn(id, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      )}
      <TextInput
        {...form.field("amount")}
        label={t("amount")}
        description={t("amountHelp", { currency: agreement?.prices?.currency ?? "EUR" })}
        value={amount}
        onChange={(event) => setAmount(event.currentTarget.value)}
        inputMode="decimal"
      />
    </>
  );
}

/** How it is done, how one comes back, and when. */
function PlanFields({ form, change }: PartProps) {
  const t = useWords(changeFormWords);
  return (
    <>
      <Textarea
        {...form.field("plan")}
        label={t("plan")}
        description={t("planHelp")}
        defaultValue={change?.plan ?? ""}
        rows={4}
        maxLength={10_000}
      />
      <Textarea
        {...form.field("backOutPlan")}
        label={t("backOut")}
        description={t("backOutHelp")}
        defaultValue={change?.backOutPlan ?? ""}
        rows={3}
        maxLength={10_000}
      />
      <fieldset className="change-services">
        <legend>{t("planned")}</legend>
        <p className="soft">{t("plannedHelp")}</p>
        {(["from", "until"] as const).map((name) => (
          <TextInput
            key={name}
            {...form.field(name)}
            type="datetime-local"
            label={t(name)}
            defaultValue={fieldOfInstant(change?.planned?.[name])}
          />
        ))}
      </fieldset>
    </>
  );
}
