import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { Page } from "../ui/Page.tsx";
import { History } from "./History.tsx";
import { historyWords } from "./words.ts";

export function CompanyHistoryPage() {
  const t = useWords(historyWords);
  const { company } = useSession();
  return (
    <Page title={t("companyTitle")} lead={t("companyLead", { company: company?.name ?? "" })}>
      <History of="company" />
    </Page>
  );
}
