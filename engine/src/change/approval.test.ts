import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { germanHolidays } from "../calendar/holidays.ts";
import { readContract } from "../contract/reader.ts";
import type { ContractDocument } from "../contract/document.ts";
import { instant, isoOf } from "../instant.ts";
import {
  demandOf,
  isBackOutPlanNeeded,
  mayBeginFirst,
  riskBearerOf,
  type ChangeKind,
  type ChangeWish,
  type Risk,
} from "./approval.ts";
import { changeDueAt, noticeOf, reviewDueAt } from "./times.ts";

const read = readContract(readFileSync("fixtures/contracts/silberquell-vermoegensverwaltung.yaml", "utf8"));
if (!read.ok) throw new Error("the fixture is a contract");
const contract = read.value;
const without: ContractDocument = { ...contract, changes: undefined };

const demand = (wish: ChangeWish, from: ContractDocument | undefined = contract) => {
  const outcome = demandOf(from, wish);
  return outcome.ok ? outcome.value : outcome.refusal;
};

describe("the matrix of a contract", () => {
  test.each<{ rule: string; wish: ChangeWish; line: string; as: string[]; together: number; others: string[] }>([
    {
      rule: "the smallest amount that fits is the narrowest line",
      wish: { kind: "normal", risk: "low", amount: "500.00" },
      line: "small",
      as: ["office"],
      together: 1,
      others: ["large"],
    },
    {
      rule: "what costs nothing is within any amount",
      wish: { kind: "normal", risk: "medium" },
      line: "small",
      as: ["office"],
      together: 1,
      others: ["large"],
    },
    {
      rule: "a cent more needs both",
      wish: { kind: "normal", risk: "low", amount: "500.01" },
      line: "large",
      as: ["director", "office"],
      together: 2,
      others: [],
    },
    {
      rule: "a high risk needs both",
      wish: { kind: "normal", risk: "high", amount: "1" },
      line: "large",
      as: ["director", "office"],
      together: 2,
      others: [],
    },
    {
      rule: "an emergency has a line of its own",
      wish: { kind: "emergency", risk: "high" },
      line: "emergency",
      as: ["office", "director"],
      together: 1,
      others: [],
    },
  ])("$rule", ({ wish, line, as, together, others }) => {
    const found = demand(wish);
    expect(found).toMatchObject({ basis: "line", rule: line, together, others });
    expect("approvers" in found && found.approvers.map(({ contact }) => contact)).toEqual(as);
  });

  test("what is approved beforehand asks nobody; what is not in the list is refused", () => {
    expect(demand({ kind: "standard", standard: "new-user" })).toMatchObject({
      basis: "standard",
      rule: "new-user",
      together: 0,
    });
    expect(demand({ kind: "standard", standard: "new-moon" })).toEqual({
      kind: "standard-unknown",
      standard: "new-moon",
    });
    expect(demand({ kind: "standard" }, without)).toMatchObject({ kind: "standard-unknown" });
  });

  test("without a matrix, a fitting line or a contract whoever leads the client decides", () => {
    const owner = { basis: "owner", approvers: [], together: 1 };
    expect(demand({ kind: "normal", risk: "low" }, without)).toMatchObject(owner);
    expect(demandOf(undefined, { kind: "normal", risk: "low" })).toMatchObject({ value: owner });
    const onlyEmergency = { ...contract, changes: { ...contract.changes!, approvals: [] } };
    expect(demand({ kind: "normal", risk: "low" }, onlyEmergency)).toMatchObject(owner);
  });

  test("without a risk nobody can say who decides", () => {
    expect(demand({ kind: "normal" })).toEqual({ kind: "risk-unknown" });
  });

  test("vendors decide nothing, and nobody counts twice", () => {
    const line = { id: "one", kinds: ["normal" as const], approvers: ["office", "office", "nobody"], together: 3 };
    const changed = { ...contract, changes: { ...contract.changes!, approvals: [line] } };
    expect(demand({ kind: "normal", risk: "low" }, changed)).toMatchObject({
      approvers: [{ contact: "office" }],
      together: 1,
    });
    const strange = { ...line, approvers: ["nobody"] };
    expect(
      demand({ kind: "normal", risk: "low" }, { ...changed, changes: { ...changed.changes, approvals: [strange] } }),
    ).toMatchObject({ basis: "owner", rule: "one" });
  });
});

