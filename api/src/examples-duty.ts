/** What people send about on-call duty, for the document of the API. All names are invented. */
import type { Wish } from "./client.ts";

const AGENT = "019a1f00-0000-7000-8000-00000000a9e7";
const PERSON = "019a1f00-0000-7000-8000-00000000ba15";
const ENGAGEMENT = "019a1f00-0000-7000-8000-00000000e4a1";
const MADE = "019a2b40-0000-7000-8000-00000000add0";
const AT = "2026-11-23T08:00:00.000Z";
const ENDS_AT = "2026-11-30T08:00:00.000Z";

const officeHours = { timeZone: "Europe/Berlin", hours: { mon: ["08:00-17:00"] }, holidays: "DE-BY" };
const rotaPlan: NonNullable<Wish<"POST /duty/rotas">["body"]>["plan"] = {
  timeZone: "Europe/Berlin",
  layers: [
    {
      id: MADE,
      name: "Rufbereitschaft",
      people: [AGENT, PERSON],
      turnDays: 7,
      from: "2026-11-23",
      at: "08:00",
      hours: { mode: "outside", calendar: officeHours },
    },
  ],
  needed: { mode: "outside", calendar: officeHours },
  acknowledgeMinutes: 15,
  ranks: 2,
};

export const DUTY_EXAMPLES = {
  "POST /duty/rotas": { body: { name: "Rufbereitschaft", plan: rotaPlan, serves: [ENGAGEMENT] } },
  "PATCH /duty/rotas/:id": {
    body: { name: "Rufbereitschaft", plan: { ...rotaPlan, acknowledgeMinutes: 10 }, serves: [ENGAGEMENT] },
  },
  "POST /duty/rotas/:id/spans": {
    body: { kind: "override" as const, layerId: MADE, personId: AGENT, from: AT, until: ENDS_AT },
    answer: { id: MADE },
  },
  "POST /duty/rotas/:id/notes": {
    body: { text: "Der Ersatz für die Firewall kommt am Donnerstag." },
    answer: { id: MADE },
  },
};
