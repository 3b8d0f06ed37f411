import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { deskWords } from "../ticket/desk-words.ts";
import { ErrorState } from "../ui/Problem.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { DueText } from "./DueText.tsx";
import { queueTicket, type QueueTicket } from "./rows.ts";
import { askedSearch, queryWritten, type QueueSearch } from "./search.ts";
import { setServerTime } from "./ticking.ts";
import { queueWords } from "./words.ts";
import "./glance.css";

interface GlanceProps {
  readonly search: QueueSearch;
  readonly most: number;
  readonly side: "client" | "provider";
  /** What is said when there are none. */
  readonly none: string;
}

/** The first few tickets of the queue under some filters. */
export function Glance({ search, most, side, none }: GlanceProps) {
  const asked = `${askedSearch(search)}&limit=${most}`;
  const { data, error, refetch } = useQuery({
    queryKey: ["glance", asked],
    queryFn: async ({ signal }) => {
      const { items, readAt } = await request("GET /tickets", { query: queryWritten(asked), signal });
      setServerTime(readAt);
      return items.map(queueTicket);
    },
  });
  if (error !== null && data === undefined) return <ErrorState error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={most} />;
  if (data.length === 0) return <p className="soft">{none}</p>;
  return (
    <ul className="glance">
      {data.map((row) => (
        <li key={row.id}>
          <GlanceRow row={row} side={side} />
        </li>
      ))}
    </ul>
  );
}

function GlanceRow({ row, side }: { readonly row: QueueTicket; readonly side: "client" | "provider" }) {
  const t = useWords(queueWords);
  const desk = useWords(deskWords);
  const { id, number, subject, priority, client, serviceName, stage, awaiting } = row;
  const told = [side === "provider" ? client : null, serviceName, priority].filter((part) => part !== null);
  const waits = awaiting === "client" ? t(side === "client" ? "awaitsYou" : "awaitsClient") : undefined;
  return (
    <>
      <span className="glance-ticket">
        <Link to="/tickets/$ticket" params={{ ticket: id }}>
          <span className="figures">{desk("number", { number: String(number) })}</span> {subject}
        </Link>
        <span className="soft">{told.join(" · ")}</span>
      </span>
      <span className="glance-stage">
        {desk(stage)}
        {waits === undefined ? null : <span className="soft"> · {waits}</span>}
      </span>
      <DueText row={row} />
    </>
  );
}
