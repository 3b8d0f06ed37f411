import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Threshold } from "../sign-in/Threshold.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { CallSentence } from "./CallChain.tsx";
import { callWords } from "./call-words.ts";
import "./duty.css";

const words = defineWords({
  de: {
    title: "Alarm: {subject}",
    wait: "Alarm",
    lead: "{client}, Ticket T-{number}, seit {since}. Sie übernehmen als {person}.",
    leadDone: "{client}, Ticket T-{number}.",
    doneTitle: "Sie haben übernommen",
    done: "Es wird niemand mehr gerufen. Antworten Sie dem Kunden, sobald Sie etwas wissen.",
    goneTitle: "Dieser Link gilt nicht mehr",
    gone: "Er ist abgelaufen, oder Sie arbeiten nicht mehr für diesen Kunden.",
  },
  en: {
    title: "Alarm: {subject}",
    wait: "Alarm",
    lead: "{client}, ticket T-{number}, since {since}. You take over as {person}.",
    leadDone: "{client}, ticket T-{number}.",
    doneTitle: "You have taken over",
    done: "Nobody else is called. Answer the client as soon as you know something.",
    goneTitle: "This link is no longer valid",
    gone: "It has expired, or you do not work for this client any more.",
  },
});

/** What a link in a mail is about, and one button: opening it does nothing, so that mail scanners take nothing over. */
export function DutyLinkPage() {
  const t = useWords(words);
  const c = useWords(callWords);
  const { dateTime } = useFormats();
  const { token } = useParams({ from: "/duty/$token" });
  const [isDone, setDone] = useState(false);
  const { data, isPending, isError } = useQuery({
    queryKey: ["duty", "link", token],
    queryFn: ({ signal }) => request("GET /duty-links/:token", { params: { token }, signal }),
    retry: false,
  });
  if (isPending)
    return (
      <Threshold title={t("wait")}>
        <Waiting />
      </Threshold>
    );
  if (isError) return <Threshold title={t("goneTitle")} lead={t("gone")} />;
  const { ticket, client, person, call } = data;
  const number = String(ticket.number);
  const ticketLink = (
    <Link to="/tickets/$ticket" params={{ ticket: ticket.id }}>
      {c("open")}
    </Link>
  );
  if (isDone)
    return (
      <Threshold title={t("doneTitle")} lead={t("done")}>
        {ticketLink}
      </Threshold>
    );
  const isOpen = call.state === "calling" || call.state === "exhausted";
  return (
    <Threshold
      title={t("title", { subject: ticket.subject })}
      lead={
        isOpen
          ? t("lead", { client, number, since: dateTime(call.raisedAt), person })
          : t("leadDone", { client, number })
      }
    >
      <CallSentence call={call} />
      {isOpen ? <Take token={token} onDone={() => setDone(true)} /> : null}
      {ticketLink}
    </Threshold>
  );
}

function Take({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const c = useWords(callWords);
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const take = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await request("POST /duty-links/:token/acknowledgement", { params: { token } });
      onDone();
    } catch (error) {
      setProblem(error);
      setBusy(false);
      // Somebody else may have been first: then the page says who.
      await queries.invalidateQueries({ queryKey: ["duty", "link", token] });
    }
  };
  return (
    <>
      <ProblemNote error={problem} />
      <Button size="md" loading={isBusy} onClick={() => void take()}>
        {c("take")}
      </Button>
    </>
  );
}
