/** The contract that has no findings, and for each rule a change that it finds. */
import { readFileSync } from "node:fs";
import { germanHolidays } from "../../calendar/holidays.ts";
import { assert } from "../../outcome.ts";
import { ContractShape, type ContractDocument } from "../document.ts";
import { readContract } from "../reader.ts";
import { misfitsOf } from "../references.ts";
import { DUTY_CASES } from "./cases-duties.test-support.ts";
import { PROMISE_CASES } from "./cases-promises.test-support.ts";
import { TERM_CASES } from "./cases-terms.test-support.ts";
import { checkContract, type ContractFinding } from "./check.ts";

/** A change of the base contract by the id of the rule that finds it. */
export type Cases = Readonly<Record<string, (contract: ContractDocument) => unknown>>;

export const CASES: Cases = { ...PROMISE_CASES, ...TERM_CASES, ...DUTY_CASES };

export const TODAY = "2026-11-23";

const BASE_FILE = new URL("../../../../fixtures/contracts/silberquell-vermoegensverwaltung.yaml", import.meta.url);
const read = readContract(readFileSync(BASE_FILE, "utf8"));
assert(read.ok, "the base contract can be read");
const BASE = read.value;

/** A fresh copy of the base contract, to be changed. */
export const base = (): ContractDocument => structuredClone(BASE);

/** The base contract with the change of a rule's case, which must still be a contract. */
export function changedFor(id: string): ContractDocument {
  const changed = base();
  CASES[id]!(changed);
  const contract = ContractShape.parse(changed);
  const misfits = misfitsOf(contract, germanHolidays);
  assert(misfits.length === 0, `the changed contract has no faults: ${JSON.stringify(misfits)}`);
  return contract;
}

export const findingsOf = (contract: ContractDocument, asOf = TODAY): ContractFinding[] =>
  checkContract(contract, { asOf });
