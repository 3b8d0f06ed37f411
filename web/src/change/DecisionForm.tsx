import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { useForm } from "../ui/form.ts";
import { ProblemNote } from "../ui/Problem.tsx";
import { decisionWords } from "./decision-words.ts";

export type DecisionAnswer = "approved" | "declined" | "question";

interface DecisionFormProps {
  readonly send: (answer: DecisionAnswer, comment: string) => Promise<void>;
}

/** Yes, no, or a question: nothing is decided before the second press, which comes with the words. */
export function DecisionForm({ send }: DecisionFormProps) {
  const t = useWords(decisionWords);
  const [answer, setAnswer] = useState<DecisionAnswer>();
  if (answer !== undefined) return <AnswerForm answer={answer} send={send} back={() => setAnswer(undefined)} />;
  return (
    <div className="change-steps">
      <Button onClick={() => setAnswer("approved")}>{t("approve")}</Button>
      <Button variant="default" onClick={() => setAnswer("declined")}>
        {t("decline")}
      </Button>
      <Button variant="default" onClick={() => setAnswer("question")}>
        {t("ask")}
      </Button>
    </div>
  );
}

const LABELS = { approved: "comment", declined: "why", question: "question" } as const;
const ACTS = { approved: "approve", declined: "decline", question: "send" } as const;

interface AnswerFormProps extends DecisionFormProps {
  readonly answer: DecisionAnswer;
  readonly back: () => void;
}

function AnswerForm({ answer, send, back }: AnswerFormProps) {
  const t = useWords(decisionWords);
  const form = useForm({
    fields: ["comment"],
    check: ({ comment }) =>
      comment.trim() === "" && answer !== "approved"
        ? { comment: t(answer === "declined" ? "whyMissing" : "questionMissing") }
        : {},
    send: async ({ comment }) => {
      await send(answer, comment.trim());
      if (answer === "question") back();
    },
  });
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      <Textarea {...form.field("comment")} label={t(LABELS[answer])} rows={3} maxLength={2_000} autoFocus />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t(ACTS[answer])}
        </Button>
        <Button variant="default" onClick={back}>
          {t("back")}
        </Button>
      </div>
    </form>
  );
}
