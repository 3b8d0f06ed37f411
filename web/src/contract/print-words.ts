import { defineWords } from "../i18n/words.ts";

export const printWords = defineWords({
  de: {
    head: "Dokument",
    pdf: "Als PDF",
    docx: "Als Word-Datei",
    otherPdf: "Auf Englisch als PDF",
    otherDocx: "Auf Englisch als Word-Datei",
    named: "{link}: Fassung {number}",
  },
  en: {
    head: "Document",
    pdf: "As PDF",
    docx: "As a Word file",
    otherPdf: "In German as PDF",
    otherDocx: "In German as a Word file",
    named: "{link}: version {number}",
  },
});
