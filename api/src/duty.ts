/** On-call duty: rotas, who is on call when, and the alarms that call somebody. */
import { RotaPlan } from "@handschlag/engine/duty/plan.ts";
import { z } from "zod";
import { At, Id, lineUpTo, textUpTo } from "./values.ts";

const name = lineUpTo(100);

const Somebody = z.strictObject({
  id: Id,
  name: z.string().nullable().describe("null for somebody who is not of the company any more."),
});

const Duty = z.strictObject({
  layerId: Id,
  personId: Id,
  why: z.enum(["rotation", "substitute", "override"]),
  plannedId: Id.nullable().describe("Whose turn it is by the plan."),
});
const Stretch = z.strictObject({ from: At, until: At });

const DutySpan = z.strictObject({
  id: Id,
  kind: z.enum(["override", "absence"]),
  layerId: Id.nullable(),
  personId: Id,
  substituteId: Id.nullable(),
  from: At,
  until: At,
});
const DutyNote = z.strictObject({ id: Id, author: Somebody, text: z.string(), writtenAt: At });

export const DutyRota = z
  .strictObject({
    id: Id,
    name: z.string(),
    version: z.int(),
    plan: RotaPlan,
    serves: z.array(z.strictObject({ id: Id, name: z.string(), client: z.string() })),
    people: z.array(Somebody).describe("Everybody who is named in it."),
    now: z.array(Duty).describe("Who is on call now, in the order in which they are called."),
    isNeededNow: z.boolean(),
    spans: z.array(DutySpan).describe("What departs from the plan and is not long past."),
    notes: z.array(DutyNote).describe("What was handed over last, the latest first."),
    gaps: z
      .array(Stretch)
      .describe("When nobody will be on call within the next four weeks though somebody has to be."),
  })
  .meta({ id: "DutyRota" });
export const DutyRotas = z.strictObject({ items: z.array(DutyRota) });

const serves = z.array(Id).max(1_000).describe("Engagements whose alarms call the people of this rota.");
export const NewDutyRota = z.strictObject({ name, plan: RotaPlan, serves });

export const ShiftsQuery = z.strictObject({ from: At, until: At });
export const Shifts = z.strictObject({
  items: z.array(Duty.extend({ from: At, until: At })),
  gaps: z.array(Stretch),
});

export const NewDutySpan = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("override"), layerId: Id, personId: Id, from: At, until: At }),
  z.strictObject({ kind: z.literal("absence"), personId: Id, substituteId: Id.nullable(), from: At, until: At }),
]);
export const NewDutyNote = z.strictObject({ text: textUpTo(4_000) });

const Callee = z.strictObject({
  name: z.string().nullable(),
  layer: z.string().nullable().describe("The layer by which somebody was on call, …"),
  level: z.int().nullable().describe("… or the level of the contract's escalation."),
});

export const DutyCall = z
  .strictObject({
    id: Id,
    state: z.enum(["calling", "exhausted", "acknowledged", "withdrawn"]),
    raisedAt: At,
    endedAt: At.nullable(),
    called: z.array(Callee.extend({ at: At })).describe("For the provider's eyes."),
    acknowledged: z.strictObject({ at: At, name: z.string().nullable() }).nullable(),
    next: z
      .strictObject({ at: At, callee: Callee.nullable().describe("null when nobody is left to be called.") })
      .nullable()
      .describe("What happens if nobody takes over; for the provider's eyes."),
  })
  .meta({ id: "DutyCall" });
export const DutyCalls = z.strictObject({
  items: z.array(DutyCall),
  mayTake: z.boolean().describe("Whether there is an alarm that the actor may take over."),
});

export const OpenDutyCalls = z.strictObject({
  items: z.array(
    z.strictObject({
      call: DutyCall,
      ticket: z.strictObject({ id: Id, number: z.int(), subject: z.string(), priority: z.string().nullable() }),
      engagementId: Id,
      client: z.string(),
    }),
  ),
});

export const DutyLink = z
  .strictObject({
    ticket: z.strictObject({ id: Id, number: z.int(), subject: z.string(), priority: z.string().nullable() }),
    client: z.string(),
    person: z.string(),
    call: DutyCall,
  })
  .meta({ id: "DutyLink" });
