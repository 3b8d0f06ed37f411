import { demandOf, type ChangeKind } from "@handschlag/engine/change/approval.ts";
import type { RiskSet } from "@handschlag/engine/change/risk-questions.data.ts";
import { riskOf, type RiskAnswers } from "@handschlag/engine/change/risk.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { NativeSelect } from "@mantine/core";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { Engagement } from "../wire.ts";
import { RISK_WORDS } from "./changes.ts";
import { changeFormWords } from "./form-words.ts";
import { changeWords } from "./words.ts";

interface RiskQuestionsProps {
  readonly set: RiskSet;
  readonly answers: RiskAnswers;
  readonly choose: (question: string, answer: string) => void;
  readonly agreement: ContractDocument | undefined;
  readonly wish: { readonly kind: ChangeKind; readonly amount: string | undefined };
  readonly engagement: Engagement;
}

/** The questions about the risk, and at once what the answers mean for who decides. */
export function RiskQuestions({ set, answers, choose, agreement, wish, engagement }: RiskQuestionsProps) {
  const t = useWords(changeFormWords);
  const { language } = useLanguage();
  return (
    <fieldset className="change-services">
      <legend>{t("risk")}</legend>
      <p className="soft">{t("riskHelp")}</p>
      {set.questions.map(({ id, question, answers: known }) => (
        <NativeSelect
          key={id}
          label={question[language]}
          value={answers[id] ?? ""}
          onChange={(event) => choose(id, event.currentTarget.value)}
          data={[
            ...(answers[id] === undefined ? [{ value: "", label: t("unanswered") }] : []),
            ...known.map((each) => ({ value: each.id, label: each.answer[language] })),
          ]}
        />
      ))}
      <div role="status">
        <Meaning set={set} answers={answers} agreement={agreement} wish={wish} engagement={engagement} />
      </div>
    </fieldset>
  );
}

/** The risk by these answers, and who would decide. */
function Meaning({ set, answers, agreement, wish, engagement }: Omit<RiskQuestionsProps, "choose">) {
  const t = useWords(changeFormWords);
  const words = useWords(changeWords);
  const { list } = useFormats();
  const reading = riskOf(set, answers);
  if (!reading.ok) return null;
  const { risk } = reading.value;
  const demand = demandOf(agreement, { ...wish, risk });
  if (!demand.ok) return null;
  const { basis, approvers, together } = demand.value;
  const names = list(approvers.map(({ name }) => name));
  const who =
    basis === "owner"
      ? t("whoOwner", { client: engagement.client.name })
      : together > 1
        ? t("whoTogether", { names, together: String(together) })
        : names;
  return <StatusSentence>{t("whoNow", { risk: words(RISK_WORDS[risk]), who })}</StatusSentence>;
}
