/** Noting that days of contracts come near, at 90, 60 and 30 days, each once. product.md §§7, 16; docs/rules/contract.md §7. */
import { createHash } from "node:crypto";
import { dateIn } from "@handschlag/engine/calendar/zone.ts";
import { deadlinesOf, type ContractDeadline } from "@handschlag/engine/contract/deadlines.ts";
import { inForceAt } from "@handschlag/engine/contract/terms.ts";
import { DAY_MS, isoOf, later, type Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import { Ctx, type Actor, type Place } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type EngagementId, type TenantId } from "../db/tenant.ts";
import { goesOn } from "../engagement/requirement.ts";
import { recordAll, type Fact } from "../event/record.ts";
import { termsFor } from "./terms-book.ts";

/** People are told when so many days are left. */
const STEPS = [30, 60, 90] as const;
const SYSTEM: Actor = { kind: "system", company: undefined };

/** Whom a day concerns: giving notice is one side's own business. */
const eyesFor = ({ kind }: ContractDeadline): "both" | "client" | "provider" =>
  kind === "notice" ? "client" : kind === "provider-notice" ? "provider" : "both";

/** Notes everything that has come near in the contracts of all engagements. Returns how much that was. */
export async function noteDaysNear(
  db: Kysely<DB>,
  now: Instant,
  say: (text: string) => void = () => undefined,
): Promise<number> {
  const engagements = await inScope(db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx
      .selectFrom("engagement as e")
      .select(["e.tenant_id", "e.engagement_id"])
      .where(goesOn(now))
      .where((row) =>
        row.exists(
          row
            .selectFrom("contract_version as v")
            .select("v.version_id")
            .whereRef("v.tenant_id", "=", "e.tenant_id")
            .whereRef("v.engagement_id", "=", "e.engagement_id"),
        ),
      )
      .execute(),
  );
  let count = 0;
  for (const { tenant_id, engagement_id } of engagements)
    try {
      count += await noteIn(db, now, tenant_id as TenantId, engagement_id as EngagementId);
    } catch (error) {
      // One contract that cannot be read keeps no other from being looked through.
      say(`days of the contract of ${engagement_id} could not be looked through: ${String(error)}`);
    }
  return count;
}

async function noteIn(db: Kysely<DB>, now: Instant, tenant: TenantId, engagement: EngagementId): Promise<number> {
  const place: Place = { tenant, side: "system" };
  return inScope(db, { tenant, side: "system" }, { readOnly: false }, async (tx) => {
    // Two nodes that look at the same time do it one after the other.
    await tx
      .selectFrom("engagement")
      .select("engagement_id")
      .where("tenant_id", "=", tenant)
      .where("engagement_id", "=", engagement)
      .forUpdate()
      .execute();
    const near = nearOf(inForceAt(await termsFor(tx, tenant, engagement), now)?.document, engagement, now);
    if (near.length === 0) return 0;
    const noted = await tx
      .selectFrom("event")
      .select("event_id")
      .where("tenant_id", "=", tenant)
      .where(
        "event_id",
        "in",
        near.map(({ id }) => id),
      )
      .execute();
    const known = new Set(noted.map(({ event_id }) => event_id));
    const facts = near.filter(({ id }) => !known.has(id));
    if (facts.length > 0) await recordAll(tx, new Ctx(db, SYSTEM, now, "contract days"), place, facts);
    return facts.length;
  });
}

/** The days that are near at an instant, as the facts that say so. */
function nearOf(
  document: Parameters<typeof deadlinesOf>[0] | undefined,
  engagement: EngagementId,
  now: Instant,
): readonly (Fact & { readonly id: string })[] {
  if (document === undefined) return [];
  const today = dateIn(document.timeZone, now);
  const until = isoOf(later(Date.parse(today) as Instant, STEPS.at(-1)! * DAY_MS)).slice(0, 10);
  return deadlinesOf(document, today, until).map((deadline) => {
    const days = Math.round((Date.parse(deadline.on) - Date.parse(today)) / DAY_MS);
    // Whoever comes late, as with a contract that was just put in, hears of the step that counts now, not of all.
    const step = STEPS.find((each) => days <= each)!;
    const { kind, on, of } = deadline;
    return {
      id: idOf([engagement, kind, on, of ?? "", String(step)]),
      type: "contract.day-near",
      subjectId: engagement,
      engagementId: engagement,
      visibleTo: eyesFor(deadline),
      facts: { kind, on, ...(of !== undefined && { of }), days, step },
    };
  });
}

/** The same id for the same step of the same day, on every node: that it is there says that it was noted (RFC 9562 §5.8). */
function idOf(parts: readonly string[]): string {
  const bytes = createHash("sha256").update(parts.join("\n")).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
