import { RATINGS } from "./ratings.ts";
import { Button, Radio, Textarea } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { useForm } from "../ui/form.ts";
import { ProblemNote } from "../ui/Problem.tsx";
import type { Rating } from "../wire.ts";
import { ratingOfTicketWords } from "./words.ts";

type Answer = NonNullable<Rating["rating"]>;

interface RatingFormProps {
  /** What was answered before, or the answer that was clicked in the mail. */
  readonly given: Answer | null;
  readonly comment: string | null;
  readonly isAnswered: boolean;
  readonly send: (body: { readonly rating: Answer; readonly comment: string | null }) => Promise<void>;
}

/** The question, its answers, and room for a sentence. Nothing counts before it is sent. */
export function RatingForm({ given, comment, isAnswered, send }: RatingFormProps) {
  const t = useWords(ratingOfTicketWords);
  const [rating, setRating] = useState<Answer | null>(given);
  const form = useForm({
    fields: ["rating", "comment"],
    check: () => (rating === null ? { rating: t("choose") } : {}),
    send: async (entries) => {
      if (rating === null) return;
      const text = entries.comment.trim();
      await send({ rating, comment: text === "" ? null : text });
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <Radio.Group
        {...form.field("rating")}
        label={t("question")}
        value={rating}
        onChange={(value) => setRating(RATINGS.find((each) => each === value) ?? null)}
      >
        <div className="choices-list">
          {RATINGS.map((value) => (
            <Radio key={value} value={value} label={t(value)} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        {...form.field("comment")}
        label={t("comment")}
        description={t("commentHelp")}
        defaultValue={comment ?? ""}
        maxLength={2_000}
        autosize
        minRows={2}
        maxRows={8}
      />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t(isAnswered ? "change" : "send")}
        </Button>
      </div>
    </form>
  );
}
