/**
 * Who decides a change: the line of the contract's matrix that fits, what the contract has approved beforehand, or whoever
 * leads the client. Source: product.md §14; docs/rules/changes.md §3.
 */
import type { ContractDocument } from "../contract/document.ts";
import { millionths } from "../decimal.ts";
import type { Party } from "../ending.ts";
import { ok, refuse, type Outcome } from "../outcome.ts";

export const CHANGE_KINDS = ["standard", "normal", "emergency"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** From the least to the greatest. */
export const RISKS = ["low", "medium", "high"] as const;
export type Risk = (typeof RISKS)[number];

/** What is asked for, as far as it decides who decides. */
export interface ChangeWish {
  readonly kind: ChangeKind;
  /** Not needed for what is approved beforehand. */
  readonly risk?: Risk | undefined;
  /** What it costs beyond what is paid anyway; without it nothing. */
  readonly amount?: string | undefined;
  /** Which of the contract's standard changes it is. */
  readonly standard?: string | undefined;
}

export interface Approver {
  /** Id of the contact in the contract. */
  readonly contact: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly side: Party;
}

/** Who must decide, and by which rule. */
export interface Demand {
  /** `line`: of the matrix; `standard`: approved beforehand, nobody is asked; `owner`: nothing fits, whoever leads the client. */
  readonly basis: "line" | "standard" | "owner";
  /** The line, or the standard change. */
  readonly rule: string | undefined;
  readonly approvers: readonly Approver[];
  /** How many of them must approve. */
  readonly together: number;
  /** Other lines that would fit as well, and were wider. */
  readonly others: readonly string[];
}

export type DemandRefusal =
  | { readonly kind: "risk-unknown" }
  | { readonly kind: "standard-unknown"; readonly standard: string | undefined };

type Agreement = Pick<ContractDocument, "changes" | "parties">;
type Line = NonNullable<ContractDocument["changes"]>["approvals"][number];

/** Who must decide a change under a contract; without one whoever leads the client does. */
export function demandOf(contract: Agreement | undefined, wish: ChangeWish): Outcome<Demand, DemandRefusal> {
  if (wish.kind === "standard") return standardDemand(contract, wish.standard);
  if (wish.risk === undefined) return refuse({ kind: "risk-unknown" });
  const fitting = (contract?.changes?.approvals ?? []).filter((line) => fits(line, wish)).toSorted(narrowerFirst);
  const [line] = fitting;
  if (contract === undefined || line === undefined) return ok(BY_OWNER);
  const approvers = approversOf(contract, line);
  const others = fitting.slice(1).map(({ id }) => id);
  if (approvers.length === 0) return ok({ ...BY_OWNER, rule: line.id, others });
  const together = Math.min(line.together ?? 1, approvers.length);
  return ok({ basis: "line", rule: line.id, approvers, together, others });
}

const BY_OWNER: Demand = { basis: "owner", rule: undefined, approvers: [], together: 1, others: [] };

function standardDemand(contract: Agreement | undefined, id: string | undefined): Outcome<Demand, DemandRefusal> {
  const standard = contract?.changes?.standard?.find((each) => each.id === id);
  if (standard === undefined) return refuse({ kind: "standard-unknown", standard: id });
  return ok({ basis: "standard", rule: standard.id, approvers: [], together: 0, others: [] });
}

function fits({ kinds, risks, upTo }: Line, { kind, risk, amount = "0" }: ChangeWish): boolean {
  if (kind === "standard" || risk === undefined) return false;
  const isPaidFor = upTo === undefined || millionths(amount) <= millionths(upTo);
  return kinds.includes(kind) && (risks === undefined || risks.includes(risk)) && isPaidFor;
}

/** The smaller amount first, then fewer risks, then fewer kinds; lines that are as narrow stay in the contract's order. */
function narrowerFirst(one: Line, other: Line): number {
  if (one.upTo !== other.upTo) {
    if (one.upTo === undefined) return 1;
    if (other.upTo === undefined) return -1;
    const difference = millionths(one.upTo) - millionths(other.upTo);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  const riskCount = (line: Line) => new Set(line.risks ?? RISKS).size;
  return riskCount(one) - riskCount(other) || new Set(one.kinds).size - new Set(other.kinds).size;
}

/** The contacts of a line who speak for one of the two sides; vendors and subcontractors decide nothing. */
function approversOf({ parties }: Agreement, { approvers }: Line): readonly Approver[] {
  const known = Object.values(parties).flatMap(({ role, contacts }) =>
    role === "client" || role === "provider"
      ? (contacts ?? []).map(({ id, name, email }) => ({ contact: id, name, email, side: role }))
      : [],
  );
  return [...new Set(approvers)].flatMap((id) => known.filter(({ contact }) => contact === id).slice(0, 1));
}

/** Whether a plan for the way back is to be written before: as the contract says; without a word of it, not. */
export function isBackOutPlanNeeded(
  contract: Agreement | undefined,
  { kind, risk }: Pick<ChangeWish, "kind" | "risk">,
): boolean {
  const rule = contract?.changes?.backOutPlan ?? "none";
  if (rule === "always") return true;
  if (rule === "normal-and-emergency") return kind !== "standard";
  return rule === "high-risk" && risk === "high";
}

/** Which side or party bears the risk of an approved change; `undefined` when the contract does not say. */
export function riskBearerOf(
  contract: Agreement | undefined,
): { readonly party: string; readonly name: string } | undefined {
  const party = contract?.changes?.riskBorneBy;
  const name = party === undefined ? undefined : contract?.parties[party]?.name;
  return party === undefined || name === undefined ? undefined : { party, name };
}

/** Whether an emergency change may be begun before anybody decided: where it is agreed that the client is told of it afterwards. */
export const mayBeginFirst = (contract: Agreement | undefined, kind: ChangeKind): boolean =>
  kind === "emergency" && contract?.changes?.emergencyInformWithin !== undefined;
