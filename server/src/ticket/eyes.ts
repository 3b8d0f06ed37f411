/** For whose eyes something is that hangs on a ticket, and who may hang it there. */
import type { Right } from "@handschlag/engine/rights.ts";
import type { Place } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { Fact } from "../event/record.ts";
import { Problem } from "../problem.ts";

export type Visible = "both" | "client" | "provider";

/** 422 when somebody would write for the other side's eyes only. */
export function requireOwnEyes(place: Place, visibleTo: Visible): void {
  const other = place.side === "provider" ? "client" : "provider";
  if (visibleTo === other) throw new Problem(422, "visible-to-other-side-only", { field: "body.visibleTo" });
}

/** What it takes, on either side, to change what hangs on a ticket. */
export const writes = ({ side }: Place): Right => (side === "provider" ? "ticket:work" : "ticket:agree");

export const factFor = (type: string, ticket: string, engagementId: EngagementId, visibleTo: Visible) =>
  ({ type, subjectId: ticket, engagementId, visibleTo }) satisfies Fact;
