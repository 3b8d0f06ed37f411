import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../i18n/language.tsx";
import type { Ticket } from "../../wire.ts";
import { useAct } from "../acts/useAct.ts";
import { deskWords } from "../desk-words.ts";
import { ExcludeDialog } from "../facts/ExcludeDialog.tsx";
import { factWords } from "../facts/words.ts";
import { TicketProblem } from "../TicketProblem.tsx";
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
  return (
    <div className="clock-part">
      {ticket.exclusions.length === 0 ? null : <h3>{t("exclusions")}</h3>}
      <ul className="movements">
        {ticket.exclusions.map((exclusion) => (
          <ExclusionLine key={`${exclusion.level} ${exclusion.reason}`} exclusion={exclusion} />
        ))}
      </ul>
      {mayPropose ? (
        <div className="row">
          <Button variant="subtle" size="compact-md" onClick={() => setProposing(true)}>
            {f("exclude")}
          </Button>
        </div>
      ) : null}
      {isProposing ? <ExcludeDialog close={() => setProposing(false)} /> : null}
    </div>
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
  const name = level === null ? t("allLevels") : desk(`level-${level}`);
  const who = proposedBy === "client" ? client : provider;
  const mayConsent = !agreed && proposedBy !== ticket.side && ticket.acts.includes("excluded");
  return (
    <li>
      <p>{agreed ? t("excluded", { level: name, reason }) : t("proposed", { who, level: name, reason })}</p>
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
