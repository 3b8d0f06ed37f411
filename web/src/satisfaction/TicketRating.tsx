import { useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Section } from "../ui/Page.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Rating } from "../wire.ts";
import { RatingForm } from "./RatingForm.tsx";
import { ratingQuery } from "./ratings.ts";
import { ratingOfTicketWords } from "./words.ts";

/** How content the requester was, and for them the question; nothing before the ticket is solved. */
export function TicketRating({ ticket }: { readonly ticket: string }) {
  const t = useWords(ratingOfTicketWords);
  const { data } = useQuery(ratingQuery(ticket));
  if (data === undefined || (data.rating === null && data.until === null)) return null;
  return (
    <Section title={t("title")}>
      {data.mayRate ? <Question key={data.ratedAt} ticket={ticket} rating={data} /> : <Answer rating={data} />}
    </Section>
  );
}

function Question({ ticket, rating }: { readonly ticket: string; readonly rating: Rating }) {
  const t = useWords(ratingOfTicketWords);
  const { dateTime } = useFormats();
  const queries = useQueryClient();
  return (
    <>
      <RatingForm
        given={rating.rating}
        comment={rating.comment}
        isAnswered={rating.rating !== null}
        send={async (body) => {
          const after = await request("PUT /tickets/:id/rating", { params: { id: ticket }, body });
          queries.setQueryData(ratingQuery(ticket).queryKey, after);
          sayDone(t("sent"));
          await queries.invalidateQueries({ queryKey: ["ticket", ticket] });
        }}
      />
      {rating.rating !== null && rating.until !== null ? (
        <p className="soft">{t("until", { at: dateTime(rating.until) })}</p>
      ) : null}
    </>
  );
}

function Answer({ rating: { rating, comment, ratedAt } }: { readonly rating: Rating }) {
  const t = useWords(ratingOfTicketWords);
  if (rating === null) return <p className="soft">{t("waiting")}</p>;
  return (
    <>
      <p>
        <strong>{t(rating)}</strong>{" "}
        {ratedAt === null ? null : <span className="soft">{t.rich("by", { at: <Moment at={ratedAt} dated /> })}</span>}
      </p>
      {comment === null ? null : <blockquote lang="">{comment}</blockquote>}
    </>
  );
}
