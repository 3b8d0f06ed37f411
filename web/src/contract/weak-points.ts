import type { ContractFinding } from "@handschlag/engine/contract/check/check.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { queryOptions } from "@tanstack/react-query";
import type { Language } from "../i18n/words.ts";
import { todayIn } from "./upcoming.ts";

/** A finding in the reader's words. */
export interface WeakPoint {
  readonly id: string;
  readonly severity: ContractFinding["rule"]["severity"];
  readonly place: string;
  readonly title: string;
  readonly reason: string;
  readonly remedy: string;
  readonly source: string;
}

/** What the rules find in a document today, at the contract's place. They are loaded when somebody wants to know. */
export const weakPointsQuery = (document: ContractDocument, language: Language) =>
  queryOptions({
    queryKey: ["weak-points", language, document],
    // The same document has the same weak points, at least for today.
    staleTime: Infinity,
    meta: { follows: true },
    queryFn: async (): Promise<readonly WeakPoint[]> => {
      const { checkContract, saidOf } = await import("@handschlag/engine/contract/check/check.ts");
      const asOf = todayIn(document.timeZone, new Date());
      return checkContract(document, { asOf }).map((finding) => ({
        id: `${finding.rule.id} ${finding.place}`,
        severity: finding.rule.severity,
        place: finding.place,
        title: saidOf(finding.rule.title, language, finding),
        reason: saidOf(finding.rule.reason, language, finding),
        remedy: saidOf(finding.rule.remedy, language, finding),
        source: finding.rule.source,
      }));
    },
  });
