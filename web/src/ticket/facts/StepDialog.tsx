import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useWords } from "../../i18n/language.tsx";
import { useSession } from "../../session.ts";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import type { Ticket } from "../../wire.ts";
import { useEngagedPeople } from "../people.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { useOnce } from "../useOnce.ts";
import { sidesOf, useTicket } from "../view.ts";
import { useExtra } from "./useExtra.ts";
import { extraWords } from "./words.ts";

interface StepDialogProps {
  /** Absent: a new one. */
  readonly step?: Ticket["steps"][number];
  readonly close: () => void;
}

const orNull = (text: string): string | null => (text === "" ? null : text);

/** What is to be done, by whom and until when: said for the first time, or anew. */
export function StepDialog({ step, close }: StepDialogProps) {
  const t = useWords(extraWords);
  const view = useTicket();
  const change = useExtra();
  const owners = useOwners();
  const form = useForm({
    fields: ["title", "ownerId", "dueOn", "internal"],
    check: ({ title }) => (title.trim() === "" ? { title: t("missing") } : {}),
    send: async ({ title, ownerId, dueOn, internal }) => {
      const said = { title: title.trim() };
      if (step === undefined)
        await change("POST /tickets/:id/steps", {
          body: {
            ...said,
            ...(ownerId !== "" && { ownerId }),
            ...(dueOn !== "" && { dueOn }),
            ...(internal !== "" && { visibleTo: view.ticket.side }),
          },
        });
      else
        await change("PATCH /tickets/:id/steps/:other", {
          other: step.id,
          body: { ...said, ownerId: orNull(ownerId), dueOn: orNull(dueOn) },
        });
      close();
    },
  });
  const title = t(step === undefined ? "stepAdd" : "stepChange");
  return (
    <FormDialog title={title} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <TextInput
          {...form.field("title")}
          label={t("step")}
          defaultValue={step?.title ?? ""}
          maxLength={300}
          autoComplete="off"
          data-autofocus
        />
        <NativeSelect
          key={owners.length}
          {...form.field("ownerId")}
          label={t("stepOwner")}
          defaultValue={step?.owner?.id ?? ""}
          data={[{ value: "", label: t("stepNobody") }, ...owners.map(([value, label]) => ({ value, label }))]}
        />
        <TextInput {...form.field("dueOn")} type="date" label={t("stepDue")} defaultValue={step?.dueOn ?? ""} />
        {step === undefined ? <Checkbox name="internal" value="internal" label={t("internal", sidesOf(view))} /> : null}
        <TicketProblem error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {step === undefined ? title : t("stepSave")}
          </Button>
          {step === undefined ? null : <RemoveStep id={step.id} close={close} />}
        </div>
      </form>
    </FormDialog>
  );
}

function RemoveStep({ id, close }: { readonly id: string; readonly close: () => void }) {
  const t = useWords(extraWords);
  const change = useExtra();
  const { isBusy, problem, once } = useOnce();
  const remove = () =>
    once(() => change("DELETE /tickets/:id/steps/:other", { other: id })).then((isDone) =>
      isDone ? close() : undefined,
    );
  return (
    <>
      <Button variant="default" loading={isBusy} onClick={() => void remove()}>
        {t("stepRemove")}
      </Button>
      <TicketProblem error={problem} />
    </>
  );
}

/** Who may be asked to do something: the people of both sides, as far as they are to be seen, and who has to do with the ticket. */
function useOwners(): readonly (readonly [id: string, name: string])[] {
  const { person } = useSession();
  const { people } = useTicket();
  const engaged = useEngagedPeople().map(({ id, name }) => [id, name] as const);
  const known = new Map([...people, ...engaged]).set(person.id, person.name);
  return [...known].toSorted(([, a], [, b]) => a.localeCompare(b));
}
