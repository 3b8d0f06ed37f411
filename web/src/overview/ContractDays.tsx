import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { contractQuery, documentOf } from "../contract/contract.ts";
import { deadlineWords } from "../contract/deadline-words.ts";
import { upcoming, type Upcoming } from "../contract/upcoming.ts";
import { otherSideOf } from "../engagement/engagements.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import type { Engagement } from "../wire.ts";
import { frontWords } from "./front-words.ts";

/** Soon enough to prepare, and not so early that it is put aside. */
const AHEAD_DAYS = 90;

interface Due extends Upcoming {
  readonly engagement: Engagement;
}

/** What contracts ask for within the next 90 days, the nearest first; nothing where they ask for nothing. */
export function ContractDays({ engagements }: { readonly engagements: readonly Engagement[] }) {
  const t = useWords(frontWords);
  const word = useWords(deadlineWords);
  const { date } = useFormats();
  const agreed = engagements.filter(
    ({ contractNumber, rights }) => contractNumber !== null && rights.includes("contract:read"),
  );
  const contracts = useQueries({ queries: agreed.map(({ id }) => contractQuery(id)) });
  const due = agreed
    .flatMap((engagement, place): Due[] => {
      const contract = contracts[place]?.data;
      if (contract === undefined) return [];
      return upcoming(documentOf(contract), new Date()).map((each) => ({ ...each, engagement }));
    })
    .filter(({ days }) => days <= AHEAD_DAYS)
    .toSorted((a, b) => a.days - b.days);
  if (due.length === 0) return null;
  return (
    <Section title={t("contractDays")}>
      <ul className="front-decisions">
        {due.map(({ kind, of, on, days, engagement }) => (
          <li key={[engagement.id, kind, of, on].join()}>
            {date(on, "UTC")}: {of === undefined ? word(kind) : word("of", { what: word(kind), of })} (
            <Link to="/engagements/$id/contract" params={{ id: engagement.id }}>
              {otherSideOf(engagement).name}
            </Link>
            , {days === 0 ? word("today") : t("inDays", { count: days })})
          </li>
        ))}
      </ul>
    </Section>
  );
}
