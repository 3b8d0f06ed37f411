import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { contractQuery, documentOf } from "../contract/contract.ts";
import { engagementQuery, otherSideOf } from "../engagement/engagements.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { SatisfactionSection } from "../satisfaction/SatisfactionSection.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Attainment, Engagement } from "../wire.ts";
import { attainmentQuery, type AttainmentSearch } from "./attainment.ts";
import { AttainmentSentence } from "./AttainmentSentence.tsx";
import { Behind } from "./Behind.tsx";
import { LevelTable, MonthTable, ServiceTable } from "./FigureTables.tsx";
import { monthAndYear } from "./month.ts";
import { VerdictList } from "./VerdictList.tsx";
import { attainmentWords } from "./words.ts";
import "./attainment.css";

/** How well the contract was kept in a month, each figure with its tickets. */
export function AttainmentPage() {
  const t = useWords(attainmentWords);
  const { id } = useParams({ from: "/frame/engagements/$id/attainment" });
  const search = useSearch({ from: "/frame/engagements/$id/attainment" });
  const { data: engagement } = useQuery(engagementQuery(id));
  const { data: attainment, error, refetch } = useQuery(attainmentQuery(id, search.period));
  const hasContract = engagement !== undefined && engagement.contractNumber !== null;
  const { data: contract } = useQuery({ ...contractQuery(id), enabled: hasContract });
  if (error !== null && attainment === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (attainment === undefined || engagement === undefined) return <Waiting lines={8} />;
  const services = new Map(
    contract === undefined ? [] : documentOf(contract).services.map((service) => [service.id, service.name]),
  );
  const { name } = otherSideOf(engagement);
  if (!hasContract) return <WithoutContract engagement={engagement} />;
  return (
    <Page title={t("title")} lead={<AttainmentSentence engagementId={id} attainment={attainment} />}>
      <div className="attainment-head">
        <p className="soft">{t("of", { name, engagement: engagement.name })}</p>
        <MonthChoice engagementId={id} attainment={attainment} />
      </div>
      {attainment.periods.length === 0 ? (
        <EmptyState sentence={t("none")} />
      ) : (
        <Figures id={id} attainment={attainment} search={search} services={services} />
      )}
      <SatisfactionSection engagementId={id} period={attainment.period} rating={search.rating} />
    </Page>
  );
}

/** Nothing is promised yet, so nothing can be kept. */
function WithoutContract({ engagement: { id, rights } }: { readonly engagement: Engagement }) {
  const t = useWords(attainmentWords);
  const link = (
    <Link to="/engagements/$id/contract/new" params={{ id }}>
      {t("toImport")}
    </Link>
  );
  return (
    <Page title={t("title")}>
      <EmptyState sentence={t("noContract")} action={rights.includes("contract:write") ? link : undefined} />
    </Page>
  );
}

const isContested = ({ met, missed, metIfUpheld, missedIfUpheld }: Attainment["levels"][number]): boolean =>
  met !== metIfUpheld || missed !== missedIfUpheld;

interface FiguresProps {
  readonly id: string;
  readonly attainment: Attainment;
  readonly search: AttainmentSearch;
  readonly services: ReadonlyMap<string, string>;
}

function Figures({ id, attainment, search, services }: FiguresProps) {
  const t = useWords(attainmentWords);
  const { levels, misses, missesLeft, excludedLeft, open, period, readAt } = attainment;
  const late = misses.filter(({ excluded, met }) => excluded === null && !met);
  const contested = misses.filter(({ excluded, met }) => excluded === null && met);
  const excluded = misses.filter((verdict) => verdict.excluded !== null);
  const { service, priority, level, outcome } = search;
  const isOpened = [service, priority, level, outcome].some((word) => word !== undefined);
  return (
    <>
      {isOpened ? <Behind engagementId={id} search={{ ...search, period }} services={services} /> : null}
      {levels.length === 0 ? null : (
        <>
          <Section title={t("byLevel")} about={t("byLevelAbout")}>
            <LevelTable engagementId={id} attainment={attainment} />
            {levels.some(isContested) ? <p className="soft">{t("ifUpheldMeans")}</p> : null}
            {open > 0 && period >= readAt.slice(0, 7) ? <p className="soft">{t("open", { count: open })}</p> : null}
          </Section>
          <Section title={t("misses")}>
            {late.length === 0 ? (
              <p className="soft">{t("noMisses")}</p>
            ) : (
              <VerdictList verdicts={late} services={services} />
            )}
            {missesLeft > 0 ? (
              <p className="soft">
                {t("moreLeft", { count: missesLeft })} <AllOf id={id} period={period} outcome="missed" />
              </p>
            ) : null}
          </Section>
          {contested.length === 0 ? null : (
            <Section title={t("contested")}>
              <VerdictList verdicts={contested} services={services} />
            </Section>
          )}
          {excluded.length === 0 ? null : (
            <Section title={t("exclusions")}>
              <VerdictList verdicts={excluded} services={services} />
              {excludedLeft > 0 ? (
                <p className="soft">
                  {t("moreLeft", { count: excludedLeft })} <AllOf id={id} period={period} outcome="excluded" />
                </p>
              ) : null}
            </Section>
          )}
          <Section title={t("byService")}>
            <ServiceTable engagementId={id} attainment={attainment} services={services} />
          </Section>
        </>
      )}
      <Section title={t("months")}>
        <MonthTable engagementId={id} attainment={attainment} />
      </Section>
    </>
  );
}

interface AllOfProps extends Required<Pick<AttainmentSearch, "outcome">> {
  readonly id: string;
  readonly period: string;
}

/** Leads to all tickets of a month with an outcome. */
function AllOf({ id, period, outcome }: AllOfProps) {
  const t = useWords(attainmentWords);
  return (
    <Link to="/engagements/$id/attainment" params={{ id }} search={{ period, outcome }} resetScroll={false}>
      {t("showAll")}
    </Link>
  );
}

interface MonthChoiceProps {
  readonly engagementId: string;
  readonly attainment: Attainment;
}

/** The month before and after, and any other. */
function MonthChoice({ engagementId, attainment: { period, periods, readAt } }: MonthChoiceProps) {
  const t = useWords(attainmentWords);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const known = [...new Set([...periods.map((each) => each.period), period, readAt.slice(0, 7)])].toSorted();
  const place = known.indexOf(period);
  const beside = (other: string | undefined, label: string, icon: "before" | "next") =>
    other === undefined ? null : (
      <Link
        to="/engagements/$id/attainment"
        params={{ id: engagementId }}
        search={{ period: other }}
        className="month-step"
        aria-label={label}
        title={label}
      >
        <Icon name={icon} />
      </Link>
    );
  return (
    <nav className="month-choice" aria-label={t("chooseMonth")}>
      {beside(known[place - 1], t("before"), "before")}
      <NativeSelect
        aria-label={t("month")}
        value={period}
        data={known.toReversed().map((value) => ({ value, label: monthAndYear(value, language) }))}
        onChange={({ currentTarget: { value } }) =>
          void navigate({
            to: "/engagements/$id/attainment",
            params: { id: engagementId },
            search: { period: value },
          })
        }
      />
      {beside(known[place + 1], t("after"), "next")}
    </nav>
  );
}
