/** Services that keep attackers out and find them early. */
import { RUN_BY_PROVIDER, type CatalogueEntry } from "./catalogue-entry.ts";

export const SECURITY_SERVICES: readonly CatalogueEntry[] = [
  {
    id: "patch-management",
    area: "security",
    criticality: "high",
    personalData: false,
    quantities: { devices: 12, servers: 2 },
    activities: RUN_BY_PROVIDER,
    de: {
      name: "Aktualisierung der Systeme (Patchmanagement)",
      description: "Einspielen von Sicherheitsaktualisierungen nach Schwere und Frist, mit Nachweis",
      included: [
        "Tägliche Durchsicht neuer Sicherheitsmeldungen zu den Systemen des Inventars",
        "Einspielen von Aktualisierungen innerhalb der vereinbarten Fristen je Schwere",
        "Probelauf auf ausgewählten Geräten vor der Verteilung",
        "Monatlicher Bericht über fehlende Aktualisierungen und ihre Gründe",
        "Rücknahme einer Aktualisierung, die eine Störung auslöst",
      ],
      excluded: [
        "Systeme, für die der Hersteller keine Aktualisierungen mehr liefert",
        "Umstieg auf neue Hauptversionen; er wird als Änderung beauftragt",
      ],
      clientObligations: [
        "Geräte werden mindestens einmal in der Woche neu gestartet.",
        "Der Auftraggeber entscheidet binnen drei Arbeitstagen über Ausnahmen.",
      ],
      acceptance: [
        "Jedes System des Inventars meldet seinen Stand.",
        "Der erste Monatsbericht liegt vor und nennt jede fehlende Aktualisierung mit Grund.",
      ],
      definitions: {
        Frist: "Kalendertage ab Erscheinen der Aktualisierung, wie im Vertrag je Schwere vereinbart.",
        Ausnahme: "Ein System, das mit Zustimmung des Auftraggebers vorerst nicht aktualisiert wird.",
      },
    },
    en: {
      name: "Patch management",
      description: "Security updates installed by severity and within set times, with proof",
      included: [
        "New security notices on systems of the inventory looked through daily",
        "Updates installed within the agreed times of each severity",
        "Trial run on selected devices before roll-out",
        "Monthly report of missing updates and their reasons",
        "An update that causes a fault is taken back",
      ],
      excluded: [
        "Systems for which the vendor no longer supplies updates",
        "Moves to new major versions; they are ordered as changes",
      ],
      clientObligations: [
        "Devices are restarted at least once a week.",
        "The client decides on exceptions within three working days.",
      ],
      acceptance: [
        "Each system of the inventory reports its state.",
        "The first monthly report is there and names each missing update with its reason.",
      ],
      definitions: {
        AgreedTime: "Calendar days from the day an update appears, as the contract says for each severity.",
        Exception: "A system that is not updated for the time being, with the client's consent.",
      },
    },
  },
  {
    id: "security-monitoring",
    area: "security",
    criticality: "high",
    personalData: true,
    quantities: { users: 10, devices: 16 },
    activities: {
      ...RUN_BY_PROVIDER,
      // The client's own reporting duties and decisions in an attack need the client at the table.
      secure: { accountable: "provider", responsible: "provider", consulted: "client", informed: "client" },
    },
    de: {
      name: "Sicherheitsüberwachung",
      description: "Auswertung der Meldungen von Firewall, Endgeräteschutz und Anmeldungen",
      included: [
        "Auswertung der Meldungen während der Servicezeit, Einstufung nach Schwere",
        "Benachrichtigung des Auftraggebers über Sicherheitsvorfälle innerhalb der vereinbarten Frist",
        "Erste Maßnahmen: Trennen betroffener Geräte und Sperren betroffener Konten",
        "Monatliche Prüfung auf Schwachstellen mit Bericht",
        "Unterlagen für Meldungen des Auftraggebers an Behörden",
      ],
      excluded: [
        "Forensische Untersuchungen",
        "Überwachung außerhalb der Servicezeit, soweit nicht gesondert vereinbart",
        "Wiederaufbau nach einem Angriff; er wird nach Aufwand berechnet",
      ],
      clientObligations: [
        "Sicherheitsvorfälle werden sofort telefonisch gemeldet.",
        "Der Auftraggeber benennt, wer das Trennen von Geräten freigeben darf.",
      ],
      acceptance: [
        "Eine Testmeldung aus jeder Quelle wurde erkannt und gemeldet.",
        "Meldewege und Erreichbarkeiten sind geübt.",
      ],
      definitions: {
        Sicherheitsvorfall: "Ein Ereignis, das Vertraulichkeit, Verfügbarkeit oder Unversehrtheit verletzt hat.",
      },
    },
    en: {
      name: "Security monitoring",
      description: "Looking into alerts of firewall, endpoint protection and sign-ins",
      included: [
        "Alerts looked into during service hours and ranked by severity",
        "The client told of security incidents within the agreed time",
        "First steps: affected devices cut off and affected accounts blocked",
        "Monthly scan for weaknesses, with a report",
        "Records for the client's reports to authorities",
      ],
      excluded: [
        "Forensic investigations",
        "Monitoring outside service hours, unless agreed separately",
        "Rebuilding after an attack; it is charged by the hour",
      ],
      clientObligations: [
        "Security incidents are reported by telephone at once.",
        "The client names who may approve cutting devices off.",
      ],
      acceptance: [
        "A test alert of each source was detected and reported.",
        "Reporting lines and contacts have been exercised.",
      ],
      definitions: { SecurityIncident: "An event that has harmed confidentiality, availability or integrity." },
    },
  },
  {
    id: "security-awareness",
    area: "security",
    criticality: "medium",
    personalData: true,
    quantities: { users: 10 },
    activities: {
      ...RUN_BY_PROVIDER,
      // Results on single people stay with the client: the provider shows shares only.
      monitor: { accountable: "client", responsible: "provider", informed: "client" },
    },
    de: {
      name: "Sensibilisierung der Beschäftigten",
      description: "Kurze Schulungen und Übungen, damit Beschäftigte Angriffe erkennen und melden",
      included: [
        "Eine Onlineschulung im Quartal von höchstens 20 Minuten je Person",
        "Zwei Übungen im Jahr mit nachgestellten Phishing-Nachrichten",
        "Einführung für neue Beschäftigte im ersten Monat",
        "Bericht über Teilnahme und Meldequote ohne Namen einzelner Personen",
      ],
      excluded: ["Schulungen vor Ort", "Auswertungen über einzelne Beschäftigte"],
      clientObligations: [
        "Der Auftraggeber beteiligt eine Arbeitnehmervertretung, soweit es eine gibt.",
        "Die Beschäftigten bekommen Arbeitszeit für die Schulungen.",
      ],
      acceptance: [
        "Die erste Schulung ist verteilt, und die Beschäftigten können sich anmelden.",
        "Ein Meldeknopf für verdächtige Nachrichten ist eingerichtet und erklärt.",
      ],
      definitions: { Meldequote: "Anteil der Beschäftigten, die eine nachgestellte Nachricht gemeldet haben." },
    },
    en: {
      name: "Security awareness",
      description: "Short courses and exercises, so that employees recognise and report attacks",
      included: [
        "One online course a quarter of at most 20 minutes each",
        "Two exercises a year with simulated phishing messages",
        "Introduction for new employees in their first month",
        "Report of participation and reporting rate, without names of single people",
      ],
      excluded: ["Courses on site", "Evaluations of single employees"],
      clientObligations: [
        "The client involves a works council where there is one.",
        "The employees are given working time for the courses.",
      ],
      acceptance: [
        "The first course has been sent out, and the employees can sign in.",
        "A button for reporting suspicious messages is set up and explained.",
      ],
      definitions: { ReportingRate: "Share of the employees who reported a simulated message." },
    },
  },
];
