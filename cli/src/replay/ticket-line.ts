/** A ticket's clocks as one line of JSON: what `--tickets` writes. Written field by field, because replay writes millions. */
import { isoOf, type Instant } from "@handschlag/engine/instant.ts";
import type { ClockReading } from "@handschlag/engine/ticket/clock.ts";
import type { TicketReading } from "@handschlag/engine/ticket/ticket.ts";

const iso = (at: Instant | null): string => (at === null ? "null" : `"${isoOf(at)}"`);

function clockText(clock: ClockReading): string {
  const {
    level,
    cycle,
    state,
    regime,
    startedAt,
    targetMs,
    deadline,
    stoppedAt,
    elapsedMs,
    pausedMs,
    breachedAt,
    marginMs,
    course,
  } = clock;
  return (
    `{"level":"${level}","priority":${JSON.stringify(regime.priority)},"state":"${state}","startedAt":${iso(startedAt)},"targetMilliseconds":${targetMs}` +
    `,"deadline":${iso(deadline)},"stoppedAt":${iso(stoppedAt)},"elapsedMilliseconds":${elapsedMs},"pausedMilliseconds":${pausedMs}` +
    `,"breachedAt":${iso(breachedAt)},"marginMilliseconds":${marginMs}${level === "update" ? `,"cycle":${cycle}` : ""}${course.life > 1 ? `,"life":${course.life}` : ""}}`
  );
}

const clockTexts = (clocks: readonly ClockReading[]): string => `[${clocks.map(clockText).join(",")}]`;

/**
 * `{"ticket":…,"clocks":[…]}`. Further fields only where they say something: `noClock` (why levels have none),
 * `exclusions`, and `clocksIfUpheld` (the clocks if every open objection were upheld).
 */
export function ticketLine({ ticket, clocks, noClock, exclusions, ifUpheld }: TicketReading): string {
  const reasons = noClock
    .filter(({ kind }) => kind !== "nothing-promised")
    .map((reason) => ("at" in reason ? { ...reason, at: isoOf(reason.at) } : reason));
  return (
    `{"ticket":${JSON.stringify(ticket)},"clocks":${clockTexts(clocks)}` +
    (reasons.length === 0 ? "" : `,"noClock":${JSON.stringify(reasons)}`) +
    (exclusions.length === 0
      ? ""
      : `,"exclusions":${JSON.stringify(exclusions.map((each) => ({ ...each, at: isoOf(each.at) })))}`) +
    (ifUpheld === undefined ? "" : `,"clocksIfUpheld":${clockTexts(ifUpheld)}`) +
    "}"
  );
}
