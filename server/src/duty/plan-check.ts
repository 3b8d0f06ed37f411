/** What a plan must keep to beyond its form: public holidays that are known, and people who work here. */
import { regionsOf } from "@handschlag/engine/calendar/definition.ts";
import { germanHolidays, type HolidaySource } from "@handschlag/engine/calendar/holidays.ts";
import { loadWorldHolidays } from "@handschlag/engine/calendar/world-holidays.ts";
import type { DutyHours, RotaPlan } from "@handschlag/engine/duty/plan.ts";
import { sql } from "kysely";
import type { TenantId, Tx } from "../db/tenant.ts";
import { Problem } from "../problem.ts";

const regionsIn = ({ layers, needed }: RotaPlan): readonly string[] =>
  [needed, ...layers.map(({ hours }) => hours)].flatMap((hours: DutyHours) =>
    hours.mode === "always" ? [] : regionsOf(hours.calendar),
  );

/** The holidays that a plan needs: those of other countries only where it names them, as their library takes long to load. */
export async function holidaysFor(plan: RotaPlan): Promise<HolidaySource> {
  return regionsIn(plan).every((region) => germanHolidays.knows(region)) ? germanHolidays : loadWorldHolidays();
}

/** 422 when a plan names a region that nobody knows. */
export async function requireKnownRegions(plan: RotaPlan): Promise<void> {
  const holidays = await holidaysFor(plan);
  const region = regionsIn(plan).find((each) => !holidays.knows(each));
  if (region !== undefined) throw new Problem(422, "duty-region-unknown", { field: "body.plan", region });
}

/** 422 unless all of some people work for the provider. */
export async function requireColleagues(
  tx: Tx,
  provider: TenantId,
  people: readonly string[],
  field: string,
): Promise<void> {
  const rows = await tx
    .selectFrom("membership")
    .select("person_id")
    .where("tenant_id", "=", provider)
    .where("provider_role", "is not", null)
    .where(sql<boolean>`person_id = any (${people})`)
    .execute();
  const there = new Set(rows.map(({ person_id }) => person_id));
  if (people.some((person) => !there.has(person))) throw new Problem(422, "duty-person-unknown", { field });
}
