import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../i18n/language.tsx";
import { Section } from "../../ui/Page.tsx";
import type { Ticket } from "../../wire.ts";
import { useAct } from "../acts/useAct.ts";
import { deskWords } from "../desk-words.ts";
import { ExcludeDialog } from "../facts/ExcludeDialog.tsx";
import { factWords } from "../facts/words.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { Typed } from "../Typed.tsx";
import { useOnce } from "../useOnce.ts";
import { useTicket } from "../view.ts";
import { clockPanelWords } from "./words.ts";

/** Clocks that are left out by agreement of both sides, or that one side would leave out. */
export function Exclusions() {
  const t = useWords(clockPanelWords);
  const f = useWords(factWords);
  const { ticket } = useTicket();
  const [isProposing, setProposing] = useState(false);
  const mayPropose = ticket.acts.includes("excluded") && ticket.readings.length > 0;
  if (ticket.exclusions.length === 0 && !mayPropose) return null;
  const propose = mayPropose ? (
    <button type="button" className="link-button" onClick={() => setProposing(true)}>
      {f("exclude")}
    </button>
  ) : null;
  return (
    <>
      {ticket.exclusions.length === 0 ? (
        <div>{propose}</div>
      ) : (
        <Section title={t("exclusions")}>
          <ul className="movements">
            {ticket.exclusions.map((exclusion) => (
              <ExclusionLine key={`${exclusion.level} ${exclusion.reason}`} exclusion={exclusion} />
            ))}
          </ul>
          <div>{propose}</div>
        </Section>
      )}
      {isProposing ? <ExcludeDialog close={() => setProposing(false)} /> : null}
    </>
  );
}

function ExclusionLine({ exclusion }: { readonly exclusion: Ticket["exclusions"][number] }) {
  const t = useWords(clockPanelWords);
  const desk = useWords(deskWords);
  const { ticket, client, provider } = useTicket();
  const act = useAct();
  const { isBusy, problem, once } = useOnce();
  const { level, agreed, proposedBy } = exclusion;
  const reason = exclusion.reason ?? "–";
  const said = <Typed>{reason}</Typed>;
  const name = level === null ? t("allLevels") : desk(`level-${level}`);
  const who = proposedBy === "client" ? client : provider;
  const mayConsent = !agreed && proposedBy !== ticket.side && ticket.acts.includes("excluded");
  return (
    <li>
      <p>
        {agreed
          ? t.rich("excluded", { level: name, reason: said })
          : t.rich("proposed", { who, level: name, reason: said })}
      </p>
      {mayConsent ? (
        <Button
          variant="default"
          size="compact-md"
          loading={isBusy}
          onClick={() => void once(() => act({ type: "excluded", ...(level !== null && { level }), reason }))}
        >
          {t("consent")}
        </Button>
      ) : null}
      <TicketProblem error={problem} />
    </li>
  );
}
