import { Button, NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../../i18n/language.tsx";
import { useSession } from "../../session.ts";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Section } from "../../ui/Page.tsx";
import type { Ticket } from "../../wire.ts";
import { useEngagedPeople } from "../people.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { useOnce } from "../useOnce.ts";
import { sidesOf, useTicket } from "../view.ts";
import { useExtra } from "./useExtra.ts";
import { peopleWords } from "./words.ts";

type Participant = Ticket["participants"][number];

/** Who reads along without having reported it. */
export function Participants({ mayChange }: { readonly mayChange: boolean }) {
  const t = useWords(peopleWords);
  const { participants } = useTicket().ticket;
  const [isAdding, setAdding] = useState(false);
  if (participants.length === 0 && !mayChange) return null;
  return (
    <Section
      title={t("title")}
      actions={
        mayChange ? (
          <Button variant="subtle" size="compact-md" onClick={() => setAdding(true)}>
            {t("add")}
          </Button>
        ) : undefined
      }
    >
      {participants.length === 0 ? <p className="soft">{t("none")}</p> : null}
      <ul className="ticket-links">
        {participants.map((participant) => (
          <ParticipantLine key={participant.person.id} participant={participant} mayChange={mayChange} />
        ))}
      </ul>
      {isAdding ? <ParticipantDialog close={() => setAdding(false)} /> : null}
    </Section>
  );
}

interface ParticipantLineProps {
  readonly participant: Participant;
  readonly mayChange: boolean;
}

function ParticipantLine({ participant: { person, side }, mayChange }: ParticipantLineProps) {
  const t = useWords(peopleWords);
  const me = useSession().person;
  const view = useTicket();
  const navigate = useNavigate();
  const change = useExtra();
  const { isBusy, problem, once } = useOnce();
  const isMe = person.id === me.id;
  const name = person.name ?? "–";
  const mayRemove = isMe || (mayChange && side === view.ticket.side);
  const remove = async () => {
    await change("DELETE /tickets/:id/participants/:other", { other: person.id });
    // Whoever sees their own tickets only does not see this one any more.
    if (isMe && !view.rights.includes("ticket:read")) await navigate({ to: "/tickets" });
  };
  return (
    <li>
      {name} <span className="soft">({side === "client" ? view.client : view.provider})</span>{" "}
      {mayRemove ? (
        <Button
          variant="subtle"
          size="compact-md"
          loading={isBusy}
          aria-label={isMe ? undefined : t("removeWho", { name })}
          onClick={() => void once(remove)}
        >
          {t(isMe ? "leave" : "remove")}
        </Button>
      ) : null}
      <TicketProblem error={problem} />
    </li>
  );
}

function ParticipantDialog({ close }: { readonly close: () => void }) {
  const t = useWords(peopleWords);
  const view = useTicket();
  const { side, participants, requester } = view.ticket;
  const change = useExtra();
  const there = new Set([requester?.id, ...participants.map(({ person }) => person.id)]);
  const people = useEngagedPeople().filter((each) => each.side === side && !there.has(each.id));
  const form = useForm({
    fields: ["person"],
    check: ({ person }) => (person === "" ? { person: t("missing") } : {}),
    send: async ({ person }) => {
      await change("PUT /tickets/:id/participants/:other", { other: person });
      close();
    },
  });
  return (
    <FormDialog title={t("addTitle")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <p>{t(`lead-${side}`)}</p>
        <NativeSelect
          {...form.field("person")}
          label={t("person", sidesOf(view))}
          data={[{ value: "", label: t("choose") }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
          data-autofocus
        />
        <TicketProblem error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("addTitle")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
