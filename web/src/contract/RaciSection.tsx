import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { ResponsibilityGrid } from "../draft/ResponsibilityGrid.tsx";
import { useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import { contractWords } from "./words.ts";

/** Every activity of every service with its responsibilities and the form of outsourcing, for the provider's page. */
export function RaciSection({ document }: { readonly document: ContractDocument }) {
  const t = useWords(contractWords);
  return (
    <Section title={t("raci")}>
      <ResponsibilityGrid document={document} side="provider" mayEdit={false} edit={unchanged} />
    </Section>
  );
}

/** A contract in force is read, not edited. */
const unchanged = (): void => {};
