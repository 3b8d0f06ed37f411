import { useId } from "react";
import { Original } from "../../contract/Original.tsx";
import { useLanguage, useWords } from "../../i18n/language.tsx";
import type { Clock, TicketEntry } from "../../wire.ts";
import { reasonInWords } from "../event-sentences.ts";
import { lengthInWords, shortInstant } from "../times.ts";
import { useTicket } from "../view.ts";
import { barOf, type Bar, type BarPiece } from "./clock-bar.ts";
import { clockPanelWords } from "./words.ts";

interface ClockBarProps {
  readonly clock: Clock;
  readonly entries: readonly TicketEntry[];
  readonly nowMs: number;
}

/** More could neither be told apart nor pointed at. */
const POINTED_AT_MAX = 120;
const LISTED_MAX = 60;

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** What was over what was agreed. For the eye; the list below says the same in words. */
export function ClockBar({ clock, entries, nowMs }: ClockBarProps) {
  const id = useId();
  const bar = barOf(clock, nowMs);
  const say = usePieceSentence(entries);
  if (bar.pieces.length === 0) return null;
  return (
    <>
      <svg className="clock-bar" aria-hidden="true" focusable="false">
        <Patterns id={id} />
        <rect className="clock-frame" x="0" y="2" width="100%" height="16" />
        {bar.pieces.map((piece) => (
          <Piece
            key={piece.fromMs}
            piece={piece}
            patternId={id}
            title={bar.pieces.length > POINTED_AT_MAX ? undefined : say(piece)}
          />
        ))}
        <Agreed bar={bar} />
      </svg>
      <Details clock={clock} bar={bar} say={say} />
    </>
  );
}

/** Hatches: lines for a pause, dots for what is closed. */
function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={`${id}-paused`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className="clock-hatch-ground" />
        <rect width="2.5" height="6" className="clock-hatch-line" />
      </pattern>
      <pattern id={`${id}-closed`} width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" className="clock-hatch-ground" />
        <circle cx="1.5" cy="1.5" r="0.9" className="clock-hatch-line" />
      </pattern>
    </defs>
  );
}

interface PieceProps {
  readonly piece: BarPiece;
  readonly patternId: string;
  readonly title: string | undefined;
}

function Piece({ piece: { part, from, to, ahead }, patternId, title }: PieceProps) {
  const hatch = part === "paused" || part === "closed" ? { fill: `url(#${patternId}-${part})` } : {};
  return (
    <rect
      className={`clock-piece clock-${part}${ahead ? " clock-ahead" : ""}`}
      x={percent(from)}
      y="2"
      width={percent(to - from)}
      height="16"
      {...hatch}
    >
      {title === undefined ? null : <title>{title}</title>}
    </rect>
  );
}

/** The agreed time below, its end across both, and the present. */
function Agreed({ bar: { agreedTo, now } }: { readonly bar: Bar }) {
  const end = agreedTo === undefined ? undefined : percent(agreedTo);
  return (
    <>
      <rect className="clock-agreed" x="0" y="22" width={end ?? "100%"} height="6" />
      {end === undefined ? null : <line className="clock-end" x1={end} x2={end} y1="0" y2="30" />}
      {now === undefined ? null : <line className="clock-now" x1={percent(now)} x2={percent(now)} y1="0" y2="20" />}
    </>
  );
}

/** One stretch as a sentence: from when to when, whether it counted, and why not. */
function usePieceSentence(entries: readonly TicketEntry[]): (piece: BarPiece) => string {
  const t = useWords(clockPanelWords);
  const { language } = useLanguage();
  return ({ part, fromMs, toMs, ahead, eventId }) => {
    if (part === "left") return t("leftOver", { time: lengthInWords(toMs - fromMs, language, false) });
    const reason = entries.find(({ id }) => id === eventId)?.facts["reason"];
    const plain = t(`part-${part}`);
    const what =
      typeof reason === "string" ? t("because", { what: plain, reason: reasonInWords(reason, language) }) : plain;
    return t("stretch", {
      from: shortInstant(fromMs, language),
      to: shortInstant(toMs, language),
      what: ahead && part !== "rest" ? t("expected", { what }) : what,
    });
  };
}

interface DetailsProps {
  readonly clock: Clock;
  readonly bar: Bar;
  readonly say: (piece: BarPiece) => string;
}

function Details({ clock, bar: { pieces }, say }: DetailsProps) {
  const t = useWords(clockPanelWords);
  const { document } = useTicket();
  const { calendarName, contractVersion } = clock;
  const calendar = document?.calendars[calendarName]?.description ?? calendarName;
  const hidden = pieces.length - LISTED_MAX;
  return (
    <details className="clock-details">
      <summary>{t("details")}</summary>
      <p className="soft">
        {t.rich("calendar", { calendar: <Original>{calendar}</Original>, version: contractVersion })}
      </p>
      <ol>
        {pieces.slice(0, LISTED_MAX).map((piece) => (
          <li key={piece.fromMs}>{say(piece)}</li>
        ))}
      </ol>
      {hidden > 0 ? <p className="soft">{t("more", { count: hidden })}</p> : null}
    </details>
  );
}

const LEGEND = ["working", "late", "paused", "closed", "stopped", "left", "agreed"] as const;

/** What the signs of the bars mean: of those that occur. */
export function ClockLegend({ clocks, nowMs }: { readonly clocks: readonly Clock[]; readonly nowMs: number }) {
  const t = useWords(clockPanelWords);
  const id = useId();
  const parts = new Set(clocks.flatMap((clock) => barOf(clock, nowMs).pieces.map(({ part }) => part)));
  if (parts.has("elapsed")) parts.add("working");
  const shown = LEGEND.filter((sign) => (sign === "agreed" ? parts.size > 0 : parts.has(sign)));
  if (shown.length === 0) return null;
  return (
    <ul className="clock-legend soft" aria-label={t("legend")}>
      {shown.map((sign) => (
        <li key={sign}>
          <svg width="18" height="12" aria-hidden="true" focusable="false">
            <Patterns id={id} />
            {sign === "agreed" ? (
              <rect className="clock-agreed" x="0" y="3" width="18" height="6" />
            ) : (
              <rect
                className={`clock-piece clock-${sign}`}
                width="18"
                height="12"
                {...(sign === "paused" || sign === "closed" ? { fill: `url(#${id}-${sign})` } : {})}
              />
            )}
          </svg>
          {t(`legend-${sign}`)}
        </li>
      ))}
    </ul>
  );
}
