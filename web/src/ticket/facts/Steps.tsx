import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useFormats, useWords } from "../../i18n/language.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Section } from "../../ui/Page.tsx";
import type { Ticket } from "../../wire.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { Typed } from "../Typed.tsx";
import { useOnce } from "../useOnce.ts";
import { sidesOf, useTicket } from "../view.ts";
import { ChecklistDialog } from "./ChecklistDialog.tsx";
import { StepDialog } from "./StepDialog.tsx";
import { useExtra } from "./useExtra.ts";
import { extraWords } from "./words.ts";

type Step = Ticket["steps"][number];

/** What is to be done, by whom and until when. */
export function Steps({ mayChange }: { readonly mayChange: boolean }) {
  const t = useWords(extraWords);
  const { steps } = useTicket().ticket;
  const [open, setOpen] = useState<"step" | "checklist">();
  const close = () => setOpen(undefined);
  if (steps.length === 0 && !mayChange) return null;
  const done = steps.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <Section
      title={t("steps")}
      actions={
        mayChange ? (
          <div className="row">
            <Button variant="subtle" size="compact-md" onClick={() => setOpen("step")}>
              {t("stepAdd")}
            </Button>
            <Button variant="subtle" size="compact-md" onClick={() => setOpen("checklist")}>
              {t("checklist")}
            </Button>
          </div>
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
      {open === "step" ? <StepDialog close={close} /> : null}
      {open === "checklist" ? <ChecklistDialog close={close} /> : null}
    </Section>
  );
}

function StepLine({ step, mayChange }: { readonly step: Step; readonly mayChange: boolean }) {
  const t = useWords(extraWords);
  const { date } = useFormats();
  const view = useTicket();
  const change = useExtra();
  const [isOpen, setOpen] = useState(false);
  const { problem, once } = useOnce();
  const { id, title, owner, dueOn, doneAt, visibleTo } = step;
  const day = dueOn === null ? undefined : date(`${dueOn}T12:00:00Z`, "UTC");
  const who = owner?.name ?? undefined;
  const about =
    who === undefined ? day && t("stepUntil", { day }) : day === undefined ? who : t("stepBy", { name: who, day });
  const mark = (done: boolean) =>
    once(() =>
      change("PATCH /tickets/:id/steps/:other", { other: id, body: { done } }, (ticket) => ({
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
      {mayChange ? (
        <button
          type="button"
          className="link-button"
          aria-label={t("stepChangeWhich", { title })}
          onClick={() => setOpen(true)}
        >
          {t("change")}
        </button>
      ) : null}
      {isOpen ? <StepDialog step={step} close={() => setOpen(false)} /> : null}
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
