import { defineWords } from "../i18n/words.ts";

export const engagementWords = defineWords({
  de: {
    leadContract: "Es gilt Fassung {number} des Vertrags.",
    leadContractLater: "Fassung {number} des Vertrags gilt erst ab {from}.",
    leadNone: "Noch ist kein Vertrag eingelesen.",
    contract: "Der Vertrag in Kürze",
    services: { one: "Vereinbart ist eine Leistung: {names}.", other: "Vereinbart sind {count} Leistungen: {names}." },
    toContract: "Ganzen Vertrag lesen",
    import: "Vertrag einlesen",
    reach: "So erreichen Sie {name}",
    reachClient: "Ansprechpersonen bei {name}",
    now: "Gerade jetzt",
    recent: "Zuletzt geschehen",
    toHistory: "Ganzen Verlauf lesen",
    nothing: "Noch ist nichts geschehen.",
  },
  en: {
    leadContract: "Version {number} of the contract applies.",
    leadContractLater: "Version {number} of the contract applies only from {from}.",
    leadNone: "No contract has been read in yet.",
    contract: "The contract in short",
    services: { one: "One service is agreed: {names}.", other: "{count} services are agreed: {names}." },
    toContract: "Read the whole contract",
    import: "Read in a contract",
    reach: "How to reach {name}",
    reachClient: "Contacts at {name}",
    now: "Right now",
    recent: "What happened lately",
    toHistory: "Read the whole history",
    nothing: "Nothing has happened yet.",
  },
});
