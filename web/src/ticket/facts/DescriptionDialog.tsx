import { KINDS } from "../kinds.ts";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { request } from "../../api.ts";
import { useWords } from "../../i18n/language.tsx";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import type { Ticket } from "../../wire.ts";
import { deskWords } from "../desk-words.ts";
import { useEngagedPeople } from "../people.ts";
import { ticketQuery } from "../ticket.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { useTicket } from "../view.ts";
import { factWords } from "./words.ts";

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** Puts right what describes a ticket. Clocks go on as they did. */
export function DescriptionDialog({ close }: { readonly close: () => void }) {
  const t = useWords(factWords);
  const desk = useWords(deskWords);
  const { ticket } = useTicket();
  const { side } = ticket;
  const before = {
    subject: ticket.subject,
    kind: ticket.kind,
    category: ticket.category,
    asset: ticket.asset,
    requesterId: ticket.requester?.id ?? null,
  };
  const form = useDescription(before, close);
  return (
    <FormDialog title={t("describe")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <TextInput
          {...form.field("subject")}
          label={t("subject")}
          defaultValue={before.subject}
          maxLength={300}
          autoComplete="off"
          data-autofocus
        />
        <NativeSelect
          {...form.field("kind")}
          label={t("kind")}
          defaultValue={before.kind}
          data={KINDS.map((value) => ({ value, label: desk(`${side}-${value}`) }))}
        />
        <RequesterSelect field={form.field("requesterId")} />
        <TextInput
          {...form.field("category")}
          label={t("category")}
          description={t("categoryHelp")}
          defaultValue={before.category ?? ""}
          maxLength={100}
          autoComplete="off"
        />
        <TextInput
          {...form.field("asset")}
          label={t("asset")}
          defaultValue={before.asset ?? ""}
          maxLength={200}
          autoComplete="off"
        />
        <TicketProblem error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("save")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}

type Before = Pick<Ticket, "subject" | "kind" | "category" | "asset"> & { readonly requesterId: string | null };

/** Sends what was changed, and nothing else. */
function useDescription(before: Before, close: () => void) {
  const t = useWords(factWords);
  const queries = useQueryClient();
  const { id } = useTicket().ticket;
  return useForm({
    fields: ["subject", "kind", "category", "asset", "requesterId"],
    check: ({ subject }) => (subject.trim() === "" ? { subject: t("subjectMissing") } : {}),
    send: async ({ subject, kind, category, asset, requesterId }) => {
      const wished = {
        subject: subject.trim(),
        kind,
        category: orNull(category),
        asset: orNull(asset),
        requesterId: orNull(requesterId),
      };
      const changes = Object.entries(wished).filter(([name, value]) => value !== before[name as keyof typeof before]);
      if (changes.length > 0)
        await request("PATCH /tickets/:id", { params: { id }, body: Object.fromEntries(changes) });
      await queries.invalidateQueries({ queryKey: ticketQuery(id).queryKey });
      close();
    },
  });
}

interface RequesterSelectProps {
  readonly field: { readonly name: string; readonly error: string | undefined };
}

/** For whom it was reported: somebody of the client, or nobody in particular. */
function RequesterSelect({ field }: RequesterSelectProps) {
  const t = useWords(factWords);
  const { requester } = useTicket().ticket;
  const people = useEngagedPeople().filter((each) => each.side === "client");
  const isKnown = requester === null || people.some(({ id }) => id === requester.id);
  const known = isKnown ? people : [{ id: requester.id, name: requester.name ?? "–" }, ...people];
  return (
    <NativeSelect
      // What is chosen at first is only there once the people are.
      key={people.length}
      {...field}
      label={t("requester")}
      defaultValue={requester?.id ?? ""}
      data={[{ value: "", label: t("requesterNone") }, ...known.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}
