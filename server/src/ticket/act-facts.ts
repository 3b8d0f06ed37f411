/** The facts of an act, as its event keeps them. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { priorityNamed } from "@handschlag/engine/contract/terms.ts";
import type { Holder } from "@handschlag/engine/ticket/standing.ts";
import type { Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { Problem } from "../problem.ts";
import type { ActWish } from "./act-wish.ts";
import { agreementFacts } from "./agreement.ts";
import type { Held } from "./held.ts";
import { requireKnownWords } from "./open.ts";
import { termsAt } from "./reading.ts";

/** The facts of an act, checked against contract, people and other events. */
export async function factsOf(
  tx: Tx,
  place: Place,
  side: Holder,
  wish: ActWish,
  held: Held,
  at: Instant,
): Promise<Readonly<Record<string, unknown>>> {
  const terms = termsAt(held.versions, at);
  const { impact, urgency, service, reason } = wish;
  switch (wish.type) {
    case "paused": {
      const known = terms?.rules.pauses.map((pause) => pause.reason) ?? [];
      if (!known.includes(reason!)) throw new Problem(422, "pause-reason-unknown", { field: "body.reason", known });
      return { reason };
    }
    case "restored":
      return { workaround: wish.workaround === true };
    case "priority-changed": {
      requireKnownWords(terms, { impact, urgency });
      const priority = terms === undefined ? undefined : priorityNamed({ impact, urgency }, terms);
      return { impact, urgency, ...(priority !== undefined && { priority }), reason };
    }
    case "service-changed":
      requireKnownWords(terms, { service });
      return { service, reason };
    case "assigned":
      return { to: await assigneeOf(tx, place, wish.to ?? null, held.engagement) };
    case "merged":
      return { into: wish.into };
    case "objected":
    case "settled":
    case "excluded":
      return agreementFacts(wish, side, held);
    default:
      return {};
  }
}

/** 422 unless it is a person of the provider, and for an external one who works on the engagement. */
async function assigneeOf(tx: Tx, place: Place, to: string | null, engagement: EngagementId): Promise<string | null> {
  if (to === null) return null;
  const member = await tx
    .selectFrom("membership as m")
    .innerJoin("engagement as e", "e.provider_id", "m.tenant_id")
    .select("m.provider_role")
    .where("e.tenant_id", "=", place.tenant)
    .where("e.engagement_id", "=", engagement)
    .where("m.person_id", "=", to)
    .where("m.provider_role", "is not", null)
    .executeTakeFirst();
  if (member === undefined) throw new Problem(422, "assignee-unknown", { field: "body.to" });
  return to;
}
