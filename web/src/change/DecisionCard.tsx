import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Typed } from "../ticket/Typed.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Change, Engagement } from "../wire.ts";
import { RISK_WORDS } from "./changes.ts";
import { decisionWords } from "./decision-words.ts";
import { DecisionForm, type DecisionAnswer } from "./DecisionForm.tsx";
import { useCostText } from "./shown.tsx";
import { changeWords } from "./words.ts";

interface DecisionCardProps {
  readonly change: Change;
  readonly engagement: Engagement;
}

/** What is decided, until when, what it costs, who bears the risk, who decides; yes, no, or a question. */
export function DecisionCard({ change, engagement }: DecisionCardProps) {
  const t = useWords(decisionWords);
  const queries = useQueryClient();
  const { provider, client } = engagement;
  const isMine = change.awaitsMe;
  const send = async (answer: DecisionAnswer, comment: string) => {
    await request("POST /engagements/:id/changes/:other/events", {
      params: { id: engagement.id, other: change.id },
      body:
        answer === "question"
          ? { type: "noted", text: comment }
          : answer === "declined"
            ? { type: "declined", comment }
            : { type: "approved", ...(comment !== "" && { comment }) },
    });
    if (answer !== "question") sayDone(t(answer));
    await queries.invalidateQueries();
  };
  return (
    <section className={isMine ? "decision" : "decision decision-plain"} aria-label={t("card")}>
      <h2>{t("card")}</h2>
      {change.stage === "asked" ? (
        <p>
          {isMine
            ? t("asksYou", { provider: provider.name })
            : t("asks", { provider: provider.name, client: client.name })}
        </p>
      ) : null}
      {isMine ? <p>{t("means", { provider: provider.name })}</p> : null}
      <DecisionFacts change={change} />
      <Deciders change={change} engagement={engagement} />
      {isMine && change.acts.includes("approved") ? (
        <>
          <p>
            {change.decideAs === "owner"
              ? t("youAsOwner", { client: client.name })
              : t("youAs", { name: change.decideAs ?? "" })}
          </p>
          <DecisionForm send={send} />
        </>
      ) : null}
    </section>
  );
}

type Facts = Pick<Change, "decideBy" | "amount" | "currency" | "risk" | "riskBorneBy" | "silence" | "stage">;

/** The same on the page and behind the link. */
export function DecisionFacts({ change, children }: { readonly change: Facts; readonly children?: ReactNode }) {
  const t = useWords(decisionWords);
  const words = useWords(changeWords);
  const cost = useCostText();
  const { decideBy, amount, currency, risk, riskBorneBy, silence, stage } = change;
  return (
    <dl className="change-facts">
      {stage === "asked" ? (
        <>
          <dt>{t("until")}</dt>
          <dd>{decideBy === null ? t("noLimit") : <Until at={decideBy} />}</dd>
        </>
      ) : null}
      <dt>{t("cost")}</dt>
      <dd>{cost(amount, currency)}</dd>
      <dt>{t("risk")}</dt>
      <dd>{risk === null ? words("riskOpen") : words(RISK_WORDS[risk])}</dd>
      <dt>{t("bearer")}</dt>
      <dd>{riskBorneBy === null ? t("bearerUnsaid") : <Typed>{riskBorneBy}</Typed>}</dd>
      {stage === "asked" && decideBy !== null && silence !== null ? (
        <>
          <dt>{t("silence")}</dt>
          <dd>{t(`silence-${silence}`)}</dd>
        </>
      ) : null}
      {children}
    </dl>
  );
}

/** The exact moment, and how far it is where it is near. */
function Until({ at }: { readonly at: string }) {
  const { dateTime, relative } = useFormats();
  const near = relative(at, new Date());
  return (
    <time dateTime={at}>
      {dateTime(at)}
      {near === undefined ? null : ` (${near})`}
    </time>
  );
}

/** Who must decide, and by which rule. */
function Deciders({ change: { demand }, engagement }: DecisionCardProps) {
  const t = useWords(decisionWords);
  const { list } = useFormats();
  if (demand === null) return null;
  const { basis, approvers, together, rule, others } = demand;
  const names = list(approvers.map(({ name, hasApproved }) => (hasApproved ? t("hasApproved", { name }) : name)));
  const who =
    basis === "standard"
      ? t("whoStandard")
      : basis === "owner"
        ? t("whoOwner", { client: engagement.client.name })
        : approvers.length > 1
          ? t("whoTogether", { names, together: String(together), count: String(approvers.length) })
          : t("whoOne", { names });
  return (
    <dl className="change-facts">
      <dt>{t("who")}</dt>
      <dd>{who}</dd>
      {basis === "owner" ? (
        <>
          <dt>{t("rule")}</dt>
          <dd>{t("whoOwnerWhy")}</dd>
        </>
      ) : null}
      {basis === "line" && rule !== null ? (
        <>
          <dt>{t("rule")}</dt>
          <dd>
            {t("whoLine", { rule })} {others.length === 0 ? null : t("whoOthers", { others: list(others) })}
          </dd>
        </>
      ) : null}
    </dl>
  );
}
