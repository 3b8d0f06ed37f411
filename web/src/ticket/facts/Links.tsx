import { Button, NativeSelect } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { NewLink } from "../../wire.ts";
import { useWords } from "../../i18n/language.tsx";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Section } from "../../ui/Page.tsx";
import { sayDone } from "../../ui/Toasts.tsx";
import type { Ticket } from "../../wire.ts";
import { useAct } from "../acts/useAct.ts";
import { deskWords } from "../desk-words.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { Typed } from "../Typed.tsx";
import { useOnce } from "../useOnce.ts";
import { useTicket } from "../view.ts";
import { TicketChoice } from "./TicketChoice.tsx";
import { useExtra } from "./useExtra.ts";
import { extraWords } from "./words.ts";

const KINDS = ["related", "duplicate", "cause", "follow-up"] as const;

/** Other tickets that have to do with this one. */
export function Links({ mayChange }: { readonly mayChange: boolean }) {
  const t = useWords(extraWords);
  const { ticket } = useTicket();
  const [open, setOpen] = useState<"link" | "merge">();
  const mayMerge = ticket.acts.includes("merged");
  if (ticket.links.length === 0 && !mayChange && !mayMerge) return null;
  return (
    <Section
      title={t("links")}
      actions={
        <div className="row">
          {mayChange ? (
            <Button variant="subtle" size="compact-md" onClick={() => setOpen("link")}>
              {t("linkAdd")}
            </Button>
          ) : null}
          {mayMerge ? (
            <Button variant="subtle" size="compact-md" onClick={() => setOpen("merge")}>
              {t("merge")}
            </Button>
          ) : null}
        </div>
      }
    >
      {ticket.links.length === 0 ? <p className="soft">{t("linksNone")}</p> : null}
      <ul className="ticket-links">
        {ticket.links.map((link) => (
          <LinkLine key={`${link.kind} ${link.direction} ${link.ticket.id}`} link={link} mayChange={mayChange} />
        ))}
      </ul>
      {open === "link" ? <LinkDialog close={() => setOpen(undefined)} /> : null}
      {open === "merge" ? <MergeDialog close={() => setOpen(undefined)} /> : null}
    </Section>
  );
}

interface LinkLineProps {
  readonly link: Ticket["links"][number];
  readonly mayChange: boolean;
}

function LinkLine({ link: { kind, direction, ticket: other }, mayChange }: LinkLineProps) {
  const t = useWords(extraWords);
  const desk = useWords(deskWords);
  const change = useExtra();
  const { isBusy, problem, once } = useOnce();
  return (
    <li>
      <span className="soft">{t(`${direction}-${kind}`)}</span>{" "}
      <Link to="/tickets/$ticket" params={{ ticket: other.id }}>
        T-{other.number} <Typed>{other.subject}</Typed>
      </Link>{" "}
      <span className="soft">({desk(other.stage)})</span>
      {mayChange && kind !== "split" && direction === "to" ? (
        <Button
          variant="subtle"
          size="compact-md"
          loading={isBusy}
          aria-label={t("linkRemove", { number: String(other.number) })}
          onClick={() =>
            void once(() => change("DELETE /tickets/:id/links/:other", { other: other.id, query: { kind } }))
          }
        >
          {t("linkDrop")}
        </Button>
      ) : null}
      <TicketProblem error={problem} />
    </li>
  );
}

function LinkDialog({ close }: { readonly close: () => void }) {
  const t = useWords(extraWords);
  const change = useExtra();
  const [other, setOther] = useState<string>();
  const form = useForm({
    fields: ["kind", "other"],
    check: () => (other === undefined ? { other: t("chooseTicket") } : {}),
    send: async ({ kind }) => {
      await change("POST /tickets/:id/links", { body: { kind: kind as NewLink["kind"], otherId: other! } });
      sayDone(t("linkAdded"));
      close();
    },
  });
  return (
    <FormDialog title={t("linkAdd")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <NativeSelect
          {...form.field("kind")}
          label={t("kind")}
          data={KINDS.map((value) => ({ value, label: t(`to-${value}`) }))}
        />
        <TicketChoice chosen={other} choose={setOther} error={form.field("other").error} />
        <TicketProblem error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("linkAdd")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}

function MergeDialog({ close }: { readonly close: () => void }) {
  const t = useWords(extraWords);
  const act = useAct();
  const [other, setOther] = useState<string>();
  const form = useForm({
    fields: ["other"],
    check: () => (other === undefined ? { other: t("chooseTicket") } : {}),
    send: async () => {
      await act({ type: "merged", into: other! });
      close();
    },
  });
  return (
    <FormDialog title={t("merge")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <p>{t("mergeLead")}</p>
        <TicketChoice chosen={other} choose={setOther} error={form.field("other").error} />
        <TicketProblem error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("merge")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
