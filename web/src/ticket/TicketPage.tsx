import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { isProblem } from "../api.ts";
import { TicketChanges } from "../change/TicketChanges.tsx";
import { contractQuery, documentOf } from "../contract/contract.ts";
import { InLanguageOf } from "../contract/Original.tsx";
import { TicketDuty } from "../duty/TicketDuty.tsx";
import { engagementsQuery } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { TicketRating } from "../satisfaction/TicketRating.tsx";
import { usePageHeading } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { ShortcutDialog } from "../ui/Shortcuts.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { useShortcuts } from "../ui/useShortcuts.ts";
import { Waiting } from "../ui/Waiting.tsx";
import type { Ticket } from "../wire.ts";
import { Composer } from "./acts/Composer.tsx";
import { KEY_BY_MODE, MODES } from "./acts/modes.ts";
import { useAct } from "./acts/useAct.ts";
import { useComposer, type ComposerState } from "./acts/useComposer.ts";
import { actWords } from "./acts/words.ts";
import { ClockPanel } from "./clock/ClockPanel.tsx";
import { Exclusions } from "./clock/Exclusions.tsx";
import { Holdings } from "./clock/Holdings.tsx";
import { Movements } from "./clock/Movements.tsx";
import { deskWords } from "./desk-words.ts";
import { Facts } from "./facts/Facts.tsx";
import { Links } from "./facts/Links.tsx";
import { Participants } from "./facts/Participants.tsx";
import { Steps } from "./facts/Steps.tsx";
import { Times } from "./facts/Times.tsx";
import { Standing } from "./Standing.tsx";
import { Conversation } from "./talk/Conversation.tsx";
import { useUploads } from "./talk/Uploads.tsx";
import { ticketQuery } from "./ticket.ts";
import { useProblemSentence } from "./TicketProblem.tsx";
import { Typed } from "./Typed.tsx";
import { useFileTarget } from "./useFileTarget.ts";
import { peopleIn, TicketProvider, useTicket, type TicketView } from "./view.ts";
import { ticketWords } from "./words.ts";
import "./ticket.css";

/** A ticket: what was said, and the clocks that both sides see alike. */
export function TicketPage() {
  const { ticket: id } = useParams({ from: "/frame/tickets/$ticket" });
  const { data, error, refetch, dataUpdatedAt } = useQuery(ticketQuery(id));
  // Who may not see it any more does not go on seeing how it was.
  const isGone = isProblem(error, "ticket-not-found");
  if (error !== null && (data === undefined || isGone)) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={10} />;
  return <KnownTicket ticket={data} offsetMs={Date.parse(data.readAt) - dataUpdatedAt} />;
}

interface KnownTicketProps {
  readonly ticket: Ticket;
  readonly offsetMs: number;
}

/** Gathers the names that a ticket's ids stand for. */
function KnownTicket({ ticket, offsetMs }: KnownTicketProps) {
  const { company, person } = useSession();
  const { data: engagements } = useQuery(engagementsQuery);
  const engagement = engagements?.items.find(({ id }) => id === ticket.engagement.id);
  const isThere = engagement?.rights.includes("contract:read") === true && engagement.contractNumber !== null;
  const { data: contract } = useQuery({ ...contractQuery(ticket.engagement.id), enabled: isThere });
  const document = contract === undefined ? undefined : documentOf(contract);
  const view = useMemo((): TicketView => {
    const { service } = ticket.coverageAnswer;
    const named = (document?.services ?? []).map(({ id, name }) => [id, name] as const);
    return {
      ticket,
      offsetMs,
      client: ticket.client,
      provider: engagement?.provider.name ?? (ticket.side === "provider" ? company?.name : undefined) ?? "–",
      document: contract?.inForce === true ? document : undefined,
      services: new Map([...(service === null ? [] : [[service.id, service.name] as const]), ...named]),
      people: peopleIn(ticket).set(person.id, person.name),
      rights: engagement?.rights ?? [],
    };
  }, [ticket, offsetMs, engagement, contract, document, company, person]);
  return (
    <TicketProvider value={view}>
      <InLanguageOf value={document?.language}>
        <TicketBody />
      </InLanguageOf>
    </TicketProvider>
  );
}

