/** What a check found as SARIF 2.1.0, which code hosts and editors read. Source: OASIS Standard "SARIF Version 2.1.0". */
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Rule, Severity } from "@handschlag/engine/contract/check/rule.ts";
import type { Checked } from "./check.ts";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", hint: "note" };

/** The rule under which faults of the document itself are told. */
const FAULT = "document-fault";

/** The log of one run. */
export function sarifOf(results: readonly Checked[], rules: readonly Rule[], version: string): object {
  const indexById = new Map([FAULT, ...rules.map(({ id }) => id)].map((id, index) => [id, index]));
  const unreadable = results.flatMap(({ error }) => error ?? []);
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "handschlag", version, rules: [faultRule(), ...rules.map(ruleOf)] } },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: unreadable.length === 0,
            ...(unreadable.length === 0
              ? {}
              : { toolExecutionNotifications: unreadable.map((text) => ({ level: "error", message: { text } })) }),
          },
        ],
        results: results.flatMap((result) => resultsOf(result, (id) => indexById.get(id)!)),
      },
    ],
  };
}

const faultRule = (): object => ({
  id: FAULT,
  shortDescription: { text: "The document is no valid contract" },
  defaultConfiguration: { level: "error" },
});

const ruleOf = ({ id, severity, family, basis, source, validFrom, validTo, title, reason, remedy }: Rule): object => ({
  id,
  shortDescription: { text: title.en },
  fullDescription: { text: reason.en },
  help: { text: `${remedy.en} (${source})` },
  defaultConfiguration: { level: LEVELS[severity] },
  properties: { family, basis, source, validFrom, validTo, tags: [family, basis] },
});

function resultsOf({ file, faults, findings }: Checked, indexOf: (id: string) => number): object[] {
  const uri = isAbsolute(file) ? pathToFileURL(file).href : file.split(/[\\/]/).map(encodeURIComponent).join("/");
  const locations = (region: object, place: string) => [
    {
      physicalLocation: { artifactLocation: { uri }, region },
      ...(place === "" ? {} : { logicalLocations: [{ fullyQualifiedName: place }] }),
    },
  ];
  return [
    ...faults.map(({ line, column, path, message }) => ({
      ruleId: FAULT,
      ruleIndex: indexOf(FAULT),
      level: "error",
      message: { text: message },
      locations: locations({ startLine: line, startColumn: column }, path.join(".")),
    })),
    ...findings.map(({ rule, line, column, length, title, reason, remedy, place }) => ({
      ruleId: rule.id,
      ruleIndex: indexOf(rule.id),
      level: LEVELS[rule.severity],
      message: { text: `${title}. ${reason} ${remedy}` },
      locations: locations({ startLine: line, startColumn: column, endColumn: column + length }, place),
      // The place by names stays when lines move.
      partialFingerprints: { "handschlagPlace/v1": `${rule.id}@${place}` },
    })),
  ];
}
