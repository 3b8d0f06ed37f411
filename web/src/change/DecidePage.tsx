import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { isProblem, request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Threshold } from "../sign-in/Threshold.tsx";
import { Typed } from "../ticket/Typed.tsx";
import { ErrorState } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { DecisionCardBody } from "../wire.ts";
import { DecisionFacts } from "./DecisionCard.tsx";
import { decisionWords } from "./decision-words.ts";
import { DecisionForm, type DecisionAnswer } from "./DecisionForm.tsx";
import { useSpanText, useStageText } from "./shown.tsx";
import "./change.css";

/** Behind the link of a mail, without signing in: it shows first, and asks then. */
export function DecidePage() {
  const t = useWords(decisionWords);
  const { token } = useParams({ from: "/decide/$token" });
  const queryKey = ["decision", token];
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => request("GET /change-decisions/:token", { params: { token }, signal }),
    retry: false,
  });
  if (isProblem(error, "link-not-found", "request-unfit"))
    return (
      <Threshold title={t("linkGoneTitle")} lead={t("linkGone")}>
        <Link to="/sign-in">{t("signIn")}</Link>
      </Threshold>
    );
  if (data === undefined)
    return (
      <Threshold title={t("linkTitle")}>
        {error === null ? <Waiting /> : <ErrorState error={error} again={() => void refetch()} />}
      </Threshold>
    );
  if (data.state !== "open") return <Closed card={data} />;
  const send = async (answer: DecisionAnswer, comment: string) => {
    const body =
      answer === "approved" ? { answer, ...(comment !== "" && { comment }) } : ({ answer, comment } as const);
    try {
      queries.setQueryData(queryKey, await request("POST /change-decisions/:token", { params: { token }, body }));
    } catch (refused) {
      // Somebody was faster: what became of it is shown instead.
      if (!isProblem(refused, "link-used", "change-not-now", "decision-not-yours", "decision-lapsed")) throw refused;
      await refetch();
    }
    if (answer === "question") sayDone(t("asked"));
  };
  return (
    <Threshold
      title={data.title}
      lead={`${t("asksYou", { provider: data.provider })} ${t("linkFor", { person: data.person, client: data.client })}`}
    >
      <OpenCard card={data} />
      <DecisionForm send={send} />
    </Threshold>
  );
}

function OpenCard({ card }: { readonly card: DecisionCardBody }) {
  const t = useWords(decisionWords);
  const { list } = useFormats();
  const span = useSpanText();
  const { reason, plan, backOutPlan, services, planned, notes, provider } = card;
  return (
    <>
      <Part title={t("what")} text={reason} />
      <p>{t("means", { provider })}</p>
      <DecisionFacts change={card}>
        {services.length === 0 ? null : (
          <>
            <dt>{t("services")}</dt>
            <dd>
              <Typed>{list(services)}</Typed>
            </dd>
          </>
        )}
        {planned === null ? null : (
          <>
            <dt>{t("planned")}</dt>
            <dd>{span(planned)}</dd>
          </>
        )}
      </DecisionFacts>
      {plan === null ? null : <Part title={t("plan")} text={plan} />}
      {backOutPlan === null ? null : <Part title={t("backOut")} text={backOutPlan} />}
      {notes.length === 0 ? null : (
        <section className="section">
          <h2>{t("questions")}</h2>
          <ul className="change-list">
            {notes.map(({ at, person, text }) => (
              <li key={`${at} ${person}`} className="change-note">
                <strong>{person}</strong>
                <p className="change-text" lang="" dir="auto">
                  {text}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const Part = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <section className="section">
    <h2>{title}</h2>
    <p className="change-text" lang="" dir="auto">
      {text}
    </p>
  </section>
);

/** What became of it: decided by the reader, by somebody else, or not to be decided any more. */
function Closed({ card }: { readonly card: DecisionCardBody }) {
  const t = useWords(decisionWords);
  const { dateTime } = useFormats();
  const stageText = useStageText();
  const { state, stage, title, missing, decidedBy, decidedAt } = card;
  const said = stageText({ stage, awaitsMe: false, result: null });
  const link = <Link to="/sign-in">{t("signIn")}</Link>;
  if (state === "decided-by-you")
    return (
      <Threshold
        title={t("doneTitle")}
        lead={`${t(stage === "declined" ? "doneDeclined" : "doneApproved", { title })} ${missing > 0 ? t("doneMissing", { count: missing }) : ""}`}
      >
        {link}
      </Threshold>
    );
  if (state === "decided" && decidedBy !== null && decidedAt !== null)
    return (
      <Threshold
        title={t("decidedTitle")}
        lead={t("decidedBy", { name: decidedBy, at: dateTime(decidedAt), stage: said })}
      >
        {link}
      </Threshold>
    );
  return (
    <Threshold title={t("overTitle")} lead={t("over", { title, stage: said })}>
      {link}
    </Threshold>
  );
}
