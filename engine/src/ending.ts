/**
 * How an engagement ends: one side says as of when, and may take that back until then; from then on both sides read what
 * was theirs, and nothing is added. Source: docs/rules/engagements.md.
 */
import type { Instant } from "./instant.ts";
import { ok, refuse, type Outcome } from "./outcome.ts";
import type { Right } from "./rights.ts";

export type Party = "client" | "provider";

/** From `at` on the engagement is over. */
export interface Ending {
  readonly at: Instant;
  /** The side that ends it. */
  readonly by: Party;
}

export type EndingRefusal =
  | { readonly kind: "end-past" }
  | { readonly kind: "end-missing" }
  | { readonly kind: "engagement-ended"; readonly at: Instant }
  | { readonly kind: "end-of-other-side"; readonly at: Instant };

/** At the very instant of its end it is over. */
export const isOver = (ending: Ending | undefined, now: Instant): boolean => ending !== undefined && ending.at <= now;

/** Ends an engagement as of `at`, or moves the end that the same side has set. */
export function endAsOf(
  before: Ending | undefined,
  by: Party,
  at: Instant,
  now: Instant,
): Outcome<Ending, EndingRefusal> {
  const refusal = refusalOf(before, by, now);
  if (refusal !== undefined) return refuse(refusal);
  return at <= now ? refuse({ kind: "end-past" }) : ok({ at, by });
}

/** Takes an end back that has not come yet; the end that was. */
export function takeEndBack(before: Ending | undefined, by: Party, now: Instant): Outcome<Ending, EndingRefusal> {
  if (before === undefined) return refuse({ kind: "end-missing" });
  const refusal = refusalOf(before, by, now);
  return refusal === undefined ? ok(before) : refuse(refusal);
}

function refusalOf(before: Ending | undefined, by: Party, now: Instant): EndingRefusal | undefined {
  if (before === undefined) return undefined;
  if (isOver(before, now)) return { kind: "engagement-ended", at: before.at };
  return before.by === by ? undefined : { kind: "end-of-other-side", at: before.at };
}

/** Whether a right still means something when all is over: what reads. Who may report goes on reading what they reported. */
export const outlivesEnd = (right: Right): boolean => right.endsWith(":read");
