import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Threshold } from "../sign-in/Threshold.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { LinkRating } from "../wire.ts";
import { RatingForm } from "./RatingForm.tsx";
import { ratingOfTicketWords } from "./words.ts";

/** The question of a closing mail, without a sign-in: shows the answer that was clicked, and counts it when it is sent. */
export function RatePage() {
  const t = useWords(ratingOfTicketWords);
  const { token } = useParams({ from: "/rate/$token" });
  const { data, isError } = useQuery({
    queryKey: ["rate", token],
    queryFn: ({ signal }) => request("GET /ratings/:token", { params: { token }, signal }),
    retry: false,
  });
  if (isError)
    return (
      <Threshold title={t("goneTitle")} lead={t("goneLead")}>
        <Link to="/tickets">{t("toTickets")}</Link>
      </Threshold>
    );
  if (data === undefined)
    return (
      <Threshold title={t("pageTitle")}>
        <Waiting />
      </Threshold>
    );
  return <Question token={token} rating={data} />;
}

function Question({ token, rating }: { readonly token: string; readonly rating: LinkRating }) {
  const t = useWords(ratingOfTicketWords);
  const { dateTime } = useFormats();
  const queries = useQueryClient();
  const { answer } = useSearch({ from: "/rate/$token" });
  const [isSent, setSent] = useState(false);
  const { ticket, provider, mayRate, until } = rating;
  const lead = t.rich("pageLead", {
    provider: <span lang="">{provider}</span>,
    number: ticket.number,
    subject: <span lang="">{ticket.subject}</span>,
  });
  if (!mayRate)
    return (
      <Threshold title={t("pageTitle")} lead={lead}>
        <p>{t(until === null ? "notNow" : "over")}</p>
      </Threshold>
    );
  const given = rating.rating;
  const isThanks = isSent && given !== null;
  return (
    <Threshold
      title={t(isThanks ? "thanksTitle" : "pageTitle")}
      lead={isThanks ? t.rich("thanksLead", { rating: t(given), provider: <span lang="">{provider}</span> }) : lead}
    >
      {isThanks ? null : <p className="soft">{t("notYet")}</p>}
      <RatingForm
        given={answer ?? rating.rating}
        comment={rating.comment}
        isAnswered={rating.rating !== null}
        send={async (body) => {
          const after = await request("POST /ratings/:token", { params: { token }, body });
          queries.setQueryData(["rate", token], after);
          setSent(true);
        }}
      />
      {isThanks && until !== null ? <p className="soft">{t("until", { at: dateTime(until) })}</p> : null}
    </Threshold>
  );
}
