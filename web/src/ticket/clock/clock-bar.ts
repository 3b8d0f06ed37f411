/** Where on a bar the stretches of a clock lie. All places are shares of the bar's length, from 0 to 1. */
import type { Clock } from "../../wire.ts";

type Why = Clock["intervals"][number]["why"];

/**
 * `late`: counted after the agreed time; `rest`: what of the agreed time was not needed; `left`: what is left of it, to
 * be used once a pause ends.
 */
type Part = Why | "late" | "rest" | "left";

/** What of a clock its bar is made from. */
type Drawn = Pick<Clock, "intervals" | "deadline" | "startedAt" | "stoppedAt" | "state" | "marginMs">;

export interface BarPiece {
  readonly part: Part;
  readonly fromMs: number;
  readonly toMs: number;
  readonly from: number;
  readonly to: number;
  /** Lies in the future: what comes if nothing changes. */
  readonly ahead: boolean;
  readonly eventId: string | null;
}

export interface Bar {
  /** What was: from the start to the end, in order and without gaps. */
  readonly pieces: readonly BarPiece[];
  /** What was agreed: from the start to this place; `undefined` while nobody can say until when. */
  readonly agreedTo: number | undefined;
  /** Where the present is; `undefined` when the clock has stopped. */
  readonly now: number | undefined;
}

type Stretch = Omit<BarPiece, "from" | "to">;

/** Closed hours together take at most this share of what counts: else a night would dwarf the hour that matters. */
const CLOSED_SHARE_MAX = 0.35;

/** The bar of a clock at an instant of the server's time. */
export function barOf(clock: Drawn, nowMs: number): Bar {
  const deadlineMs = clock.deadline === null ? undefined : Date.parse(clock.deadline);
  const stretches = stretchesOf(clock, deadlineMs, nowMs);
  const lengths = lengthsOf(stretches);
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  let at = 0;
  const pieces = stretches.map((stretch, index) => {
    const from = at;
    at = whole === 0 ? 1 : from + lengths[index]! / whole;
    return { ...stretch, from, to: Math.min(1, at) };
  });
  const placeOf = (ms: number): number => {
    const piece = pieces.find(({ toMs }) => ms < toMs) ?? pieces.at(-1);
    if (piece === undefined) return 0;
    const share = piece.toMs === piece.fromMs ? 1 : (ms - piece.fromMs) / (piece.toMs - piece.fromMs);
    return piece.from + Math.min(1, Math.max(0, share)) * (piece.to - piece.from);
  };
  return {
    pieces,
    agreedTo: deadlineMs === undefined ? undefined : placeOf(deadlineMs),
    now: clock.stoppedAt === null ? placeOf(nowMs) : undefined,
  };
}

/** The intervals, cut at the present and at the deadline, and what of the agreed time is left after them. */
function stretchesOf(
  { intervals, stoppedAt, startedAt, state, marginMs }: Drawn,
  deadlineMs: number | undefined,
  nowMs: number,
): Stretch[] {
  const cuts = [...(deadlineMs === undefined ? [] : [deadlineMs]), ...(stoppedAt === null ? [nowMs] : [])];
  const stretches = intervals.flatMap(({ from, to, why, counts, eventId }): Stretch[] => {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    const inner = cuts.filter((cut) => cut > start && cut < end).toSorted((a, b) => a - b);
    const edges = [start, ...inner, end];
    return edges.slice(1).map((toMs, index) => {
      const fromMs = edges[index]!;
      const isLate = counts && deadlineMs !== undefined && fromMs >= deadlineMs;
      return {
        part: isLate ? "late" : why,
        fromMs,
        toMs,
        ahead: stoppedAt === null && fromMs >= nowMs,
        eventId,
      };
    });
  });
  const last = stretches.at(-1);
  const endMs = last?.toMs ?? Date.parse(startedAt);
  // Since the clock was read, what it did last goes on.
  if (stoppedAt === null && last !== undefined && endMs < nowMs)
    stretches[stretches.length - 1] = { ...last, toMs: nowMs };
  if (state === "paused" && marginMs > 0) {
    const fromMs = Math.max(endMs, nowMs);
    stretches.push({ part: "left", fromMs, toMs: fromMs + marginMs, ahead: true, eventId: null });
  }
  if (deadlineMs !== undefined && deadlineMs > endMs)
    stretches.push({ part: "rest", fromMs: endMs, toMs: deadlineMs, ahead: false, eventId: null });
  return stretches;
}

/** How long each stretch is drawn. */
function lengthsOf(stretches: readonly Stretch[]): number[] {
  const lasts = ({ fromMs, toMs }: Stretch) => toMs - fromMs;
  const closed = stretches.filter(({ part }) => part === "closed");
  const open = stretches.filter(({ part }) => part !== "closed").reduce((sum, each) => sum + lasts(each), 0);
  const most = open === 0 || closed.length === 0 ? Infinity : (open * CLOSED_SHARE_MAX) / closed.length;
  return stretches.map((each) => (each.part === "closed" ? Math.min(lasts(each), most) : lasts(each)));
}
