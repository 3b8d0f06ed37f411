/** The only way from the pages to the server. */
import {
  ApiProblem,
  Client,
  type Answer,
  type Params,
  type Route,
  type Tagged,
  type Wishes,
} from "@handschlag/api/client.ts";

/** Asks the person to prove that it is them; false when they would rather not. */
type ConfirmationAsker = () => Promise<boolean>;

/** Problems that mean that the session has ended, or has to take a step of signing in first. */
const ENDED_KINDS: readonly string[] = ["sign-in-needed", "second-factor-needed", "enrolment-needed"];
const client = new Client({ base: "/api/v1" });
let askForConfirmation: ConfirmationAsker | undefined;
let tellSignedOut: (() => void) | undefined;

/** Names the dialog that opens when the server asks for a confirmation; the refused request is then repeated. */
export function onConfirmationNeeded(asker: ConfirmationAsker | undefined): void {
  askForConfirmation = asker;
}

/** Names what happens when an answer says that the session has ended. */
export function onSignedOut(tell: (() => void) | undefined): void {
  tellSignedOut = tell;
}

/** To be told by whoever else learns that the session has ended. */
export const sessionEnded = (): void => tellSignedOut?.();

/** The address of a route, for a link to what the browser loads itself. */
export const addressOf = <R extends Route>(route: R, params: Params<R>): string => client.addressOf(route, params);

/** The answer of a route. Throws `ApiProblem`. */
export async function request<R extends Route>(route: R, ...wishes: Wishes<R>): Promise<Answer<R>> {
  return (await taggedRequest(route, ...wishes)).value;
}

/** As `request`, with the answer's `ETag`. */
export async function taggedRequest<R extends Route>(route: R, ...wishes: Wishes<R>): Promise<Tagged<Answer<R>>> {
  try {
    return await attempt(route, wishes);
  } catch (problem) {
    const isAsked = problem instanceof ApiProblem && problem.kind === "confirmation-needed";
    if (!isAsked || askForConfirmation === undefined || !(await askForConfirmation())) throw problem;
    return attempt(route, wishes);
  }
}

async function attempt<R extends Route>(route: R, wishes: Wishes<R>): Promise<Tagged<Answer<R>>> {
  try {
    return await client.tagged(route, ...wishes);
  } catch (problem) {
    // A wrong password or code is a 401 too, and no ended session; who asks for the session itself learns it by the answer.
    const isEnded = problem instanceof ApiProblem && ENDED_KINDS.includes(problem.kind);
    if (isEnded && !route.endsWith(" /session")) sessionEnded();
    throw problem;
  }
}

/** Whether an error is the server's refusal of one of some kinds. */
export const isProblem = (error: unknown, ...kinds: readonly string[]): error is ApiProblem =>
  error instanceof ApiProblem && kinds.includes(error.kind);
