/** Checks of contract documents: what is weak in one, and the rules that find it. */
import { z } from "zod";
import { FAMILIES } from "@handschlag/engine/contract/check/rule.ts";
import { Language } from "./values.ts";

const Severity = z.enum(["error", "warning", "hint"]);
const Basis = z.enum(["law", "standard", "practice"]).describe("What the rule rests on.");

export const NewCheck = z
  .strictObject({
    text: z.string().min(1).max(1_000_000).describe("The document, `handschlag/contract@1` as YAML or JSON."),
    asOf: z.iso.date().optional().describe("The day for which it is checked; without it today in the contract's zone."),
    language: Language.optional().describe("Of the texts; without it the contract's."),
  })
  .meta({ id: "NewCheck" });

const Finding = z
  .strictObject({
    rule: z.string(),
    severity: Severity,
    family: z.enum(FAMILIES),
    basis: Basis,
    source: z.string(),
    place: z.string().describe("Named by the members of lists: the same in whatever order they stand."),
    line: z.int().describe("In the text, from 1; so the column."),
    column: z.int(),
    length: z.int(),
    title: z.string(),
    reason: z.string().describe("Why it matters."),
    remedy: z.string().describe("How to mend it."),
  })
  .meta({ id: "ContractFinding" });

const Fault = z
  .strictObject({
    path: z.array(z.union([z.string(), z.number()])),
    line: z.int(),
    column: z.int(),
    message: z.string(),
  })
  .meta({ id: "ContractFault" });

export const CheckBody = z
  .strictObject({
    faults: z.array(Fault).describe("Why it is no contract; only without any are there findings."),
    findings: z.array(Finding).describe("What is weak. None of them says that a contract is lawful."),
  })
  .meta({ id: "ContractCheck" });

const Said = z.strictObject({ de: z.string(), en: z.string() });
export const CheckRules = z
  .strictObject({
    rules: z.array(
      z.strictObject({
        id: z.string(),
        family: z.enum(FAMILIES),
        severity: Severity,
        basis: Basis,
        source: z.string(),
        validFrom: z.iso.date().nullable().describe("First and last day on which it holds; null for always."),
        validTo: z.iso.date().nullable(),
        title: Said,
        reason: Said,
        remedy: Said,
      }),
    ),
  })
  .meta({ id: "ContractRules" });
