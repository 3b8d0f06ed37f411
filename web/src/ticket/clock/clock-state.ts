/** How a clock stands, for the eye: a word and a shape, never a colour alone. */
import type { IconName } from "../../ui/Icon.tsx";
import type { Clock } from "../../wire.ts";

export interface ClockState {
  /** Its word in desk-words.ts. */
  readonly word:
    | "clock-running"
    | "clock-soon"
    | "clock-outside"
    | "clock-paused"
    | "clock-met"
    | "clock-overdue"
    | "clock-late"
    | "clock-cancelled";
  readonly tone: "plain" | "kept" | "soon" | "late";
  readonly icon: IconName;
}

/** From this share of the target on it is due soon: the second of the contracts' usual warnings. */
const SOON_SHARE = 0.75;

/** How much of a clock's target is used at an instant of the server's time. */
function elapsedAt({ elapsedMs, intervals }: Pick<Clock, "elapsedMs" | "intervals">, nowMs: number): number {
  return intervals
    .filter(({ ahead, counts }) => ahead && counts)
    .reduce((sum, { from, to, countedMs }) => {
      const [start, end] = [Date.parse(from), Date.parse(to)];
      const passed = Math.min(1, Math.max(0, (nowMs - start) / Math.max(1, end - start)));
      return sum + passed * countedMs;
    }, elapsedMs);
}

/** The state of a clock at an instant of the server's time. A deadline that passed a moment ago has passed. */
export function stateOf(clock: Clock, nowMs: number): ClockState {
  const { state, deadline, stoppedAt, outsideHours, targetMs } = clock;
  if (state === "cancelled") return { word: "clock-cancelled", tone: "plain", icon: "none" };
  if (state === "met") return { word: "clock-met", tone: "kept", icon: "kept" };
  if (state === "breached" && stoppedAt !== null) return { word: "clock-late", tone: "late", icon: "late" };
  if (state === "paused") return { word: "clock-paused", tone: "plain", icon: "pause" };
  const isPast = deadline !== null && Date.parse(deadline) <= nowMs;
  if (state === "breached" || isPast) return { word: "clock-overdue", tone: "late", icon: "late" };
  if (targetMs > 0 && elapsedAt(clock, nowMs) / targetMs >= SOON_SHARE)
    return { word: "clock-soon", tone: "soon", icon: "soon" };
  if (outsideHours) return { word: "clock-outside", tone: "plain", icon: "history" };
  return { word: "clock-running", tone: "plain", icon: "history" };
}

/** Whether a clock still goes on: it may be due, stand still or be overdue. */
export const isOpen = ({ state, stoppedAt }: Clock): boolean =>
  stoppedAt === null && (state === "running" || state === "paused" || state === "breached");

const dueMs = ({ deadline }: Clock): number => (deadline === null ? Infinity : Date.parse(deadline));

/** Those that go on, the next due first; then those that have ended, of each level the latest. In `others` what is over and done with. */
export function arranged(readings: readonly Clock[]): {
  readonly shown: readonly Clock[];
  readonly others: readonly Clock[];
} {
  const latest = new Map<string, Clock>();
  for (const clock of readings) latest.set(clock.level, clock);
  const shown = readings.filter(
    (clock) => isOpen(clock) || (latest.get(clock.level) === clock && clock.state !== "cancelled"),
  );
  const others = readings.filter((clock) => !shown.includes(clock));
  const sorted = shown.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || dueMs(a) - dueMs(b));
  return { shown: sorted, others };
}
