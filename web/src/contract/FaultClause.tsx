import { importFaultInGerman } from "@handschlag/engine/ticket/fault-words.ts";
import { useLanguage } from "../i18n/language.tsx";

/** What a reader says of a fault: in English as it says it, in German by its words. */
export function FaultClause({ message }: { readonly message: string }) {
  const { language } = useLanguage();
  const german = language === "de" ? importFaultInGerman(message) : undefined;
  return german ?? <span lang="en">{message}</span>;
}
