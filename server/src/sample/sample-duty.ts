/** The on-call rota of the sample's network provider: nights, weekends and holidays, in turns of a week. */
import { randomUUID } from "node:crypto";
import { localDayAt, openingInstant, zoneAt } from "@handschlag/engine/calendar/zone.ts";
import type { DutyHours, RotaPlan } from "@handschlag/engine/duty/plan.ts";
import { DAY_MS } from "@handschlag/engine/instant.ts";
import type { Ctx } from "../context.ts";
import { rotaAdd } from "../duty/rotas.ts";
import { noteAdd, spanAdd } from "../duty/spans.ts";

const OFFICE = ["07:00-18:00"];
const NIGHTS: DutyHours = {
  mode: "outside",
  calendar: {
    timeZone: "Europe/Berlin",
    hours: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE },
    holidays: "DE-NW",
  },
};

/** Who plays: the manager, the technician, and the subcontractor's. */
export interface DutyCast {
  readonly manager: Ctx;
  readonly technician: Ctx;
  readonly external: Ctx;
  readonly engagement: string;
}

/** Makes the rota, with a holiday ahead and what was handed over last. */
export async function makeRota({ manager, technician, external, engagement }: DutyCast): Promise<void> {
  const [first, second] = [technician.personId, external.personId];
  const turns = { turnDays: 7, from: "2026-01-12", at: "07:00", hours: NIGHTS };
  const plan: RotaPlan = {
    timeZone: "Europe/Berlin",
    layers: [
      { id: randomUUID(), name: "Erste Bereitschaft", people: [first, second], ...turns },
      { id: randomUUID(), name: "Servicemanagement", people: [manager.personId], ...turns },
    ],
    needed: NIGHTS,
    acknowledgeMinutes: 10,
    ranks: 1,
  };
  const { id } = await rotaAdd(manager, { name: "Nacht und Wochenende", plan, serves: [engagement] });
  const midnight = (days: number) => {
    const zone = zoneAt(plan.timeZone, manager.now);
    return openingInstant(zone, (localDayAt(zone, manager.now) + days) * DAY_MS);
  };
  await spanAdd(manager, id, {
    kind: "absence",
    personId: second,
    substituteId: first,
    from: midnight(14),
    until: midnight(21),
  });
  await noteAdd(
    technician,
    id,
    "Die zweite Leitung in Halle 2 schwankt seit Mittwoch. Der Betreiber misst am Montag; bis dahin bei einem Ausfall gleich auf den Mobilfunk umschalten.",
  );
}
