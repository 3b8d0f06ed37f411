/** What stands in the way of a change's window. Source: product.md §14; docs/rules/changes.md §6. */
import type { Instant } from "../instant.ts";
import type { Window } from "./life.ts";

/** A change with a window, planned or fixed. */
export interface PlannedChange {
  readonly id: string;
  readonly window: Window;
  readonly services: readonly string[];
  /** How long before its window it is to be announced, and when it was; not yet announced counts as announced now. */
  readonly noticeMs?: number | undefined;
  readonly announcedAt: Instant;
  /** Until when its decision is awaited, while it is. */
  readonly decisionUntil?: Instant | undefined;
  /** Whether it needs a decision and nobody is there to make it. */
  readonly isUndecidable?: boolean;
}

/** A time in which nothing is changed: of some services, or of all. */
export interface Freeze {
  readonly id: string;
  readonly window: Window;
  readonly services: readonly string[] | undefined;
}

export type Conflict =
  | { readonly kind: "same-service"; readonly other: string; readonly services: readonly string[] }
  | { readonly kind: "freeze"; readonly freeze: string }
  | { readonly kind: "notice-short"; readonly agreedMs: number; readonly givenMs: number }
  | { readonly kind: "decision-after-start"; readonly until: Instant }
  | { readonly kind: "approvers-missing" };

/** Half-open: what ends when the other begins does not meet it. */
const meet = (one: Window, other: Window): boolean => one.from < other.until && other.from < one.until;

/** All that stands in the way of a change, against the others and the freezes: in the order of `Conflict`, then of what was given. */
export function conflictsOf(
  change: PlannedChange,
  others: readonly PlannedChange[],
  freezes: readonly Freeze[],
): readonly Conflict[] {
  const { id, window, services, noticeMs, announcedAt, decisionUntil, isUndecidable = false } = change;
  const conflicts: Conflict[] = [];
  for (const other of others) {
    const shared = services.filter((service) => other.services.includes(service));
    if (other.id !== id && shared.length > 0 && meet(window, other.window))
      conflicts.push({ kind: "same-service", other: other.id, services: shared });
  }
  for (const freeze of freezes) {
    const isMeant = freeze.services === undefined || freeze.services.some((service) => services.includes(service));
    if (isMeant && meet(window, freeze.window)) conflicts.push({ kind: "freeze", freeze: freeze.id });
  }
  const givenMs = Math.max(0, window.from - announcedAt);
  if (noticeMs !== undefined && givenMs < noticeMs)
    conflicts.push({ kind: "notice-short", agreedMs: noticeMs, givenMs });
  if (decisionUntil !== undefined && decisionUntil > window.from)
    conflicts.push({ kind: "decision-after-start", until: decisionUntil });
  if (isUndecidable) conflicts.push({ kind: "approvers-missing" });
  return conflicts;
}
