import { Button, Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { useFormats, useLanguage, useWords } from "../../i18n/language.tsx";
import { useSession } from "../../session.ts";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Section } from "../../ui/Page.tsx";
import type { Ticket } from "../../wire.ts";
import { lengthInWords } from "../times.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { Typed } from "../Typed.tsx";
import { useOnce } from "../useOnce.ts";
import { sidesOf, useTicket } from "../view.ts";
import { minutesOf } from "./minutes.ts";
import { usePriceText } from "../price-text.tsx";
import { InternalChip } from "./Steps.tsx";
import { useExtra } from "./useExtra.ts";
import { extraWords } from "./words.ts";

type TimeRecord = Ticket["times"][number];

const MINUTE_MS = 60_000;
const sumOf = (times: readonly TimeRecord[]): number =>
  times.reduce((sum, { minutes }) => sum + minutes, 0) * MINUTE_MS;

/** Who worked how long, and whether it is charged. */
export function Times({ mayRecord }: { readonly mayRecord: boolean }) {
  const t = useWords(extraWords);
  const { language } = useLanguage();
  const { times } = useTicket().ticket;
  const [isAdding, setAdding] = useState(false);
  if (times.length === 0 && !mayRecord) return null;
  return (
    <Section
      title={t("times")}
      actions={
        mayRecord ? (
          <Button variant="subtle" size="compact-md" onClick={() => setAdding(true)}>
            {t("timeAdd")}
          </Button>
        ) : undefined
      }
    >
      <p className="soft">
        {times.length === 0
          ? t("timesNone")
          : t("timesSum", {
              sum: lengthInWords(sumOf(times), language, false),
              chargeable: lengthInWords(sumOf(times.filter(({ chargeable }) => chargeable)), language, false),
            })}
      </p>
      <Charges />
      <ul className="ticket-links">
        {times.map((record) => (
          <TimeLine key={record.id} record={record} mayRecord={mayRecord} />
        ))}
      </ul>
      {isAdding ? <TimeDialog close={() => setAdding(false)} /> : null}
    </Section>
  );
}

/** What of it is charged: in started increments, by the price item of its day. */
function Charges() {
  const t = useWords(extraWords);
  const { language } = useLanguage();
  const priced = usePriceText();
  return useTicket().ticket.charges.map(({ price, charged }) => {
    const length = lengthInWords(charged * MINUTE_MS, language, false);
    return (
      <p key={price?.id ?? ""} className="soft">
        {price === null
          ? t("chargedNot", { charged: length })
          : t.rich("charged", { charged: length, price: priced(price) })}
      </p>
    );
  });
}

function TimeLine({ record, mayRecord }: { readonly record: TimeRecord; readonly mayRecord: boolean }) {
  const t = useWords(extraWords);
  const { language } = useLanguage();
  const { date } = useFormats();
  const { person: me } = useSession();
  const view = useTicket();
  const change = useExtra();
  const { isBusy, problem, once } = useOnce();
  const { id, person, day, minutes, chargeable, note, visibleTo } = record;
  const length = lengthInWords(minutes * MINUTE_MS, language, false);
  return (
    <li>
      <span className="figures">
        {date(`${day}T12:00:00Z`, "UTC")} · <strong>{length}</strong>
      </span>{" "}
      · {person.name ?? "–"}, {t(chargeable ? "isChargeable" : "notChargeable")}
      {note === "" ? null : (
        <>
          : <Typed>{note}</Typed>
        </>
      )}{" "}
      {visibleTo === "both" ? null : <InternalChip own={sidesOf(view).own} />}
      {mayRecord && person.id === me.id ? (
        <Button
          variant="subtle"
          size="compact-md"
          loading={isBusy}
          aria-label={t("timeRemove", { minutes: length, name: person.name ?? "–" })}
          onClick={() => void once(() => change("DELETE /tickets/:id/time-records/:other", { other: id }))}
        >
          {t("remove")}
        </Button>
      ) : null}
      <TicketProblem error={problem} />
    </li>
  );
}

/** Today where the reader is, as a field for dates holds it. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 10);
}

function TimeDialog({ close }: { readonly close: () => void }) {
  const t = useWords(extraWords);
  const view = useTicket();
  const change = useExtra();
  const form = useForm({
    fields: ["minutes", "day", "note", "chargeable", "internal"],
    check: ({ minutes }) => (minutesOf(minutes) === undefined ? { minutes: t("lengthMissing") } : {}),
    send: async ({ minutes, day, note, chargeable, internal }) => {
      const body = {
        minutes: minutesOf(minutes)!,
        day: day === "" ? today() : day,
        note: note.trim(),
        chargeable: chargeable !== "",
        ...(internal !== "" && { visibleTo: view.ticket.side }),
      };
      await change("POST /tickets/:id/time-records", { body });
      close();
    },
  });
  return (
    <FormDialog title={t("timeAdd")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <TextInput
          {...form.field("minutes")}
          label={t("length")}
          description={t("lengthHelp")}
          autoComplete="off"
          data-autofocus
        />
        <TextInput {...form.field("day")} type="date" label={t("day")} defaultValue={today()} max={today()} />
        <TextInput {...form.field("note")} label={t("note")} maxLength={1_000} autoComplete="off" />
        <Checkbox name="chargeable" value="chargeable" label={t("chargeable")} defaultChecked />
        <Checkbox name="internal" value="internal" label={t("internal", sidesOf(view))} />
        <TicketProblem error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("timeAdd")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
