import { CloseButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { monthName, percent } from "../attainment/month.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { FactLink } from "../ui/FactLink.tsx";
import { Section } from "../ui/Page.tsx";
import { ErrorState } from "../ui/Problem.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Satisfaction } from "../wire.ts";
import { ANSWERS, satisfactionQuery } from "./ratings.ts";
import { ratingOfTicketWords, satisfactionWords } from "./words.ts";

type Answer = (typeof ANSWERS)[number];

interface SatisfactionSectionProps {
  readonly engagementId: string;
  readonly period: string;
  /** The figure that is opened. */
  readonly rating: Answer | undefined;
}

/** How content people were with what was solved in a month, never without how many answered; each figure opens its tickets. */
export function SatisfactionSection({ engagementId, period, rating }: SatisfactionSectionProps) {
  const t = useWords(satisfactionWords);
  const { data, error, refetch } = useQuery(satisfactionQuery(engagementId, period, rating));
  if (error !== null && data === undefined) return <ErrorState error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting />;
  return (
    <Section title={t("title")} about={t("about")}>
      <Sentence period={period} satisfaction={data} />
      {data.asked === 0 ? null : <Figures engagementId={engagementId} period={period} satisfaction={data} />}
      {rating === undefined ? null : (
        <Behind engagementId={engagementId} period={period} rating={rating} tickets={data.tickets} />
      )}
    </Section>
  );
}

function Sentence({ period, satisfaction: { asked, answered } }: { period: string; satisfaction: Satisfaction }) {
  const t = useWords(satisfactionWords);
  const { language } = useLanguage();
  const month = monthName(period, language);
  if (asked === 0) return <p>{t("nobody", { month })}</p>;
  const times = (count: number) => t("times", { count });
  if (answered === 0) return <p>{t("silent", { month, asked: times(asked) })}</p>;
  const share = percent(answered / asked, language);
  return <p>{t("sentence", { month, asked: times(asked), answered: times(answered), share })}</p>;
}

interface FiguresProps {
  readonly engagementId: string;
  readonly period: string;
  readonly satisfaction: Satisfaction;
}

function Figures({ engagementId, period, satisfaction }: FiguresProps) {
  const t = useWords(satisfactionWords);
  const { asked, answered } = satisfaction;
  const countOf = (answer: Answer) => (answer === "none" ? asked - answered : satisfaction[answer]);
  const shown = ANSWERS.filter((answer) => countOf(answer) > 0);
  return (
    <ul>
      {shown.map((answer) => (
        <li key={answer}>
          <FactLink
            to="/engagements/$id/attainment"
            params={{ id: engagementId }}
            search={{ period, rating: answer }}
            resetScroll={false}
          >
            {t(answer, { count: countOf(answer) })}
          </FactLink>
        </li>
      ))}
    </ul>
  );
}

interface BehindProps {
  readonly engagementId: string;
  readonly period: string;
  readonly rating: Answer;
  readonly tickets: Satisfaction["tickets"];
}

/** The tickets behind the figure that was opened. */
function Behind({ engagementId, period, rating, tickets }: BehindProps) {
  const t = useWords(satisfactionWords);
  const answers = useWords(ratingOfTicketWords);
  const navigate = useNavigate();
  const columns: Column<Satisfaction["tickets"][number]>[] = [
    {
      name: "ticket",
      head: t("ticket"),
      isKey: true,
      cell: ({ id, number, subject }) => (
        <Link to="/tickets/$ticket" params={{ ticket: id }}>
          T-{number} <span lang="">{subject}</span>
        </Link>
      ),
    },
    { name: "answer", head: t("answer"), cell: (row) => (row.rating === null ? t("noAnswer") : answers(row.rating)) },
    {
      name: "comment",
      head: t("comment"),
      cell: ({ comment }) => (comment === null ? null : <span lang="">{comment}</span>),
    },
  ];
  const close = () =>
    void navigate({
      to: "/engagements/$id/attainment",
      params: { id: engagementId },
      search: { period },
      resetScroll: false,
    });
  return (
    <section className="card behind" aria-labelledby="behind-rating">
      <div className="section-head">
        <h3 id="behind-rating">
          {t("behind")}: {rating === "none" ? t("none", { count: tickets.length }) : answers(rating)}
        </h3>
        <CloseButton aria-label={t("close")} onClick={close} />
      </div>
      <DataTable caption={t("behind")} columns={columns} rows={tickets} keyOf={({ id }) => id} />
    </section>
  );
}
