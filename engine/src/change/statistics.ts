/** How well changes go in a period. Source: product.md §11 (change success); docs/rules/changes.md §7. */
import type { Instant } from "../instant.ts";
import type { ChangeKind } from "./approval.ts";
import type { ChangeResult } from "./times.ts";

/** A change as far as it is counted. */
export interface CountedChange {
  readonly kind: ChangeKind;
  readonly endedAt: Instant | undefined;
  readonly result: ChangeResult | undefined;
  /** Whether it caused an incident. */
  readonly incident: boolean;
  /** When decisions about it lapsed. */
  readonly lapsedAt: readonly Instant[];
}

export interface ChangeStatistics {
  /** Ended in the period. */
  readonly ended: number;
  /** Of these as planned and without an incident. */
  readonly succeeded: number;
  readonly emergencies: number;
  /** Decisions that nobody made in time, in the period. */
  readonly lapsed: number;
}

/** Counts what ended in [from, until). */
export function changeStatistics(
  changes: readonly CountedChange[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): ChangeStatistics {
  const isIn = (at: Instant) => at >= from && at < until;
  const ended = changes.filter(({ endedAt }) => endedAt !== undefined && isIn(endedAt));
  return {
    ended: ended.length,
    succeeded: ended.filter(({ result, incident }) => result === "as-planned" && !incident).length,
    emergencies: ended.filter(({ kind }) => kind === "emergency").length,
    lapsed: changes.reduce((sum, { lapsedAt }) => sum + lapsedAt.filter(isIn).length, 0),
  };
}