/** What a line covers, written out: every kind with every risk, up to an amount in cents. */
test("the line that decides covers the change, and no other that covers it is narrower", () => {
  const risks = ["low", "medium", "high"] as const;
  const line = fc.record({
    kinds: fc.uniqueArray(fc.constantFrom<ChangeKind>("normal", "emergency"), { minLength: 1 }),
    risks: fc.option(fc.uniqueArray(fc.constantFrom<Risk>(...risks), { minLength: 1 }), { nil: undefined }),
    cents: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
  });
  const wishes = fc.record({
    kind: fc.constantFrom<ChangeKind>("normal", "emergency"),
    risk: fc.constantFrom<Risk>(...risks),
    cents: fc.integer({ min: 0, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), wishes, (lines, wish) => {
      const approvals = lines.map(({ cents, ...each }, index) => ({
        ...each,
        id: `line-${index}`,
        approvers: ["office"],
        ...(cents !== undefined && { upTo: `0.0${cents}` }),
      }));
      const found = demandOf(
        { ...contract, changes: { approvals } },
        {
          kind: wish.kind,
          risk: wish.risk,
          amount: `0.0${wish.cents}`,
        },
      );
      const covering = lines
        .map((each, index) => ({ ...each, index }))
        .filter(
          (each) =>
            each.kinds.some((kind) => kind === wish.kind) &&
            (each.risks ?? risks).some((risk) => risk === wish.risk) &&
            (each.cents ?? 99) >= wish.cents,
        );
      // Amount, risks and kinds as digits of one number: the least is the narrowest, the earlier wins.
      const width = (each: (typeof covering)[number]) =>
        (each.cents ?? 99) * 1000 + (each.risks ?? risks).length * 100 + each.kinds.length * 10 + each.index / 10;
      const [best] = covering.toSorted((one, other) => width(one) - width(other));
      expect(found.ok && found.value.rule).toBe(best === undefined ? undefined : `line-${best.index}`);
      expect(found.ok && found.value.others.length).toBe(Math.max(0, covering.length - 1));
    }),
  );
});

describe("the other clauses", () => {
  test("the way back is planned where the contract asks for it", () => {
    expect(isBackOutPlanNeeded(contract, { kind: "normal", risk: "low" })).toBe(true);
    expect(isBackOutPlanNeeded(contract, { kind: "standard" })).toBe(false);
    const highOnly = { ...contract, changes: { ...contract.changes!, backOutPlan: "high-risk" as const } };
    expect(isBackOutPlanNeeded(highOnly, { kind: "normal", risk: "medium" })).toBe(false);
    expect(isBackOutPlanNeeded(highOnly, { kind: "normal", risk: "high" })).toBe(true);
    const always = { ...contract, changes: { ...contract.changes!, backOutPlan: "always" as const } };
    expect(isBackOutPlanNeeded(always, { kind: "standard" })).toBe(true);
    expect(isBackOutPlanNeeded(without, { kind: "normal", risk: "high" })).toBe(false);
  });

  test("who bears the risk is named as the contract names the party, or not at all", () => {
    expect(riskBearerOf(contract)).toEqual({ party: "client", name: contract.parties["client"]!.name });
    expect(riskBearerOf(without)).toBeUndefined();
  });

  test("an emergency may be begun first where the client is told afterwards", () => {
    expect(mayBeginFirst(contract, "emergency")).toBe(true);
    expect(mayBeginFirst(contract, "normal")).toBe(false);
    expect(mayBeginFirst(without, "emergency")).toBe(false);
  });

  test("times run in the calendar of the change process", () => {
    // Friday 20 November 2026, 15:00 in Munich: the third working day is Wednesday.
    const due = changeDueAt(contract, "decisionWithin", instant("2026-11-20T14:00:00Z"), germanHolidays)!;
    expect(isoOf(due)).toMatch(/^2026-11-25T/);
    expect(changeDueAt(without, "decisionWithin", instant("2026-11-20T14:00:00Z"), germanHolidays)).toBeUndefined();
    const uncalendared = { ...contract, changes: { ...contract.changes!, calendar: undefined } };
    const everyDay = changeDueAt(uncalendared, "decisionWithin", instant("2026-11-20T14:00:00Z"), germanHolidays)!;
    expect(isoOf(everyDay)).toBe("2026-11-23T23:00:00.000Z");
  });

  test("a review is owed after emergencies and failures", () => {
    const at = instant("2026-11-20T14:00:00Z");
    expect(reviewDueAt(contract, { kind: "emergency", result: "as-planned" }, at)).toBe(
      instant("2026-11-30T14:00:00Z"),
    );
    expect(reviewDueAt(contract, { kind: "normal", result: "failed" }, at)).toBeDefined();
    expect(reviewDueAt(contract, { kind: "normal", result: "with-deviations" }, at)).toBeUndefined();
  });

  test("the longest notice of the services counts", () => {
    const objective = (services: string[], noticeHours: number) =>
      ({
        services,
        maintenance: { planned: "excluded", noticeHours, emergencyNoticeHours: 1 },
      }) as unknown as NonNullable<ContractDocument["availability"]>[number];
    const promised = { ...contract, availability: [objective(["a"], 24), objective(["a", "b"], 72)] };
    expect(noticeOf(promised, "normal", ["a"])).toBe(72 * 3_600_000);
    expect(noticeOf(promised, "emergency", ["b"])).toBe(3_600_000);
    expect(noticeOf(promised, "normal", ["c"])).toBeUndefined();
  });
});
