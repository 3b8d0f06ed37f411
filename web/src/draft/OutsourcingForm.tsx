import { partAt, type Part } from "@handschlag/engine/contract/parts.ts";
import { formOf } from "@handschlag/engine/scope/form.ts";
import { reasonOfForm, reasonOfServiceForm, wordsOfForm } from "@handschlag/engine/scope/wording.ts";
import { Original } from "../contract/Original.tsx";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { gridWords } from "./grid-words.ts";
import "./grid.css";

/** „Managed Service: …“: which form of outsourcing follows from who answers for what, and why. */
export function OutsourcingForm({ document }: { readonly document: Part }) {
  const t = useWords(gridWords);
  const { language } = useLanguage();
  const reading = formOf(partAt(document, ["services"]), partAt(document, ["parties"]));
  if (reading === undefined) return <p className="soft">{t("noServices")}</p>;
  return (
    <div className="grid-form">
      <StatusSentence>
        <strong>{wordsOfForm(reading.form, language)}:</strong> {reasonOfForm(reading, language)}
      </StatusSentence>
      <details className="more">
        <summary>{t("formOf")}</summary>
        <dl className="grid-forms">
          {reading.services.map((service) => (
            <div key={service.service}>
              <dt>
                <Original>{service.name}</Original>
              </dt>
              <dd>
                <strong>{wordsOfForm(service.form, language)}:</strong> {reasonOfServiceForm(service, language)}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}
