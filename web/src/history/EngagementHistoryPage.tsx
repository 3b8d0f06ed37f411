import { useParams } from "@tanstack/react-router";
import { otherSideOf, useCurrentEngagement } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { Page } from "../ui/Page.tsx";
import { History } from "./History.tsx";
import { historyWords } from "./words.ts";

export function EngagementHistoryPage() {
  const t = useWords(historyWords);
  const { id } = useParams({ from: "/frame/engagements/$id/history" });
  const engagement = useCurrentEngagement();
  const name = engagement === undefined ? "" : otherSideOf(engagement).name;
  return (
    <Page title={t("engagementTitle", { name })} lead={t("engagementLead")}>
      <History of={{ engagement: id }} />
    </Page>
  );
}
