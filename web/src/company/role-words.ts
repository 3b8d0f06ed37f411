import { defineWords } from "../i18n/words.ts";

/** The roles by their names in `engine/src/rights.ts`, and what each comes for. */
export const roleWords = defineWords({
  de: {
    owner: "Leitung",
    coordinator: "IT-Koordination",
    employee: "Beschäftigte",
    auditor: "Prüfung & Datenschutz",
    "service-manager": "Servicemanagement",
    agent: "Technik",
    external: "Extern",
    operator: "Betrieb der Installation",
  },
  en: {
    owner: "Owner",
    coordinator: "Coordinator",
    employee: "Employee",
    auditor: "Auditor",
    "service-manager": "Service manager",
    agent: "Agent",
    external: "External",
    operator: "Operator",
  },
});
