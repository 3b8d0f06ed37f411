import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { peopleQuery } from "../../company/people.ts";
import { useFormats, useWords } from "../../i18n/language.tsx";
import { mayDo, useSession } from "../../session.ts";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Section } from "../../ui/Page.tsx";
import type { Ticket } from "../../wire.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { Typed } from "../Typed.tsx";
import { useOnce } from "../useOnce.ts";
import { sidesOf, useTicket } from "../view.ts";
import { useExtra } from "./useExtra.ts";
import { extraWords } from "./words.ts";

type Step = Ticket["steps"][number];

/** What is to be done, by whom and until when. */
export function Steps({ mayChange }: { readonly mayChange: boolean }) {
  const t = useWords(extraWords);
  const { steps } = useTicket().ticket;
  const [isAdding, setAdding] = useState(false);
  if (steps.length === 0 && !mayChange) return null;
  const done = steps.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <Section
      title={t("steps")}
      actions={
        mayChange ? (
          <Button variant="subtle" size="compact-md" onClick={() => setAdding(true)}>
            {t("stepAdd")}
          </Button>
        ) : undefined
      }
    >
      {steps.length === 0 ? <p className="soft">{t("stepsNone")}</p> : null}
      {steps.length === 0 ? null : <p className="soft">{t("stepsDone", { done, count: steps.length })}</p>}
      <ul className="steps">
        {steps.map((step) => (
          <StepLine key={step.id} step={step} mayChange={mayChange} />
        ))}
      </ul>
      {isAdding ? <StepDialog close={() => setAdding(false)} /> : null}
    </Section>
  );
}

function StepLine({ step, mayChange }: { readonly step: Step; readonly mayChange: boolean }) {
  const t = useWords(extraWords);
  const { date } = useFormats();
  const view = useTicket();
  const change = useExtra();
  const { problem, once } = useOnce();
  const { id, title, owner, dueOn, doneAt, visibleTo } = step;
  const day = dueOn === null ? undefined : date(`${dueOn}T12:00:00Z`, "UTC");
  const who = owner?.name ?? undefined;
  const about =
    who === undefined ? day && t("stepUntil", { day }) : day === undefined ? who : t("stepBy", { name: who, day });
  const mark = (done: boolean) =>
    once(() =>
      change("PATCH", `steps/${encodeURIComponent(id)}`, { done }, (ticket) => ({
        ...ticket,
        steps: ticket.steps.map((each) =>
          each.id === id ? { ...each, doneAt: done ? new Date().toISOString() : null } : each,
        ),
      })),
    );
  return (
    <li>
      <Checkbox
        label={<Typed>{title}</Typed>}
        description={about}
        checked={doneAt !== null}
        readOnly={!mayChange}
        disabled={!mayChange}
        onChange={({ currentTarget: { checked } }) => void mark(checked)}
      />
      {visibleTo === "both" ? null : <InternalChip own={sidesOf(view).own} />}
      <TicketProblem error={problem} />
    </li>
  );
}

export function InternalChip({ own }: { readonly own: string }) {
  const t = useWords(extraWords);
  return (
    <span className="chip">
      <Icon name="lock" size={16} />
      {t("internal", { own })}
    </span>
  );
}

function StepDialog({ close }: { readonly close: () => void }) {
  const t = useWords(extraWords);
  const view = useTicket();
  const change = useExtra();
  const owners = useOwners();
  const form = useForm({
    fields: ["title", "ownerId", "dueOn", "internal"],
    check: ({ title }) => (title.trim() === "" ? { title: t("missing") } : {}),
    send: async ({ title, ownerId, dueOn, internal }) => {
      await change("POST", "steps", {
        title: title.trim(),
        ...(ownerId !== "" && { ownerId }),
        ...(dueOn !== "" && { dueOn }),
        ...(internal !== "" && { visibleTo: view.ticket.side }),
      });
      close();
    },
  });
  return (
    <FormDialog title={t("stepAdd")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <TextInput {...form.field("title")} label={t("step")} maxLength={300} autoComplete="off" data-autofocus />
        <NativeSelect
          {...form.field("ownerId")}
          label={t("stepOwner")}
          data={[{ value: "", label: t("stepNobody") }, ...owners.map(([value, label]) => ({ value, label }))]}
        />
        <TextInput {...form.field("dueOn")} type="date" label={t("stepDue")} />
        <Checkbox name="internal" value="internal" label={t("internal", sidesOf(view))} />
        <TicketProblem error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("stepAdd")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}

/** Who may be asked to do something: the own people, as far as they are to be seen, and who has to do with the ticket. */
function useOwners(): readonly (readonly [id: string, name: string])[] {
  const session = useSession();
  const { people } = useTicket();
  const { data } = useQuery({ ...peopleQuery, enabled: mayDo(session, "people:read") });
  const known = new Map([...people, ...(data?.items ?? []).map(({ id, name }) => [id, name] as const)]);
  return [...known.set(session.person.id, session.person.name)].toSorted(([, a], [, b]) => a.localeCompare(b));
}
