import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { Clock } from "../wire.ts";
import type { ComposerState } from "./acts/useComposer.ts";
import { isOpen, stateOf } from "./clock/clock-state.ts";
import { reasonInWords } from "./event-sentences.ts";
import { shortInstant, whenInWords } from "./times.ts";
import { useNow } from "./useNow.ts";
import { sidesOf, useTicket } from "./view.ts";
import { ticketWords } from "./words.ts";

const TURN_MS = 5_000;

type Tone = "plain" | "kept" | "soon" | "late";

/** What the reader came for: who has to act, and until when. */
export function Standing({ composer }: { readonly composer: ComposerState }) {
  const { ticket } = useTicket();
  const say = useStanding();
  const { tone, sentences } = say();
  return (
    <div className="ticket-standing">
      <div role="status">
        <StatusSentence standing={tone}>
          {sentences.map((sentence, place) => (
            <span key={place}>{sentence} </span>
          ))}
        </StatusSentence>
      </div>
      {ticket.side === "client" ? <Wanted composer={composer} /> : null}
    </div>
  );
}

function useStanding(): () => { readonly tone: Tone; readonly sentences: readonly ReactNode[] } {
  const t = useWords(ticketWords);
  const { language } = useLanguage();
  const view = useTicket();
  const { ticket, offsetMs } = view;
  const nowMs = useNow(offsetMs, TURN_MS);
  const { other } = sidesOf(view);
  const { stage, awaiting, pause, side, mergedInto, readings, disputed } = ticket;
  const ended = shortInstant(ticket.endedAt ?? ticket.changedAt, language);
  const dispute = disputed ? [t("disputed")] : [];
  const going = (): { readonly tone: Tone; readonly sentences: readonly ReactNode[] } => {
    const turn = awaiting === side ? t("youAct") : t("theyAct", { who: other });
    const next = nextDue(readings);
    if (next === undefined) return { tone: "plain", sentences: [turn, ...dispute] };
    const { tone } = stateOf(next, nowMs);
    const tense = tone === "late" ? "over" : "due";
    const when = whenInWords(next.deadline!, nowMs, language);
    return { tone, sentences: [turn, t(`${side}-${tense}-${next.level}`, { when }), ...dispute] };
  };
  return () => {
    switch (stage) {
      case "open":
        return going();
      case "paused": {
        const said = {
          other,
          reason: reasonInWords(pause?.reason ?? "", language),
          when: shortInstant(pause?.since ?? ticket.changedAt, language),
        };
        const isYours = awaiting === side && side === "client";
        const key = isYours ? "pausedForYou" : awaiting === "client" ? "pausedForThem" : "paused";
        return { tone: isYours ? "soon" : "plain", sentences: [t(key, said), ...dispute] };
      }
      case "resolved":
        return side === "client"
          ? { tone: "soon", sentences: [t("resolvedForYou", { other, when: ended }), ...dispute] }
          : { tone: "kept", sentences: [t("resolved", { other, when: ended }), ...dispute] };
      case "merged":
        return { tone: "plain", sentences: [t.rich("merged", { target: <Target target={mergedInto} /> })] };
      default:
        return { tone: stage === "closed" ? "kept" : "plain", sentences: [t(stage, { when: ended }), ...dispute] };
    }
  };
}

/** Of the clocks that run, the one that is due next; one that is overdue comes first. */
const nextDue = (readings: readonly Clock[]): Clock | undefined =>
  readings
    .filter((clock) => isOpen(clock) && clock.deadline !== null)
    .toSorted((a, b) => Date.parse(a.deadline!) - Date.parse(b.deadline!))[0];

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
  const { ticket } = useTicket();
  const { stage, awaiting, side } = ticket;
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
      <Button onClick={() => choose("messaged")}>{t("answerNow")}</Button>
    </div>
  );
}
