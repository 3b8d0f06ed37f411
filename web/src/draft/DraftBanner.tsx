import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { otherSideOf } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { Engagement } from "../wire.ts";
import { isUnsettled, openDraftQuery, waitsFor } from "./drafts.ts";
import { draftWords } from "./words.ts";

/** That a draft is being written, and what of it waits for the reader; nothing where none is. */
export function DraftBanner({ engagement }: { readonly engagement: Engagement }) {
  const t = useWords(draftWords);
  const { data } = useQuery(openDraftQuery(engagement.id));
  if (data === undefined || data === null || data.proposal !== null) return null;
  const count = data.changes.filter((change) => isUnsettled(change) && waitsFor(change) === engagement.side).length;
  const waiting = count === 0 ? t("nothingWaits") : t("waitingYours", { count });
  return (
    <StatusSentence standing={count === 0 ? "kept" : "soon"}>
      {t("banner", { company: otherSideOf(engagement).name, waiting })}{" "}
      <Link to="/engagements/$id/contract/draft" params={{ id: engagement.id }}>
        {t("open")}
      </Link>
    </StatusSentence>
  );
}
