import { CheckBody, CheckRules, NewCheck } from "@handschlag/api/check.ts";
import { dateIn } from "@handschlag/engine/calendar/zone.ts";
import { readPlacedContract } from "@handschlag/engine/contract/reader.ts";
import type { z } from "zod";
import type { Ctx } from "../context.ts";
import type { Routes } from "../http/parts.ts";
import { readBy } from "./documents.ts";

const tags = ["contract"];

/** What is weak in a document, with its places in the text. Nothing is kept of it. */
async function checked(
  ctx: Ctx,
  { text, asOf, language }: z.output<typeof NewCheck>,
): Promise<z.input<typeof CheckBody>> {
  ctx.requireMember();
  const { outcome: read } = await readBy(readPlacedContract, text);
  if (!read.ok) return { faults: read.refusal.map((fault) => ({ ...fault, path: [...fault.path] })), findings: [] };
  const { document, placeOf } = read.value;
  // The rules with their texts are loaded by whoever needs them first: most servers never do.
  const { checkContract, saidOf } = await import("@handschlag/engine/contract/check/check.ts");
  const day = asOf ?? dateIn(document.timeZone, ctx.now);
  const findings = checkContract(document, { asOf: day }).map((finding) => {
    const { rule, place, path } = finding;
    const said = (of: "title" | "reason" | "remedy") => saidOf(rule[of], language ?? document.language, finding);
    return {
      rule: rule.id,
      severity: rule.severity,
      family: rule.family,
      basis: rule.basis,
      source: rule.source,
      place,
      ...placeOf(path),
      title: said("title"),
      reason: said("reason"),
      remedy: said("remedy"),
    };
  });
  return { faults: [], findings: findings.toSorted((a, b) => a.line - b.line || a.column - b.column) };
}

export const checkRoutes: Routes = async (app) => {
  app.post(
    "/contract-checks",
    { schema: { summary: "What is weak in a contract", tags, body: NewCheck, response: { 200: CheckBody } } },
    async ({ ctx, body }) => checked(ctx, body),
  );

  app.get(
    "/contract-rules",
    { schema: { summary: "The rules by which contracts are checked", tags, response: { 200: CheckRules } } },
    async ({ ctx }) => {
      ctx.requireMember();
      const { RULES } = await import("@handschlag/engine/contract/check/rules.ts");
      return {
        rules: RULES.map(({ find: _find, validFrom = null, validTo = null, ...rule }) => ({
          ...rule,
          validFrom,
          validTo,
        })),
      };
    },
  );
};
