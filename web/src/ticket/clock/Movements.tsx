import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useLanguage, useWords } from "../../i18n/language.tsx";
import { useForm } from "../../ui/form.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Section } from "../../ui/Page.tsx";
import { sayDone } from "../../ui/Toasts.tsx";
import type { Clock, TicketEntry } from "../../wire.ts";
import { useAct } from "../acts/useAct.ts";
import { deskWords } from "../desk-words.ts";
import { useEntrySentence } from "../talk/useEntrySentence.ts";
import { shortInstant } from "../times.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { Typed } from "../Typed.tsx";
import { useOnce } from "../useOnce.ts";
import { useTicket } from "../view.ts";
import { clockPanelWords } from "./words.ts";

/** What stops, starts or re-sets clocks; of the answers only the first does. */
const MOVING: ReadonlySet<string> = new Set(
  ["paused", "resumed", "restored", "resolved", "closed", "reopened", "cancelled", "merged"]
    .concat("priority-changed", "service-changed")
    .map((type) => `ticket.${type}`),
);

function movementsIn(entries: readonly TicketEntry[]): readonly TicketEntry[] {
  const firstAnswer = entries.find(({ type }) => type === "ticket.answered");
  return entries.filter(
    (entry) => MOVING.has(entry.type) || entry === firstAnswer || entry.objection !== null || isEnteredLater(entry),
  );
}

const isEnteredLater = ({ facts }: TicketEntry): boolean =>
  facts["backdated"] !== undefined || facts["enteredLater"] !== undefined;

/** Who moved the clocks, when and why; and what the other side says against it. */
export function Movements() {
  const t = useWords(clockPanelWords);
  const { ticket } = useTicket();
  const movements = movementsIn(ticket.entries);
  if (movements.length === 0) return null;
  const isDisputed = movements.some(({ objection }) => objection?.state === "open");
  return (
    <Section title={t("movements")}>
      <ol className="movements">
        {movements.map((entry) => (
          <Movement key={entry.id} entry={entry} />
        ))}
      </ol>
      {isDisputed && ticket.ifUpheld !== null ? (
        <BothFigures readings={ticket.readings} ifUpheld={ticket.ifUpheld} />
      ) : null}
    </Section>
  );
}

function Movement({ entry }: { readonly entry: TicketEntry }) {
  const t = useWords(clockPanelWords);
  const { language } = useLanguage();
  const { ticket } = useTicket();
  const say = useEntrySentence();
  const [isObjecting, setObjecting] = useState(false);
  const { objection, actor, at, recordedAt, facts, hash } = entry;
  // What was imported or carried over says itself whose act it was.
  const side = facts["by"] ?? actor.side;
  const isOthers = side !== ticket.side && (side === "client" || side === "provider");
  const mayObject =
    isOthers && ticket.acts.includes("objected") && objection?.state !== "open" && objection?.state !== "upheld";
  const later = facts["backdated"] ?? facts["enteredLater"];
  return (
    <li>
      <p className={objection?.state === "upheld" ? "movement-void" : undefined}>
        <time dateTime={at} className="soft figures">
          {shortInstant(at, language)}
        </time>{" "}
        {say(entry)}
      </p>
      {typeof later === "string" ? (
        <p className="movement-note">
          <Icon name="history" size={16} />
          <span>{t.rich("later", { when: shortInstant(recordedAt, language), reason: <Typed>{later}</Typed> })}</span>
        </p>
      ) : null}
      <Objection entry={entry} />
      {mayObject && hash !== "" ? (
        <button type="button" className="link-button" onClick={() => setObjecting(true)}>
          {t("object")}
        </button>
      ) : null}
      {isObjecting ? <ObjectDialog entry={entry} close={() => setObjecting(false)} /> : null}
    </li>
  );
}

function ObjectDialog({ entry, close }: { readonly entry: TicketEntry; readonly close: () => void }) {
  const t = useWords(clockPanelWords);
  const act = useAct();
  const say = useEntrySentence();
  const form = useForm({
    fields: ["text"],
    check: ({ text }) => (text.trim() === "" ? { text: t("objectMissing") } : {}),
    send: async ({ text }) => {
      await act({ type: "objected", event: entry.id, text: text.trim().replaceAll(/\s+/g, " ") });
      sayDone(t("objected"));
      close();
    },
  });
  return (
    <FormDialog title={t("objectTitle")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <p>{say(entry)}</p>
        <Textarea
          {...form.field("text")}
          label={t("objectText")}
          description={t("objectLead")}
          rows={2}
          maxLength={1_000}
          data-autofocus
        />
        <TicketProblem error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("object")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}

/** An objection and how it may be settled: each side can only give way. */
function Objection({ entry: { id, objection } }: { readonly entry: TicketEntry }) {
  const t = useWords(clockPanelWords);
  const { ticket, client, provider } = useTicket();
  const act = useAct();
  const { isBusy, problem, once } = useOnce();
  if (objection === null) return null;
  const { state, by, text } = objection;
  const who = by === "client" ? client : provider;
  const outcome = by === ticket.side ? "rejected" : "upheld";
  return (
    <div className={state === "open" ? "note note-soon objection" : "note note-plain objection"}>
      <Icon name="roles" />
      <div>
        <p>
          {text === null ? t("disputedSilent", { who }) : t.rich("disputedBy", { who, text: <Typed>{text}</Typed> })}
        </p>
        {state === "open" ? null : <p className="soft">{t(state)}</p>}
        {state === "open" && ticket.acts.includes("settled") ? (
          <Button
            variant="default"
            size="compact-md"
            loading={isBusy}
            onClick={() => void once(() => act({ type: "settled", event: id, outcome }))}
          >
            {t(outcome === "upheld" ? "agree" : "takeBack")}
          </Button>
        ) : null}
        <TicketProblem error={problem} />
      </div>
    </div>
  );
}

interface BothFiguresProps {
  readonly readings: readonly Clock[];
  readonly ifUpheld: readonly Clock[];
}

/** While the sides disagree both figures stand: as it was recorded, and as it would be without what is contested. */
function BothFigures({ readings, ifUpheld }: BothFiguresProps) {
  const t = useWords(clockPanelWords);
  const desk = useWords(deskWords);
  const { language } = useLanguage();
  const same = (a: Clock, b: Clock) => a.level === b.level && a.life === b.life && a.cycle === b.cycle;
  const pairs = ifUpheld
    .map((other) => ({ own: readings.find((clock) => same(clock, other)), other }))
    .filter(({ own, other }) => own?.sentence[language] !== other.sentence[language]);
  return (
    <div className="figures-both">
      <h3>{t("both")}</h3>
      {pairs.length === 0 ? <p className="soft">{t("noDifference")}</p> : null}
      {pairs.map(({ own, other }) => (
        <dl key={`${other.level} ${other.life} ${other.cycle}`} aria-label={desk(`level-${other.level}`)}>
          <dt>{t("asRead")}</dt>
          <dd>{own === undefined ? "–" : own.sentence[language]}</dd>
          <dt>{t("ifUpheld")}</dt>
          <dd>{other.sentence[language]}</dd>
        </dl>
      ))}
    </div>
  );
}
