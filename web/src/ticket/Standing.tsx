import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { Clock, Ticket } from "../wire.ts";
import type { ComposerState } from "./acts/useComposer.ts";
import { Countdown } from "./clock/Countdown.tsx";
import { isOpen, stateOf } from "./clock/clock-state.ts";
import { deskWords } from "./desk-words.ts";
import { reasonInWords } from "./event-sentences.ts";
import { shortInstant, whenInWords } from "./times.ts";
import { Typed } from "./Typed.tsx";
import { useNow } from "./useNow.ts";
import { sidesOf, useTicket, type TicketView } from "./view.ts";
import { ticketWords } from "./words.ts";

const TURN_MS = 5_000;
/** A longer question is read where it was asked. */
const ASKED_LENGTH_MAX = 160;

interface Said {
  readonly tone: "plain" | "kept" | "soon" | "late";
  readonly sentences: readonly ReactNode[];
}

/** What the reader came for: who has to act, and until when. */
export function Standing({ composer }: { readonly composer: ComposerState }) {
  const t = useWords(ticketWords);
  const { ticket } = useTicket();
  const { tone, sentences } = useStanding();
  return (
    <div className="ticket-standing">
      <div role="status">
        <StatusSentence standing={tone}>
          {sentences.map((sentence, place) => (
            <span key={place}>{sentence} </span>
          ))}
          {ticket.disputed ? <a href="#movements">{t("disputed")}</a> : null}
        </StatusSentence>
      </div>
      {ticket.side === "client" ? <Wanted composer={composer} /> : null}
      <NextClocks readings={ticket.readings} />
    </div>
  );
}

function useStanding(): Said {
  const t = useWords(ticketWords);
  const { language } = useLanguage();
  const view = useTicket();
  const { ticket, offsetMs } = view;
  const nowMs = useNow(offsetMs, TURN_MS);
  const pause = usePauseSentences();
  const { other } = sidesOf(view);
  const { stage, awaiting, side } = ticket;
  const when = shortInstant(ticket.endedAt ?? ticket.changedAt, language);
  switch (stage) {
    case "open": {
      const turn = awaiting === side ? t("youAct") : t("theyAct", { who: other });
      const [next] = dueOnes(ticket.readings);
      if (next === undefined) return { tone: "plain", sentences: [turn] };
      const { tone } = stateOf(next, nowMs);
      const tense = tone === "late" ? "over" : "due";
      const due = whenInWords(next.deadline!, nowMs, language);
      return { tone, sentences: [turn, t(`${side}-${tense}-${next.level}`, { when: due })] };
    }
    case "paused":
      return { tone: awaiting === "client" && side === "client" ? "soon" : "plain", sentences: pause(view) };
    case "resolved":
      return side === "client"
        ? { tone: "soon", sentences: [t("resolvedForYou", { other, when })] }
        : { tone: "kept", sentences: [t("resolved", { other, when })] };
    case "merged":
      return { tone: "plain", sentences: [t.rich("merged", { target: <Target target={ticket.mergedInto} /> })] };
    default:
      return { tone: stage === "closed" ? "kept" : "plain", sentences: [t(stage, { when })] };
  }
}

/** Whom a pause waits for and since when; and what was asked, if it is short. */
function usePauseSentences(): (view: TicketView) => readonly ReactNode[] {
  const t = useWords(ticketWords);
  const { language } = useLanguage();
  return (view) => {
    const { pause, awaiting, side, changedAt } = view.ticket;
    const said = { other: sidesOf(view).other, when: shortInstant(pause?.since ?? changedAt, language) };
    const isApproval = pause?.reason === "waiting-for-approval";
    const sentence =
      awaiting !== "client"
        ? t("paused", { when: said.when, reason: reasonInWords(pause?.reason ?? "", language) })
        : side === "client"
          ? t(isApproval ? "approvalByYou" : "pausedForYou", said)
          : t(isApproval ? "approvalByThem" : "pausedForThem", said);
    const asked = askedIn(view.ticket);
    return asked === undefined ? [sentence] : [sentence, t.rich("asked", { text: <Typed>{asked}</Typed> })];
  };
}

/** What was written when the clock was paused. */
function askedIn({ entries }: Ticket): string | undefined {
  const text = entries.findLast(({ type }) => type === "ticket.paused")?.text?.replaceAll(/\s+/g, " ");
  return text === undefined || text.length > ASKED_LENGTH_MAX ? undefined : text;
}

/** The clocks that run, the next due first; one that is overdue before all. */
const dueOnes = (readings: readonly Clock[]): readonly Clock[] =>
  readings
    .filter((clock) => isOpen(clock) && clock.deadline !== null)
    .toSorted((a, b) => Date.parse(a.deadline!) - Date.parse(b.deadline!));

/** Where the clocks are far below: what runs, in short, and the way there. */
function NextClocks({ readings }: { readonly readings: readonly Clock[] }) {
  const desk = useWords(deskWords);
  const { offsetMs } = useTicket();
  const due = dueOnes(readings);
  if (due.length === 0) return null;
  return (
    <ul className="ticket-next">
      {due.map(({ level, life, cycle, deadline }) => (
        <li key={`${level} ${life} ${cycle}`}>
          <a className="chip" href="#clocks">
            {desk(`level-${level}`)} <Countdown deadline={deadline!} offsetMs={offsetMs} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function Target({ target }: { readonly target: { readonly id: string; readonly number: number } | null }) {
  if (target === null) return "–";
  return (
    <Link to="/tickets/$ticket" params={{ ticket: target.id }}>
      T-{target.number}
    </Link>
  );
}

/** What the client is asked for, as buttons. */
function Wanted({ composer: { modes, choose } }: { readonly composer: ComposerState }) {
  const t = useWords(ticketWords);
  const { stage, awaiting, side, pause } = useTicket().ticket;
  if (awaiting !== side) return null;
  if (stage === "resolved")
    return (
      <div className="row">
        {modes.includes("closed") ? <Button onClick={() => choose("closed")}>{t("yesSolved")}</Button> : null}
        {modes.includes("reopened") ? (
          <Button variant="default" onClick={() => choose("reopened")}>
            {t("notSolved")}
          </Button>
        ) : null}
      </div>
    );
  if (stage !== "paused" || !modes.includes("messaged")) return null;
  return (
    <div className="row">
      {pause?.reason === "waiting-for-approval" && modes.includes("resumed") ? (
        <Button onClick={() => choose("resumed")}>{t("approve")}</Button>
      ) : null}
      <Button variant="default" onClick={() => choose("messaged")}>
        {t("answerNow")}
      </Button>
    </div>
  );
}
