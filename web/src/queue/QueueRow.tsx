import { memo, type MouseEvent } from "react";
import { useFormats, useWords } from "../i18n/language.tsx";
import { deskWords } from "../ticket/desk-words.ts";
import { DueText } from "./DueText.tsx";
import { queueWords } from "./words.ts";
import type { QueueTicket } from "./rows.ts";

export interface RowLook {
  readonly side: "client" | "provider";
  /** Whether rows may be of different engagements. */
  readonly isAcross: boolean;
  /** Whether rows may be of different people. */
  readonly seesAll: boolean;
  readonly isSelectable: boolean;
}

interface QueueRowProps {
  readonly row: QueueTicket;
  /** From 1, the head of the table being the first. */
  readonly place: number;
  readonly look: RowLook;
  readonly isSelected: boolean;
  readonly isLeaving: boolean;
  readonly toggle: (id: string, isRange: boolean) => void;
}

/** A ticket in the queue: a row of a table, on phones a card. */
export const QueueRow = memo(function QueueRow({ row, place, look, isSelected, isLeaving, toggle }: QueueRowProps) {
  const t = useWords(queueWords);
  const desk = useWords(deskWords);
  const { id, number, subject, priority, stage, assignee, isAssigned, disputed } = row;
  const className = `queue-row${isSelected ? " queue-selected" : ""}${isLeaving ? " queue-leaving" : ""}`;
  return (
    <div role="row" aria-rowindex={place} className={className} data-row={id}>
      {look.isSelectable ? (
        <div role="cell" className="queue-check">
          <label>
            <input
              type="checkbox"
              checked={isSelected}
              aria-label={t("selectOne", { number: String(number) })}
              onChange={() => undefined}
              onClick={({ shiftKey }: MouseEvent) => toggle(id, shiftKey)}
            />
          </label>
        </div>
      ) : null}
      <div role="cell" className="queue-due">
        <DueText row={row} />
      </div>
      <div role="rowheader" className="queue-ticket">
        <a href={`/tickets/${id}`} title={subject}>
          <span className="figures soft">{desk("number", { number: String(number) })}</span> {subject}
        </a>
        <span className="queue-about soft">{isLeaving ? t("gone") : <About row={row} look={look} />}</span>
      </div>
      <div role="cell" className="queue-priority">
        {priority ?? <span className="soft">{t("unrated")}</span>}
      </div>
      <div role="cell" className="queue-stage">
        <span>{desk(stage)}</span>
        <span className="soft">
          {disputed ? t("disputed") : row.awaiting === null ? null : <Awaiting row={row} look={look} />}
        </span>
      </div>
      <div role="cell" className="queue-assignee">
        {isAssigned ? (assignee ?? "–") : <span className="soft">{t("nobody")}</span>}
      </div>
    </div>
  );
});

interface PartProps {
  readonly row: QueueTicket;
  readonly look: RowLook;
}

/** Whose ticket it is and what it is about. */
function About({ row: { client, engagement, serviceName, requester, endedAt }, look }: PartProps) {
  const { date } = useFormats();
  const told = [
    look.isAcross ? (look.side === "provider" ? client : engagement) : undefined,
    serviceName,
    look.seesAll ? requester : undefined,
    endedAt === null ? undefined : date(endedAt),
  ];
  return told.filter((part) => part !== null && part !== undefined).join(" · ");
}

function Awaiting({ row: { awaiting, stage }, look: { side, seesAll } }: PartProps) {
  const t = useWords(queueWords);
  if (awaiting !== side) return side === "provider" ? t("awaitsClient") : null;
  if (side === "provider") return stage === "paused" ? t("awaitsUs") : null;
  return t(seesAll ? "awaitsUs" : "awaitsYou");
}
