import { useLanguage, useWords } from "../../i18n/language.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Section } from "../../ui/Page.tsx";
import type { Clock, Ticket } from "../../wire.ts";
import { deskWords } from "../desk-words.ts";
import { readersZone } from "../times.ts";
import { useNow } from "../useNow.ts";
import { useTicket } from "../view.ts";
import { ClockBar, ClockLegend } from "./ClockBar.tsx";
import { arranged, stateOf } from "./clock-state.ts";
import { Countdown } from "./Countdown.tsx";
import { clockPanelWords } from "./words.ts";
import "./clock.css";

/** Bars move by hairs; their countdowns keep their own time. */
const BAR_MS = 15_000;

/** The clocks that both sides see: until when, and what counted. */
export function ClockPanel() {
  const t = useWords(clockPanelWords);
  const { ticket, offsetMs } = useTicket();
  // A reading that just came is younger than the last tick.
  const nowMs = Math.max(useNow(offsetMs, BAR_MS), Date.parse(ticket.readAt));
  const { shown, others } = arranged(ticket.readings);
  return (
    <Section title={t("title")}>
      {shown.map((clock) => (
        <ClockCard key={keyOf(clock)} clock={clock} nowMs={nowMs} />
      ))}
      <ClockLegend clocks={shown} nowMs={nowMs} />
      <Others clocks={others} />
      <NoClock noClock={ticket.noClock} isAlone={shown.length === 0} />
      <ZoneNote zone={ticket.timeZone} />
    </Section>
  );
}

const keyOf = ({ level, life, cycle }: Clock): string => `${level} ${life} ${cycle}`;

interface ClockCardProps {
  readonly clock: Clock;
  readonly nowMs: number;
}

function ClockCard({ clock, nowMs }: ClockCardProps) {
  const t = useWords(clockPanelWords);
  const desk = useWords(deskWords);
  const { language } = useLanguage();
  const { ticket, offsetMs } = useTicket();
  const { word, tone, icon } = stateOf(clock, nowMs);
  const isExcluded = ticket.exclusions.some(({ agreed, level }) => agreed && (level === null || level === clock.level));
  const due = clock.stoppedAt === null && clock.state !== "cancelled" ? clock.deadline : null;
  return (
    <article className={`clock clock-tone-${tone}`} aria-label={desk(`level-${clock.level}`)}>
      <header className="clock-head">
        <h3>{desk(`level-${clock.level}`)}</h3>
        <span className="clock-state">
          <Icon name={icon} size={18} />
          {desk(word)}
        </span>
        {isExcluded ? <span className="chip">{t("leftOut")}</span> : null}
        {due === null ? null : (
          <span className="clock-countdown">
            <Countdown deadline={due} offsetMs={offsetMs} />
          </span>
        )}
      </header>
      <p>{clock.sentence[language]}</p>
      {clock.state === "cancelled" ? null : <ClockBar clock={clock} entries={ticket.entries} nowMs={nowMs} />}
    </article>
  );
}

/** Deadlines of before: met, missed or gone, each still with its sentence. */
function Others({ clocks }: { readonly clocks: readonly Clock[] }) {
  const t = useWords(clockPanelWords);
  const desk = useWords(deskWords);
  const { language } = useLanguage();
  if (clocks.length === 0) return null;
  return (
    <details className="clock-details">
      <summary>{t("others", { count: clocks.length })}</summary>
      <ul>
        {clocks.map((clock) => (
          <li key={keyOf(clock)}>
            <strong>{desk(stateOf(clock, 0).word)}.</strong> {clock.sentence[language]}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface NoClockProps {
  readonly noClock: Ticket["noClock"];
  /** Nothing runs at all; then the reason belongs into sight. */
  readonly isAlone: boolean;
}

function NoClock({ noClock, isAlone }: NoClockProps) {
  const t = useWords(clockPanelWords);
  const say = useNoClockSentence();
  const sentences = [...new Set(noClock.map(say))];
  if (sentences.length === 0) return null;
  return (
    <details className="clock-details" open={isAlone}>
      <summary>{t("none")}</summary>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </details>
  );
}

function useNoClockSentence(): (reason: Ticket["noClock"][number]) => string {
  const t = useWords(clockPanelWords);
  const desk = useWords(deskWords);
  const { services } = useTicket();
  return ({ kind, level, detail }) => {
    const named = detail ?? "–";
    switch (kind) {
      case "service-unknown":
        return detail === null ? t("none-service-unknown") : t("none-service-other", { detail: named });
      case "service-without-level":
        return t("none-service-without-level", { detail: services.get(named) ?? named });
      case "priority-unknown":
        return detail === null ? t("none-priority-unknown") : t("none-priority-other", { detail: named });
      case "nothing-promised":
        return t("none-nothing-promised", { level: level === null ? "–" : desk(`level-${level}`), detail: named });
      case "contract-not-in-force":
        return t("none-contract-not-in-force");
      default:
        return t("none-not-opened");
    }
  };
}

function ZoneNote({ zone }: { readonly zone: string }) {
  const t = useWords(clockPanelWords);
  const own = readersZone();
  return own === zone ? null : <p className="soft">{t("zone", { zone, own })}</p>;
}
