import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { AwaitedChangeSentence } from "../change/AwaitedChange.tsx";
import { useAwaitedChanges } from "../change/changes.ts";
import { otherSideOf } from "../engagement/engagements.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { ProposalSentence } from "../proposal/ProposalBanner.tsx";
import { useAwaitedSignatures } from "../proposal/proposals.ts";
import { Glance } from "../queue/Glance.tsx";
import { QueueLead } from "../queue/QueueLead.tsx";
import type { QueueSearch } from "../queue/search.ts";
import { FactLink } from "../ui/FactLink.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Section } from "../ui/Page.tsx";
import { ErrorState } from "../ui/Problem.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Engagement } from "../wire.ts";
import { ContractDays } from "./ContractDays.tsx";
import { frontWords } from "./front-words.ts";
import { KeptLead } from "./KeptLead.tsx";
import { summaryQuery, totalOf } from "./summary.ts";
import { SummaryTable } from "./SummaryTable.tsx";

/** What a role comes for: the sentence on top, what it does first, and the parts below. */
export interface Front {
  readonly lead: ReactNode;
  readonly action: ReactNode;
  readonly parts: ReactNode;
}

const SOME = 5;
const MANY = 8;

interface FrontProps {
  readonly engagements: readonly Engagement[];
}

/** Is the contract kept, which decision waits, how does the month go? */
export const ownerFront = ({ engagements }: FrontProps): Front => ({
  lead: <KeptLead engagements={engagements} />,
  action: <ReportButton isFirst={false} />,
  parts: (
    <>
      <Decisions engagements={engagements} />
      <ContractDays engagements={engagements} />
      <Month side="client" />
    </>
  ),
});

/** The same to read, with nothing to decide. */
export const auditorFront = ({ engagements }: FrontProps): Front => ({
  lead: <KeptLead engagements={engagements} />,
  action: null,
  parts: <Month side="client" />,
});

/** What waits for the company, what is due, how the month goes. */
export const coordinatorFront = ({ engagements }: FrontProps): Front => ({
  lead: (
    <div className="front-lead">
      <QueueLead side="client" />
      <KeptLead engagements={engagements} />
    </div>
  ),
  action: <ReportButton isFirst />,
  parts: (
    <>
      <TicketPart part="waiting" side="client" />
      <TicketPart part="due" side="client" />
      <Month side="client" />
    </>
  ),
});

/** To report a problem, and to know what happens next. */
export const employeeFront = ({ engagements }: FrontProps): Front => ({
  lead: <Carers engagements={engagements} />,
  action: <ReportButton isFirst />,
  parts: <TicketPart part="own" side="client" />,
});

/** What breaches next, and what is one's own. */
export const agentFront = (): Front => ({
  lead: <QueueLead side="provider" />,
  action: <ReportButton isFirst={false} isForClient />,
  parts: (
    <>
      <TicketPart part="due" side="provider" />
      <TicketPart part="assigned" side="provider" />
    </>
  ),
});

/** All clients, and who is near a breach. */
export const managerFront = ({ engagements }: FrontProps): Front => ({
  lead: <QueueLead side="provider" />,
  action: <ReportButton isFirst={false} isForClient />,
  parts: (
    <>
      <Month side="provider" />
      <TicketPart part="due" side="provider" />
      <ContractDays engagements={engagements} />
    </>
  ),
});

interface ReportButtonProps {
  readonly isFirst: boolean;
  readonly isForClient?: boolean;
}

function ReportButton({ isFirst, isForClient = false }: ReportButtonProps) {
  const t = useWords(frontWords);
  return (
    <Button
      component={Link}
      to="/report"
      size={isFirst ? "md" : "sm"}
      variant={isFirst ? "filled" : "default"}
      leftSection={<Icon name="plus" size={18} />}
    >
      {t(isForClient ? "reportFor" : "report")}
    </Button>
  );
}

function Carers({ engagements }: FrontProps) {
  const t = useWords(frontWords);
  const { list } = useFormats();
  const names = [...new Set(engagements.map((engagement) => otherSideOf(engagement).name))];
  return <p>{t("cares", { count: names.length, names: list(names) })}</p>;
}

/** What the client owes an answer to. */
function Decisions({ engagements }: FrontProps) {
  const t = useWords(frontWords);
  const signatures = useAwaitedSignatures(engagements);
  const changes = useAwaitedChanges(engagements);
  const { data, error, refetch } = useQuery(summaryQuery);
  const link = (count: number, most: number, search: QueueSearch) => (
    <FactLink to="/tickets" search={search}>
      {t(count >= most ? "orMore" : "tickets", { count })}
    </FactLink>
  );
  const said = () => {
    if (data === undefined)
      return error === null ? <Waiting lines={2} /> : <ErrorState error={error} again={() => void refetch()} />;
    const [waiting, disputed] = [totalOf(data, "awaitingClient"), totalOf(data, "disputed")];
    if (waiting + disputed + signatures.length + changes.length === 0)
      return <p className="soft">{t("nothingWaits")}</p>;
    return (
      <ul className="front-decisions">
        {signatures.map((awaited) => (
          <li key={awaited.proposal.id}>
            <ProposalSentence {...awaited} />
          </li>
        ))}
        {changes.map((awaited) => (
          <li key={awaited.change.id}>
            <AwaitedChangeSentence {...awaited} />
          </li>
        ))}
        {waiting === 0 ? null : (
          <li>{t.rich("waiting", { count: waiting, link: link(waiting, data.most, { awaiting: "client" }) })}</li>
        )}
        {disputed === 0 ? null : (
          <li>
            {t.rich("disputed", {
              count: disputed,
              link: link(disputed, data.most, { disputed: true, state: "all" }),
            })}
          </li>
        )}
      </ul>
    );
  };
  return <Section title={t("decisions")}>{said()}</Section>;
}

/** This month, engagement by engagement. */
function Month({ side }: { readonly side: "client" | "provider" }) {
  const t = useWords(frontWords);
  const { data, error, refetch } = useQuery(summaryQuery);
  const title = t(side === "client" ? "month" : "clientsByNeed");
  return (
    <Section title={title} about={t("monthAbout")}>
      {data === undefined ? (
        error === null ? (
          <Waiting lines={4} />
        ) : (
          <ErrorState error={error} again={() => void refetch()} />
        )
      ) : (
        <SummaryTable caption={title} summary={data} side={side} seesAttainment />
      )}
    </Section>
  );
}

const PARTS = {
  waiting: { title: "waitingTickets", none: "noWaiting", most: SOME, search: { awaiting: "client" } },
  due: { title: "companyTickets", none: "noneOpen", most: MANY, search: {} },
  own: { title: "myTickets", none: "noTickets", most: MANY, search: {} },
  assigned: { title: "assigned", none: "noneAssigned", most: SOME, search: { mine: true } },
} as const;

interface TicketPartProps {
  readonly part: keyof typeof PARTS;
  readonly side: "client" | "provider";
}

/** The first few tickets of one kind, with the way to all of them. */
function TicketPart({ part, side }: TicketPartProps) {
  const t = useWords(frontWords);
  const { title, none, most, search } = PARTS[part];
  return (
    <Section
      title={t(title)}
      actions={
        <Link to="/tickets" search={search}>
          {t("allTickets")}
        </Link>
      }
    >
      <Glance search={search} most={most} side={side} none={t(none)} />
    </Section>
  );
}
