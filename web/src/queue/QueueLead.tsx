import { useQuery } from "@tanstack/react-query";
import { useWords } from "../i18n/language.tsx";
import { summaryQuery, totalOf } from "../overview/summary.ts";
import { FactLink } from "../ui/FactLink.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { Reader } from "./reader.ts";
import type { QueueSearch } from "./search.ts";
import { queueWords } from "./words.ts";

/** What needs attention in all that the reader sees, each figure leading to its tickets. */
export function QueueLead({ side }: Pick<Reader, "side">) {
  const t = useWords(queueWords);
  const { data } = useQuery(summaryQuery);
  // Keeps the place of the sentence.
  if (data === undefined) return <p>{"\u00a0"}</p>;
  const overdue = totalOf(data, "overdue");
  const link = (count: number, search: QueueSearch) => (
    <FactLink to="/tickets" search={search}>
      {t(count >= data.most ? "orMore" : "tickets", { count })}
    </FactLink>
  );
  if (side === "provider") {
    const soon = totalOf(data, "dueSoon");
    const hours = data.dueSoonHours;
    return (
      <StatusSentence standing={overdue > 0 ? "late" : "kept"}>
        {overdue > 0 ? t.rich("overdue", { count: overdue, link: link(overdue, { overdue: true }) }) : t("calm")}{" "}
        {soon > 0 ? t.rich("soon", { count: soon, hours, link: link(soon, { dueWithinHours: hours }) }) : null}
      </StatusSentence>
    );
  }
  const waiting = totalOf(data, "awaitingClient");
  return (
    <StatusSentence standing={overdue > 0 ? "late" : waiting > 0 ? "soon" : "kept"}>
      {waiting > 0
        ? t.rich("clientWaiting", { count: waiting, link: link(waiting, { awaiting: "client" }) })
        : t("clientCalm")}{" "}
      {overdue > 0 ? t.rich("clientOverdue", { link: link(overdue, { overdue: true }) }) : null}
    </StatusSentence>
  );
}
