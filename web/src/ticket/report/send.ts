/** Sending a report so that neither a double click nor a broken line makes two tickets. */
import { isProblem, request } from "../../api.ts";
import type { NewTicket, NewTicketAnswer } from "../../wire.ts";
import type { Draft } from "./draft.ts";

interface Sent extends NewTicketAnswer {
  /** An earlier attempt had arrived though its answer had not: what was changed since is not in the ticket. */
  readonly wasThere: boolean;
}

/** Sends a report under the draft's key. `note` keeps what was tried, before it is tried. Throws `ApiProblem`. */
export async function sendReport(
  engagementId: string,
  draft: Pick<Draft, "key" | "attempted">,
  report: NewTicket,
  note: (attempted: readonly string[]) => void,
): Promise<Sent> {
  const to = { params: { id: engagementId }, idempotencyKey: draft.key };
  const send = (body: NewTicket) => request("POST /engagements/:id/tickets", { ...to, body });
  const written = JSON.stringify(report);
  note([...new Set([...draft.attempted, written])]);
  try {
    return { ...(await send(report)), wasThere: false };
  } catch (problem) {
    if (!isProblem(problem, "idempotency-key-reused")) throw problem;
    const earlier = await firstKnown(
      draft.attempted.filter((attempt) => attempt !== written),
      send,
    );
    if (earlier === undefined) throw problem;
    return { ...earlier, wasThere: true };
  }
}

/** The answer to the one of several attempts that the server knows. */
async function firstKnown(
  attempts: readonly string[],
  send: (body: NewTicket) => Promise<NewTicketAnswer>,
): Promise<NewTicketAnswer | undefined> {
  for (const attempt of attempts) {
    try {
      return await send(JSON.parse(attempt) as NewTicket);
    } catch (problem) {
      if (!isProblem(problem, "idempotency-key-reused")) throw problem;
    }
  }
  return undefined;
}

const orNothing = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());

/** What a draft reports. Who writes one line only has said it all. */
export function reportOf(draft: Draft, contactAt: string | undefined): NewTicket {
  const { example, service, impact, urgency, clause, kind, subject, text, asset, channel, reason } = draft;
  const rating = impact === undefined || urgency === undefined ? {} : { impact, urgency };
  const optional = Object.fromEntries(
    Object.entries({
      service: service ?? undefined,
      clause: service === undefined || service === null ? undefined : clause,
      asset: orNothing(asset),
      category: orNothing(draft.category),
      requesterId: draft.requesterId,
      channel,
      contactAt,
      reason: orNothing(reason),
    }).filter(([, value]) => value !== undefined),
  );
  return {
    kind: kind ?? (example === "access" ? "request" : "incident"),
    subject: subject.trim(),
    text: orNothing(text) ?? subject.trim(),
    ...rating,
    ...optional,
  };
}
