import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { otherSideOf } from "../engagement/engagements.ts";
import { engagementWords } from "../engagement/words.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import { ErrorState } from "../ui/Problem.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Contract, Engagement } from "../wire.ts";
import { contractQuery, documentOf } from "./contract.ts";
import { calendarName, OpeningSentence } from "./HoursSection.tsx";
import { InLanguageOf, Original, OriginalList } from "./Original.tsx";
import { ContactLines } from "./PartySection.tsx";
import "./contract.css";

const CONTACTS_MAX = 4;

/** The contract in short: what applies, who is there now, whom to reach. */
export function ContractSummary({ engagement }: { readonly engagement: Engagement }) {
  const t = useWords(engagementWords);
  const { data, error, refetch } = useQuery(contractQuery(engagement.id));
  if (error !== null && data === undefined) return <ErrorState error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={6} />;
  const document = documentOf(data);
  const { name } = otherSideOf(engagement);
  const isClient = engagement.side === "client";
  return (
    <InLanguageOf value={document.language}>
      <Section
        title={t("contract")}
        actions={
          <Link to="/engagements/$id/contract" params={{ id: engagement.id }}>
            {t("toContract")}
          </Link>
        }
      >
        <Agreed contract={data} />
      </Section>
      {engagement.ending?.isOver === true ? null : (
        <Section title={t("now")}>
          <UsedCalendars document={document} />
        </Section>
      )}
      <Section title={t(isClient ? "reach" : "reachClient", { name })}>
        <Reach document={document} role={isClient ? "provider" : "client"} />
      </Section>
    </InLanguageOf>
  );
}

function Agreed({ contract }: { readonly contract: Contract }) {
  const t = useWords(engagementWords);
  const { date } = useFormats();
  const { services } = documentOf(contract);
  const { version, inForce } = contract;
  const { number } = version;
  return (
    <>
      <StatusSentence standing={inForce ? "kept" : "soon"}>
        {inForce
          ? t("leadContract", { number })
          : t("leadContractLater", { number, from: date(version.validFrom, "UTC") })}
      </StatusSentence>
      <p>
        {t.rich("services", {
          count: services.length,
          names: <OriginalList texts={services.map(({ name }) => name)} />,
        })}
      </p>
    </>
  );
}

function UsedCalendars({ document }: { readonly document: ContractDocument }) {
  return (
    <div className="cards">
      {Object.entries(document.calendars).map(([name, calendar]) => (
        <article key={name} className="card calendar">
          <h3>
            <Original>{calendarName(name, calendar)}</Original>
          </h3>
          <OpeningSentence calendar={calendar} />
        </article>
      ))}
    </div>
  );
}

function Reach({ document, role }: { readonly document: ContractDocument; readonly role: "client" | "provider" }) {
  const party = Object.values(document.parties).find((candidate) => candidate.role === role);
  return (
    <div className="cards">
      {(party?.contacts ?? []).slice(0, CONTACTS_MAX).map((contact) => (
        <article key={contact.id} className="card">
          <ContactLines contact={contact} />
        </article>
      ))}
    </div>
  );
}