function TicketBody() {
  const t = useWords(ticketWords);
  const desk = useWords(deskWords);
  const { ticket, client, rights } = useTicket();
  const { id, subject, kind, side, engagement } = ticket;
  const number = String(ticket.number);
  const heading = usePageHeading(t("title", { number, subject }));
  const composer = useComposer();
  const uploads = useUploads(id);
  const { target, isOver } = useFileTarget((files) => {
    // Who may not write may not attach either.
    if (composer.mode !== undefined) composer.attach([...composer.files, ...files]);
  });
  // Once the engagement has ended there is nothing to do any more, whatever the rights.
  const mayChange = ticket.acts.length > 0 && rights.includes(side === "client" ? "ticket:agree" : "ticket:work");
  return (
    <div className="page ticket">
      <header className="ticket-head">
        <p className="soft">{t("over", { kind: desk(`${side}-${kind}`), client, engagement: engagement.name })}</p>
        <h1 ref={heading} tabIndex={-1}>
          <span className="ticket-number figures">{t("number", { number })}</span> <Typed>{subject}</Typed>
        </h1>
        <Standing composer={composer} />
      </header>
      <div className={isOver ? "ticket-talk drop-target" : "ticket-talk"} {...target}>
        <Conversation />
        <Composer composer={composer} uploads={uploads} />
        <Keys composer={composer} />
      </div>
      <div className="ticket-side">
        <TicketDuty ticket={id} />
        <TicketRating ticket={id} />
        <div id="clocks">
          <ClockPanel />
        </div>
        <div id="movements">
          <Movements />
        </div>
        <Exclusions />
        <Facts mayChange={mayChange && ticket.stage !== "merged"} />
        <Participants mayChange={mayChange} />
        <Holdings />
        <Steps mayChange={mayChange} />
        <Times mayRecord={side === "provider" && mayChange} />
        <Links mayChange={mayChange} />
        <TicketChanges
          engagement={engagement.id}
          ticket={id}
          subject={subject}
          rights={rights}
          mayRequest={mayChange && ticket.stage !== "merged"}
        />
      </div>
    </div>
  );
}

/** The page by single keys, and where they stand. */
function Keys({ composer }: { readonly composer: ComposerState }) {
  const t = useWords(actWords);
  const { ticket } = useTicket();
  const { person } = useSession();
  const act = useAct();
  const say = useProblemSentence();
  const [isOpen, setOpen] = useState(false);
  const modeOf = (key: string) => MODES.find((mode) => KEY_BY_MODE[mode] === key && composer.modes.includes(mode));
  const chooseBy = (key: string) => {
    const mode = modeOf(key);
    return mode === undefined ? undefined : () => composer.choose(mode);
  };
  const mayTake = ticket.acts.includes("assigned") && ticket.assignee?.id !== person.id;
  const help = () => setOpen(true);
  useShortcuts({
    r: chooseBy("r"),
    n: chooseBy("n"),
    e: chooseBy("e"),
    p: chooseBy("p"),
    o: chooseBy("o"),
    a: mayTake ? () => void act({ type: "assigned", to: person.id }).catch((error) => sayDone(say(error))) : undefined,
    "?": help,
  });
  const keys = [
    { name: "R", does: t("keyReply") },
    { name: "N", does: t("keyNote") },
    { name: "E", does: t("keyResolve") },
    ...(ticket.side === "provider"
      ? [
          { name: "P", does: t("keyPause") },
          { name: "A", does: t("keyAssign") },
        ]
      : []),
    { name: "O", does: t("keyReopen") },
    { name: "?", does: t("keyHelp") },
  ];
  return (
    <>
      <button type="button" className="link-button ticket-keys" onClick={help}>
        {t("keys")}
      </button>
      {isOpen ? <ShortcutDialog keys={keys} close={() => setOpen(false)} /> : null}
    </>
  );
}
