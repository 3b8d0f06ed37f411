import { useLanguage, useWords } from "../i18n/language.tsx";
import { printWords } from "./print-words.ts";
import "./print-links.css";

interface PrintLinksProps {
  /** Where the document is made: `/engagements/…/contract-versions/1/document`. */
  readonly path: string;
  /** Of the version that it is, for whoever hears one link among many. */
  readonly number: number;
}

/** A version as a document: in the reader's language first, and in the other one. */
export function PrintLinks({ path, number }: PrintLinksProps) {
  const t = useWords(printWords);
  const { language } = useLanguage();
  const other = language === "de" ? "en" : "de";
  const links = [
    ["pdf", language, "pdf"],
    ["docx", language, "docx"],
    ["pdf", other, "otherPdf"],
    ["docx", other, "otherDocx"],
  ] as const;
  return (
    <ul className="print-links">
      {links.map(([format, inLanguage, word]) => (
        <li key={word}>
          <a
            href={`/api/v1${path}?format=${format}&language=${inLanguage}`}
            download
            aria-label={t("named", { link: t(word), number })}
          >
            {t(word)}
          </a>
        </li>
      ))}
    </ul>
  );
}
