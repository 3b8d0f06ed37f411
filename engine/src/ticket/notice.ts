/** When shares of a clock's target are used up: what people are warned of. Source: product.md §9.5, docs/rules/tickets.md §4. */
import type { ContractDocument } from "../contract/document.ts";
import type { Instant } from "../instant.ts";
import type { ClockReading } from "./clock.ts";
import { explainClock } from "./explain.ts";

/** Warned at these shares of the target, in percent, where the contract names none. */
const SHARES = [50, 75, 90];
export const BREACH = 100;

/** A share of a clock's target, and the instant at which it was or will be used up if nothing changes. */
export interface Notice {
  readonly share: number;
  readonly at: Instant;
}

/** The shares at which a contract warns, ascending, up to the breach. */
export function sharesOf({ escalation }: ContractDocument): readonly number[] {
  const named = escalation.flatMap(({ atPercent }) => atPercent);
  const shares = [...(named.length === 0 ? SHARES : named), BREACH].filter((share) => share <= BREACH);
  return [...new Set(shares)].toSorted((a, b) => a - b);
}

/**
 * The notices of a clock: for each share up to the breach the instant at which it was used up, or will be. A share that
 * was not reached before the clock stopped, or that a pause leaves open, has none.
 */
export function noticesOf(reading: ClockReading, shares: readonly number[], now: Instant): readonly Notice[] {
  const { targetMs, deadline, breachedAt, stoppedAt, state } = reading;
  if (state === "cancelled" && breachedAt === null) return [];
  const warnings = shares.filter((share) => share < BREACH);
  const notices: Notice[] = [];
  let used = 0;
  for (const { from, countedMs, to } of explainClock(reading, now).filter(({ counts }) => counts)) {
    const usedBefore = used;
    const isWithin = (share: number) => (targetMs * share) / BREACH <= usedBefore + countedMs;
    while (warnings.length > 0 && isWithin(warnings[0]!)) {
      const share = warnings.shift()!;
      const missing = Math.max(0, (targetMs * share) / BREACH - usedBefore);
      notices.push({ share, at: Math.min(to, Math.ceil(from + missing)) as Instant });
    }
    used += countedMs;
  }
  const breach = breachedAt ?? (stoppedAt === null && state === "running" ? deadline : null);
  // A missed target is told once, and what would only have been a warning for it by then is not.
  const warned = notices.filter(({ at }) => breach === null || at < breach);
  return breach === null || !shares.includes(BREACH) ? warned : [...warned, { share: BREACH, at: breach }];
}
