/** Services for the people who work with IT. */
import { RUN_BY_PROVIDER, type CatalogueEntry } from "./catalogue-entry.ts";

export const WORKPLACE_SERVICES: readonly CatalogueEntry[] = [
  {
    id: "managed-endpoint",
    area: "devices",
    criticality: "medium",
    personalData: true,
    quantities: { users: 10, devices: 12 },
    activities: {
      ...RUN_BY_PROVIDER,
      // What people keep on their own device is not backed up: that is the client's rule and the client's risk.
      "back-up": { accountable: "client", responsible: "client", informed: "provider" },
    },
    de: {
      name: "Managed Endpoint",
      description: "Einrichtung, Pflege und Schutz der Arbeitsplatzrechner und Notebooks",
      included: [
        "Einrichtung neuer und ausgetauschter Geräte nach dem vereinbarten Standard",
        "Überwachung und Fernwartung der im Inventar geführten Geräte",
        "Aktualisierung von Betriebssystem und Standardprogrammen innerhalb der vereinbarten Fristen",
        "Endgeräteschutz und Verschlüsselung der Datenträger mit Auswertung der Meldungen",
        "Löschen und Sperren verlorener Geräte nach Meldung",
      ],
      excluded: [
        "Beschaffung und Reparatur von Hardware",
        "Private Geräte",
        "Sicherung von Dateien, die nur auf dem Gerät liegen",
      ],
      clientObligations: [
        "Ein- und Austritte werden fünf Arbeitstage vorher gemeldet.",
        "Geräte sind mindestens einmal in der Woche mit dem Internet verbunden.",
        "Verlust oder Diebstahl eines Geräts wird sofort gemeldet.",
      ],
      acceptance: [
        "Jedes Gerät steht im Inventar und meldet sich bei der Überwachung.",
        "Auf jedem Gerät sind Endgeräteschutz und Verschlüsselung aktiv.",
      ],
      definitions: { Standardprogramme: "Die Programme der Softwareliste in der Dokumentation des Auftraggebers." },
    },
    en: {
      name: "Managed Endpoint",
      description: "Set-up, maintenance and protection of workplace computers and notebooks",
      included: [
        "Set-up of new and replaced devices to the agreed standard",
        "Monitoring and remote maintenance of the devices in the inventory",
        "Updates of operating system and standard programs within the agreed times",
        "Endpoint protection and disk encryption, with alerts looked into",
        "Lost devices wiped and blocked once reported",
      ],
      excluded: ["Purchase and repair of hardware", "Private devices", "Backup of files that lie on the device only"],
      clientObligations: [
        "Joiners and leavers are reported five working days before.",
        "Devices are connected to the internet at least once a week.",
        "Loss or theft of a device is reported at once.",
      ],
      acceptance: [
        "Each device is in the inventory and reports to the monitoring system.",
        "Endpoint protection and encryption are active on each device.",
      ],
      definitions: { StandardPrograms: "The programs of the software list in the client's documentation." },
    },
  },
  {
    id: "m365-administration",
    area: "e-mail",
    criticality: "high",
    personalData: true,
    quantities: { users: 10, mailboxes: 14 },
    activities: RUN_BY_PROVIDER,
    de: {
      name: "Verwaltung von Microsoft 365",
      description: "Verwaltung des Microsoft-365-Mandanten, der dem Auftraggeber gehört",
      included: [
        "Anlegen, Ändern und Sperren von Konten, Gruppen und Postfächern nach Auftrag",
        "Mehrstufige Anmeldung und Zugriffsregeln für die Konten des Mandanten",
        "Zuweisung der Lizenzen und Übersicht über ungenutzte Lizenzen einmal im Quartal",
        "Tägliche Sicherung von Postfächern und Dateien bei einem zweiten Anbieter",
        "Verfolgung von Störungen beim Hersteller bis zur Behebung",
      ],
      excluded: [
        "Lizenzgebühren des Herstellers",
        "Ausfälle im Verantwortungsbereich des Herstellers; sie werden gemeldet und verfolgt",
        "Entwicklung eigener Anwendungen und Abläufe",
      ],
      clientObligations: [
        "Der Auftraggeber benennt, wer Konten und Rechte freigeben darf.",
        "Der Auftraggeber bestätigt die Liste der Berechtigungen einmal im Quartal.",
      ],
      acceptance: [
        "Jedes Konto hat einen zweiten Faktor, und zwei Notfallkonten liegen beim Auftraggeber.",
        "Ein Postfach und eine Datei sind aus der Sicherung wiederhergestellt.",
      ],
      definitions: { Mandant: "Der Bereich bei Microsoft 365, der auf den Namen des Auftraggebers läuft." },
    },
    en: {
      name: "Microsoft 365 administration",
      description: "Administration of the Microsoft 365 tenant, which belongs to the client",
      included: [
        "Accounts, groups and mailboxes added, changed and blocked on request",
        "Multi-factor sign-in and access rules for the tenant's accounts",
        "Licences assigned, and unused ones listed once a quarter",
        "Daily backup of mailboxes and files with a second supplier",
        "Faults at the vendor followed up until mended",
      ],
      excluded: [
        "The vendor's licence fees",
        "Outages for which the vendor is responsible; they are reported and followed up",
        "Development of own applications and workflows",
      ],
      clientObligations: [
        "The client names who may approve accounts and rights.",
        "The client confirms the list of access rights once a quarter.",
      ],
      acceptance: [
        "Each account has a second factor, and the client holds two emergency accounts.",
        "A mailbox and a file have been restored from the backup.",
      ],
      definitions: { Tenant: "The part of Microsoft 365 that is in the client's name." },
    },
  },
  {
    id: "first-level-support",
    area: "other",
    criticality: "medium",
    personalData: true,
    quantities: { users: 10 },
    activities: RUN_BY_PROVIDER,
    de: {
      name: "Anwenderunterstützung (1st Level)",
      description: "Annahme, Bearbeitung und Lösung von Anliegen der Beschäftigten",
      included: [
        "Annahme per Telefon, E-Mail und Webformular während der Servicezeit",
        "Fragen zur Bedienung der Büroanwendungen bis 20 Minuten je Anliegen",
        "Störungsbehebung per Fernwartung nach Zustimmung der betroffenen Person",
        "Weitergabe an die zuständige Stelle und Rückmeldung an die meldende Person",
        "Pflege von Anleitungen für wiederkehrende Fragen",
      ],
      excluded: [
        "Schulungen",
        "Fachliche Fragen zu Branchenanwendungen",
        "Einsätze vor Ort; sie werden nach Aufwand berechnet",
      ],
      clientObligations: [
        "Jede Meldung nennt Auswirkung und Dringlichkeit.",
        "Der Auftraggeber nennt für jede Branchenanwendung eine kundige Person.",
      ],
      acceptance: [
        "Eine Testmeldung je Priorität ist fristgerecht beantwortet.",
        "Die Beschäftigten kennen die Wege, auf denen sie Hilfe bekommen.",
      ],
      definitions: { Anliegen: "Eine Störung, eine Bitte oder eine Frage, die als Ticket erfasst ist." },
    },
    en: {
      name: "1st-level support",
      description: "Taking, working on and solving the employees' requests",
      included: [
        "Reports taken by telephone, e-mail and web form during service hours",
        "Questions on using the office applications, up to 20 minutes each",
        "Faults mended by remote maintenance once the person concerned agrees",
        "Requests passed on to whoever is in charge, and answers passed back",
        "Upkeep of instructions for questions that come again",
      ],
      excluded: [
        "Training courses",
        "Professional questions on industry applications",
        "Work on site; it is charged by the hour",
      ],
      clientObligations: [
        "Every report states impact and urgency.",
        "The client names a knowledgeable person for each industry application.",
      ],
      acceptance: [
        "One test report of each priority has been answered in time.",
        "The employees know the ways in which they get help.",
      ],
      definitions: { Request: "A fault, a wish or a question that is recorded as a ticket." },
    },
  },
  {
    id: "managed-telephony",
    area: "other",
    criticality: "medium",
    personalData: true,
    quantities: { extensions: 15 },
    activities: RUN_BY_PROVIDER,
    de: {
      name: "Managed Telefonie",
      description: "Betrieb der Telefonanlage und ihrer Nebenstellen",
      included: [
        "Betrieb und Überwachung der Telefonanlage",
        "Einrichten, Ändern und Löschen von Nebenstellen, Ansagen und Rufgruppen",
        "Aktualisierung von Anlage und Telefonen innerhalb der vereinbarten Fristen",
        "Störungsmeldung beim Anbieter des Anschlusses und Verfolgung bis zur Behebung",
        "Sicherung der Einstellungen der Anlage nach jeder Änderung",
      ],
      excluded: ["Gesprächsgebühren und Gebühren des Anschlusses", "Beschaffung von Telefonen und Headsets"],
      clientObligations: [
        "Änderungen der Rufnummern werden zehn Arbeitstage vorher angekündigt.",
        "Der Auftraggeber meldet Standorte von Nebenstellen, damit Notrufe richtig zugeordnet werden.",
      ],
      acceptance: [
        "Notrufe sind von jedem Standort aus geprüft.",
        "Jede Nebenstelle ist von außen erreichbar und im Verzeichnis eingetragen.",
      ],
      definitions: { Nebenstelle: "Eine Rufnummer der Anlage mit dem Gerät oder Programm, an dem sie klingelt." },
    },
    en: {
      name: "Managed telephony",
      description: "Running the telephone system and its extensions",
      included: [
        "Running and monitoring the telephone system",
        "Extensions, announcements and call groups added, changed and removed",
        "Updates of system and telephones within the agreed times",
        "Faults reported to the line's supplier and followed up until mended",
        "Backup of the system's settings after each change",
      ],
      excluded: ["Call charges and fees of the line", "Purchase of telephones and headsets"],
      clientObligations: [
        "Changes of numbers are announced ten working days before.",
        "The client reports where extensions are, so that emergency calls are placed correctly.",
      ],
      acceptance: [
        "Emergency calls have been tested from each site.",
        "Each extension can be reached from outside and is in the directory.",
      ],
      definitions: { Extension: "A number of the system with the device or program on which it rings." },
    },
  },
];
