import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Section } from "../ui/Page.tsx";
import { companyWords } from "./words.ts";

/** For providers: what a client enters to begin an engagement with them, as long as no directory tells who is here. */
export function CompanyIdSection() {
  const t = useWords(companyWords);
  const { company, companies } = useSession();
  const isProvider = companies.some(({ id, providerRole }) => id === company?.id && providerRole !== null);
  if (company === null || !isProvider) return null;
  return (
    <Section title={t("companyId")} about={t("companyIdAbout")}>
      <div className="row">
        <code className="company-id">{company.id}</code>
        <CopyButton text={company.id} />
      </div>
    </Section>
  );
}
