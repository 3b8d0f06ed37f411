/** Where a change stands after its events, and what may happen to it next. Source: product.md §14; docs/rules/changes.md §5. */
import type { Instant } from "../instant.ts";
import type { ChangeKind } from "./approval.ts";
import type { ChangeResult } from "./times.ts";

export const CHANGE_STAGES = [
  "drafted",
  "asked",
  "approved",
  "declined",
  "withdrawn",
  "lapsed",
  "scheduled",
  "under-way",
  "done",
  "reviewed",
] as const;
export type ChangeStage = (typeof CHANGE_STAGES)[number];

export interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

/** What happened to a change, in the order in which it was recorded. */
export type ChangeEvent = { readonly at: Instant } & (
  | { readonly type: "requested" | "changed" | "withdrawn" | "begun" }
  /** `together`: how many must approve. */
  | { readonly type: "asked"; readonly together: number }
  /** `contact`: as whom; without one it was approved beforehand. */
  | { readonly type: "approved"; readonly contact?: string }
  | { readonly type: "declined"; readonly contact: string }
  /** What the silence means. */
  | { readonly type: "lapsed"; readonly meaning: "refused" | "approved" }
  | { readonly type: "scheduled"; readonly window: Window }
  | { readonly type: "ended"; readonly result: ChangeResult; readonly incident: boolean }
  | { readonly type: "reviewed"; readonly incident?: boolean }
);
export type ChangeAct = ChangeEvent["type"];

export interface ChangeStanding {
  readonly stage: ChangeStage;
  /** How often a decision was asked for. */
  readonly round: number;
  readonly together: number;
  /** As whom it was approved in this round. */
  readonly approvedAs: readonly string[];
  readonly window: Window | undefined;
  /** Begun although nobody had decided: an emergency. */
  readonly isBegunFirst: boolean;
  readonly result: ChangeResult | undefined;
  readonly incident: boolean;
}

const NOTHING: ChangeStanding = {
  stage: "drafted",
  round: 0,
  together: 0,
  approvedAs: [],
  window: undefined,
  isBegunFirst: false,
  result: undefined,
  incident: false,
};

/** Where a change stands after its events. */
export const changeStandingOf = (events: readonly ChangeEvent[]): ChangeStanding => events.reduce(afterEvent, NOTHING);

/** Where a change stands after one more event. */
export function afterEvent(standing: ChangeStanding, event: ChangeEvent): ChangeStanding {
  switch (event.type) {
    case "requested":
    case "changed":
      return { ...standing, stage: "drafted" };
    case "asked":
      return { ...standing, stage: "asked", round: standing.round + 1, together: event.together, approvedAs: [] };
    case "approved": {
      if (event.contact === undefined) return { ...standing, stage: "approved" };
      const approvedAs = [...new Set([...standing.approvedAs, event.contact])];
      return { ...standing, approvedAs, stage: approvedAs.length >= standing.together ? "approved" : "asked" };
    }
    case "declined":
      return { ...standing, stage: "declined" };
    case "withdrawn":
      return { ...standing, stage: "withdrawn" };
    case "lapsed":
      return { ...standing, stage: event.meaning === "approved" ? "approved" : "lapsed" };
    case "scheduled":
      return { ...standing, stage: "scheduled", window: event.window };
    case "begun":
      return { ...standing, stage: "under-way", isBegunFirst: !DECIDED.has(standing.stage) };
    case "ended":
      return { ...standing, stage: "done", result: event.result, incident: event.incident };
    case "reviewed":
      return { ...standing, stage: "reviewed", incident: event.incident ?? standing.incident };
  }
}

const DECIDED: ReadonlySet<ChangeStage> = new Set(["approved", "scheduled"]);
/** Before a decision, or after one that was no yes: it can be written anew, and asked for again. */
const OPEN_TO_CHANGE: readonly ChangeStage[] = ["drafted", "declined", "lapsed"];

const FROM: Readonly<Record<ChangeAct, readonly ChangeStage[]>> = {
  requested: [],
  changed: OPEN_TO_CHANGE,
  asked: OPEN_TO_CHANGE,
  approved: ["asked"],
  declined: ["asked"],
  lapsed: ["asked"],
  withdrawn: [...OPEN_TO_CHANGE, "asked", "approved", "scheduled"],
  scheduled: ["approved", "scheduled"],
  begun: ["approved", "scheduled"],
  ended: ["under-way"],
  reviewed: ["done"],
};

/** Why something cannot be done now. */
export type ChangeRefusal =
  | { readonly kind: "change-not-now"; readonly stage: ChangeStage }
  | { readonly kind: "change-decided-as"; readonly contact: string };

/** What is done, as far as it can be refused. */
export interface ChangeDeed {
  readonly act: ChangeAct;
  readonly contact?: string | undefined;
  /** Whether the contract lets an emergency be begun before it is decided. */
  readonly mayBeginFirst?: boolean;
}

/** Why this cannot be done to a change that stands so; `undefined` when it can. */
export function changeRefusalOf(
  { stage, approvedAs }: ChangeStanding,
  { act, contact, mayBeginFirst = false }: ChangeDeed,
): ChangeRefusal | undefined {
  const isBegunFirst = act === "begun" && mayBeginFirst && (stage === "drafted" || stage === "asked");
  if (!FROM[act].includes(stage) && !isBegunFirst) return { kind: "change-not-now", stage };
  if (act === "approved" && contact !== undefined && approvedAs.includes(contact))
    return { kind: "change-decided-as", contact };
  return undefined;
}

/** What can be done to a change that stands so, whoever does it. */
export const actsAt = (standing: ChangeStanding, kind: ChangeKind, mayBeginFirst: boolean): readonly ChangeAct[] =>
  (Object.keys(FROM) as ChangeAct[]).filter(
    (act) =>
      changeRefusalOf(standing, { act, mayBeginFirst: mayBeginFirst && kind === "emergency" }) === undefined &&
      // A clock does that.
      act !== "lapsed",
  );
