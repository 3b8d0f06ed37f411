import { useQuery } from "@tanstack/react-query";
import { readEvents, type EventsOf } from "./events.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Moment } from "../ui/Moment.tsx";
import { ErrorState } from "../ui/Problem.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { usePeopleNames } from "./History.tsx";
import { groupOf, sentenceOfEvent } from "./sentences.ts";
import { historyWords } from "./words.ts";
import "../ui/facts.css";

const SHOWN = 5;
/** Sign-ins are most of a log and the least of its news: so many are read, so that enough else is among them. */
const READ = 50;

/** The latest few events of a log. */
export function RecentEvents({ of }: { readonly of: EventsOf }) {
  const t = useWords(historyWords);
  const { language } = useLanguage();
  const names = usePeopleNames();
  const { data, error, refetch } = useQuery({
    queryKey: ["recent-events", of],
    queryFn: ({ signal }) => readEvents(of, { limit: `${READ}` }, signal),
  });
  if (error !== null && data === undefined) return <ErrorState error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={SHOWN} />;
  const news = data.items.filter((event) => groupOf(event) !== "signIns").slice(0, SHOWN);
  if (news.length === 0) return <EmptyState sentence={t("none")} />;
  return (
    <ol className="recent">
      {news.map((event) => (
        <li key={event.id}>
          <span>{sentenceOfEvent(event, language, names)}</span>
          <span className="soft">
            <Moment at={event.at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
