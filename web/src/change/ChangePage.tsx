import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Original, OriginalList } from "../contract/Original.tsx";
import { useCurrentEngagement } from "../engagement/engagements.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Typed } from "../ticket/Typed.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { Timeline } from "../ui/Timeline.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Change, Engagement } from "../wire.ts";
import { ChangeActs } from "./ChangeActs.tsx";
import { changeQuery, KIND_WORDS, useAgreement } from "./changes.ts";
import { Conflicts } from "./Conflicts.tsx";
import { DecisionCard } from "./DecisionCard.tsx";
import { Decisions, Notes } from "./Talk.tsx";
import { changePageWords } from "./page-words.ts";
import { RiskReasons } from "./RiskReasons.tsx";
import { useSpanText, useStageText } from "./shown.tsx";
import { changeWords } from "./words.ts";
import "./change.css";

export interface ChangeProps {
  readonly change: Change;
  readonly engagement: Engagement;
}

/** One change: the decision, what is to be done, what stands in the way, and what happened. */
export function ChangePage() {
  const t = useWords(changePageWords);
  const { id, change: changeId } = useParams({ from: "/frame/engagements/$id/changes/$change" });
  const engagement = useCurrentEngagement();
  const { data: change, error, refetch } = useQuery(changeQuery(id, changeId));
  if (error !== null && change === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (change === undefined || engagement === undefined) return <Waiting lines={8} />;
  const { number, title, reason, plan, backOutPlan, isBackOutPlanNeeded, record, review } = change;
  const props = { change, engagement };
  return (
    <Page
      title={t("title", { number: String(number), title })}
      lead={<Lead {...props} />}
      actions={<ChangeActs {...props} />}
    >
      <DecisionCard {...props} />
      <Conflicts {...props} />
      <TextSection title={t("what")} text={reason} />
      <TextSection title={t("plan")} text={plan} none={t("planNone")} />
      <TextSection
        title={t("backOut")}
        text={backOutPlan}
        none={t(isBackOutPlanNeeded ? "backOutNeeded" : "backOutNone")}
      />
      <Facts {...props} />
      {change.kind === "standard" ? null : <RiskReasons change={change} />}
      {record === null ? null : <TextSection title={t("record")} text={record} />}
      {review === null ? null : <TextSection title={t("review")} text={review} />}
      <Decisions change={change} />
      <Notes {...props} />
      <History change={change} />
    </Page>
  );
}

function Lead({ change, engagement }: ChangeProps) {
  const t = useWords(changePageWords);
  const { dateTime, date, relative } = useFormats();
  const [stage, span] = [useStageText(), useSpanText()];
  const { offerBy, reviewBy, window, isBegunFirst, incident, requestedAt, side } = change;
  const standing = change.awaitsMe ? "soon" : change.stage === "reviewed" && !incident ? "kept" : "plain";
  return (
    <div className="change-lead">
      <StatusSentence standing={standing}>
        {t("stageIs", { stage: stage(change) })}{" "}
        {t("requestedBy", { company: engagement[side].name, at: date(requestedAt) })}
      </StatusSentence>
      {window === null ? null : <p>{t("announced", { span: span(window) })}</p>}
      {offerBy === null ? null : (
        <p>
          {t("offerDue", {
            provider: engagement.provider.name,
            when: relative(offerBy, new Date()) ?? dateTime(offerBy),
          })}
        </p>
      )}
      {isBegunFirst ? <p>{t("begunFirst")}</p> : null}
      {incident ? <p>{t("incidentYes")}</p> : null}
      {reviewBy === null ? null : <p>{t("reviewDue", { at: date(reviewBy) })}</p>}
    </div>
  );
}

interface TextProps {
  readonly title: string;
  readonly text: string | null;
  readonly none?: string;
}

const TextSection = ({ title, text, none }: TextProps) => (
  <Section title={title}>
    {text === null ? (
      <p className="soft">{none}</p>
    ) : (
      <p className="change-text" lang="" dir="auto">
        {text}
      </p>
    )}
  </Section>
);

function Facts({ change, engagement }: ChangeProps) {
  const t = useWords(changePageWords);
  const words = useWords(changeWords);
  const span = useSpanText();
  const agreement = useAgreement(engagement);
  const { kind, services, planned, window, ticket, contractNumber, standard } = change;
  const nameOf = (id: string) => agreement?.services.find((service) => service.id === id)?.name ?? id;
  const listed = agreement?.changes?.standard?.find(({ id }) => id === standard)?.name;
  return (
    <Section title={t("facts")}>
      <dl className="change-facts">
        <dt>{t("kind")}</dt>
        <dd>
          {words(KIND_WORDS[kind])}
          {listed === undefined ? null : (
            <>
              {": "}
              <Original>{listed}</Original>
            </>
          )}
        </dd>
        <dt>{t("services")}</dt>
        <dd>{services.length === 0 ? t("servicesNone") : <OriginalList texts={services.map(nameOf)} />}</dd>
        <dt>{t("planned")}</dt>
        <dd>{planned === null ? words("noTime") : span(planned)}</dd>
        {window === null ? null : (
          <>
            <dt>{t("window")}</dt>
            <dd>{span(window)}</dd>
          </>
        )}
        {ticket === null ? null : (
          <>
            <dt>{t("ticket")}</dt>
            <dd>
              <Link to="/tickets/$ticket" params={{ ticket: ticket.id }}>
                T-{ticket.number}: <Typed>{ticket.subject}</Typed>
              </Link>
            </dd>
          </>
        )}
        <dt>{t("contract")}</dt>
        <dd>{contractNumber === null ? t("noContract") : t("version", { number: String(contractNumber) })}</dd>
      </dl>
    </Section>
  );
}

const SAID = [
  "change.requested",
  "change.changed",
  "change.asked",
  "change.approved",
  "change.declined",
  "change.withdrawn",
  "change.lapsed",
  "change.scheduled",
  "change.begun",
  "change.ended",
  "change.reviewed",
  "change.noted",
] as const;

/** What happened, from its events. */
function History({ change: { events } }: { readonly change: Change }) {
  const t = useWords(changePageWords);
  const sentenceOf = ({ type, by, facts }: Change["events"][number]) => {
    const known = SAID.find((each) => each === type);
    if (known === undefined) return type;
    const who = by.name ?? t("somebody");
    return known === "change.approved" && facts["standard"] !== undefined
      ? t("event-change.approved-standard")
      : t(`event-${known}`, { who });
  };
  return (
    <Section title={t("history")}>
      <Timeline
        entries={events.map((event, place) => ({
          id: `${event.at} ${place}`,
          at: event.at,
          sentence: sentenceOf(event),
          aside: event.type === "change.lapsed" ? <Moment at={event.at} /> : undefined,
        }))}
      />
    </Section>
  );
}
