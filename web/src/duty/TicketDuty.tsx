import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { useOnce } from "../ticket/useOnce.ts";
import { callWords } from "./call-words.ts";
import { CallSentence, CallSteps } from "./CallChain.tsx";
import { ticketCallsQuery } from "./duty.ts";
import "./duty.css";

/** Takes the alarm of a ticket over. */
export function TakeButton({ ticket }: { readonly ticket: string }) {
  const t = useWords(callWords);
  const queries = useQueryClient();
  const { isBusy, problem, once } = useOnce();
  const take = async () => {
    try {
      await request("POST /tickets/:id/duty/acknowledgement", { params: { id: ticket } });
      sayDone(t("taken"));
    } finally {
      // Whoever was too late sees who was first.
      await queries.invalidateQueries({ queryKey: ["duty"] });
    }
  };
  return (
    <>
      <div className="row">
        <Button loading={isBusy} onClick={() => void once(take)}>
          {t("take")}
        </Button>
      </div>
      <ProblemNote error={problem} />
    </>
  );
}

/** Who was called for a ticket, and who took it over; nothing where nobody was. */
export function TicketDuty({ ticket }: { readonly ticket: string }) {
  const t = useWords(callWords);
  const { data } = useQuery(ticketCallsQuery(ticket));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t("title")}>
      {data.items.map((call) => (
        <div key={call.id} className="duty-call">
          <CallSentence call={call} />
          <CallSteps call={call} />
        </div>
      ))}
      {data.mayTake ? <TakeButton ticket={ticket} /> : null}
    </Section>
  );
}
