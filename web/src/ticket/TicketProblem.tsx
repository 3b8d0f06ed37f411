import { useWords } from "../i18n/language.tsx";
import { problemWords, sentenceOf } from "../ui/problem-words.ts";
import { ProblemNote } from "../ui/Problem.tsx";
import { ticketProblemSentence, ticketProblemWords } from "./problem-words.ts";

/** The sentence for a refusal at the ticket desk. */
export function useProblemSentence(): (error: unknown) => string {
  const t = useWords(ticketProblemWords);
  const general = useWords(problemWords);
  return (error) => ticketProblemSentence(t, error) ?? sentenceOf(general, error);
}

/** A refusal beside what asked for it. */
export function TicketProblem({ error }: { readonly error: unknown }) {
  const say = useProblemSentence();
  if (error === null || error === undefined) return null;
  return <ProblemNote error={error}>{say(error)}</ProblemNote>;
}
