/**
 * Who is called for an alarm, one after the other, until somebody takes it over: read from its events alone.
 * Source: product.md §§9.5 and 14, docs/rules/duty.md §§4 and 5.
 */
import type { Terms } from "../contract/terms.ts";
import { later, MINUTE_MS, type Instant } from "../instant.ts";
import { onDutyAt, type Rota } from "./rota.ts";

/** Somebody who can be called: on duty by a layer, or a contact of the contract's escalation. */
export type Callee =
  | { readonly by: "layer"; readonly person: string; readonly layer: string }
  | {
      readonly by: "level";
      readonly level: number;
      readonly contact: string;
      /** Where the contact has an account. */
      readonly person: string | undefined;
    };

/** What happened to an alarm. */
export type DutyEvent =
  | { readonly type: "raised"; readonly at: Instant }
  | { readonly type: "called"; readonly at: Instant; readonly callee: Callee }
  | { readonly type: "acknowledged"; readonly at: Instant; readonly person: string }
  | { readonly type: "exhausted"; readonly at: Instant }
  | { readonly type: "withdrawn"; readonly at: Instant };

/** Whom there is to call: the rota, and after it the provider's contacts of the contract's escalation, by level. */
export interface Ladder {
  readonly rota: Rota;
  readonly contacts: readonly (Callee & { readonly by: "level" })[];
}

/** `exhausted`: everybody was called and nobody took over, which still can be done. `withdrawn`: it needs nobody any more. */
export type ChainState = "calling" | "exhausted" | "acknowledged" | "withdrawn";

/** How an alarm stands. */
export interface Chain {
  readonly state: ChainState;
  readonly raisedAt: Instant;
  readonly called: readonly { readonly at: Instant; readonly callee: Callee }[];
  readonly acknowledged: { readonly at: Instant; readonly person: string } | undefined;
  readonly endedAt: Instant | undefined;
  /** What happens next if nobody takes over; without `callee` that all were called in vain. */
  readonly next: { readonly at: Instant; readonly callee: Callee | undefined } | undefined;
}

/**
 * How an alarm stands at `now` after its events, which begin with `raised` and are in order. What comes next is read
 * from the rota as it will be then: who has come on duty meanwhile is called before the contacts.
 */
export function chainOf(events: readonly DutyEvent[], ladder: Ladder, now: Instant): Chain | undefined {
  const raised = events.find(({ type }) => type === "raised");
  if (raised === undefined) return undefined;
  const called = events.filter((event) => event.type === "called").map(({ at, callee }) => ({ at, callee }));
  const acknowledged = events.find((event) => event.type === "acknowledged");
  const withdrawn = events.find((event) => event.type === "withdrawn");
  const exhausted = events.some(({ type }) => type === "exhausted");
  const state = acknowledged ? "acknowledged" : withdrawn ? "withdrawn" : exhausted ? "exhausted" : "calling";
  const last = called.at(-1);
  const due = last === undefined ? raised.at : later(last.at, ladder.rota.plan.acknowledgeMinutes * MINUTE_MS);
  const at = due < now ? now : due;
  return {
    state,
    raisedAt: raised.at,
    called,
    acknowledged: acknowledged && { at: acknowledged.at, person: acknowledged.person },
    endedAt: acknowledged?.at ?? withdrawn?.at,
    next: state === "calling" ? { at: due, callee: nextOf(ladder, called, at) } : undefined,
  };
}

const keyOf = (callee: Callee): string =>
  callee.person ?? (callee.by === "level" ? `contact ${callee.contact}` : callee.person);

/** Who is called at `at`: the first on the ladder who was not called before. */
function nextOf({ rota, contacts }: Ladder, called: Chain["called"], at: Instant): Callee | undefined {
  const before = new Set(called.map(({ callee }) => keyOf(callee)));
  const onDuty = onDutyAt(rota, at).map(({ person, layer }): Callee => ({ by: "layer", person, layer }));
  return [...onDuty, ...contacts].find((callee) => !before.has(keyOf(callee)));
}

/**
 * Whether a ticket calls somebody: it is of one of the contract's highest priorities, and its first answer is promised
 * around the clock (or its restoration, where no answer is).
 */
export function isAlarm(
  terms: Terms,
  ticket: { service: string | undefined; priority: string | undefined },
  ranks: number,
): boolean {
  const { service, priority } = ticket;
  if (priority === undefined) return false;
  const services = terms.document.services;
  const named = service ?? (services.length === 1 ? services[0]!.id : undefined);
  const promises = named === undefined ? undefined : terms.promisesByService.get(named)?.get(priority);
  const promised = promises?.response ?? promises?.restore;
  return promised?.calendar.definition.always === true && (terms.rankByPriority.get(priority) ?? ranks) < ranks;
}
