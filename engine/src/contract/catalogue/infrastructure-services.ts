/** Services for what stands in the background: network, servers, backup. */
import { RUN_BY_PROVIDER, type CatalogueEntry } from "./catalogue-entry.ts";

export const INFRASTRUCTURE_SERVICES: readonly CatalogueEntry[] = [
  {
    id: "managed-firewall",
    area: "network",
    criticality: "high",
    personalData: true,
    quantities: { firewalls: 1 },
    activities: RUN_BY_PROVIDER,
    de: {
      name: "Managed Firewall",
      description: "Betrieb, Überwachung und Pflege der Firewall samt Zugängen von außen",
      included: [
        "Betrieb und Überwachung der aufgeführten Firewalls",
        "Änderungen am Regelwerk nach freigegebenem Auftrag, Durchsicht einmal im Halbjahr",
        "Aktualisierung von Betriebssystem und Schutzfunktionen innerhalb der vereinbarten Fristen",
        "Einrichten und Sperren von VPN-Zugängen mit zweitem Faktor",
        "Sicherung der Einstellungen nach jeder Änderung",
      ],
      excluded: [
        "Anschaffung des Geräts und Gebühren für Schutzfunktionen",
        "Gebühren und Ausfälle des Internetanschlusses; Ausfälle werden gemeldet und verfolgt",
      ],
      clientObligations: [
        "Der Auftraggeber gibt jede Öffnung nach außen frei und nennt ihren Zweck.",
        "Der Technikraum ist während der Servicezeit zugänglich.",
      ],
      acceptance: [
        "Regelwerk und Zugänge von außen sind dokumentiert und vom Auftraggeber bestätigt.",
        "Die Einstellungen sind auf einem zweiten Gerät oder in einem Test wiederhergestellt.",
      ],
      definitions: { Regelwerk: "Die Regeln, die festlegen, welche Verbindungen die Firewall zulässt." },
    },
    en: {
      name: "Managed Firewall",
      description: "Running, monitoring and maintaining the firewall and the ways in from outside",
      included: [
        "Running and monitoring the listed firewalls",
        "Changes of the rules once approved, rules reviewed every six months",
        "Updates of operating system and protection within the agreed times",
        "VPN access with a second factor set up and blocked",
        "Backup of the settings after each change",
      ],
      excluded: [
        "Purchase of the device and fees for its protection functions",
        "Fees and outages of the internet line; outages are reported and followed up",
      ],
      clientObligations: [
        "The client approves each opening to the outside and states its purpose.",
        "The equipment room can be entered during service hours.",
      ],
      acceptance: [
        "Rules and ways in from outside are documented and confirmed by the client.",
        "The settings have been restored on a second device or in a test.",
      ],
      definitions: { Rules: "The rules that say which connections the firewall lets through." },
    },
  },
  {
    id: "managed-network",
    area: "network",
    criticality: "high",
    personalData: false,
    quantities: { sites: 1, switches: 2, "access-points": 3 },
    activities: RUN_BY_PROVIDER,
    de: {
      name: "Managed Netzwerk",
      description: "Betrieb von Switches und WLAN an den vereinbarten Standorten",
      included: [
        "Betrieb und Überwachung der aufgeführten Netzgeräte",
        "Trennung der Netze für Beschäftigte, Gäste und Geräte",
        "Aktualisierung der Netzgeräte innerhalb der vereinbarten Fristen",
        "Netzplan und Belegung der Anschlüsse, nach jeder Änderung aktualisiert",
        "Sicherung der Einstellungen nach jeder Änderung",
      ],
      excluded: ["Verkabelung im Gebäude", "Beschaffung von Netzgeräten", "Gebühren des Internetanschlusses"],
      clientObligations: [
        "Der Technikraum ist während der Servicezeit zugänglich.",
        "Umbauten und Umzüge werden vier Wochen vorher angekündigt.",
      ],
      acceptance: [
        "Jedes Netzgerät ist überwacht und im Netzplan eingetragen.",
        "Das WLAN ist an den vereinbarten Arbeitsplätzen gemessen.",
      ],
      definitions: { Netzplan: "Die Zeichnung der Netzgeräte, ihrer Verbindungen und der getrennten Netze." },
    },
    en: {
      name: "Managed network",
      description: "Running switches and wireless network at the agreed sites",
      included: [
        "Running and monitoring the listed network devices",
        "Separate networks for employees, guests and devices",
        "Updates of network devices within the agreed times",
        "Network plan and list of sockets, brought up to date after each change",
        "Backup of the settings after each change",
      ],
      excluded: ["Cabling in the building", "Purchase of network devices", "Fees of the internet line"],
      clientObligations: [
        "The equipment room can be entered during service hours.",
        "Conversions and moves are announced four weeks before.",
      ],
      acceptance: [
        "Each network device is monitored and in the network plan.",
        "The wireless network has been measured at the agreed workplaces.",
      ],
      definitions: { NetworkPlan: "The drawing of network devices, their connections and the separate networks." },
    },
  },
  {
    id: "managed-servers",
    area: "applications",
    criticality: "high",
    personalData: true,
    quantities: { servers: 2 },
    activities: RUN_BY_PROVIDER,
    de: {
      name: "Managed Server",
      description: "Betrieb der Server und ihrer Betriebssysteme",
      included: [
        "Betrieb und Überwachung der aufgeführten Server, Speicherplatz und Auslastung eingeschlossen",
        "Aktualisierung der Betriebssysteme im Wartungsfenster innerhalb der vereinbarten Fristen",
        "Verwaltung von Konten, Rechten und Freigaben nach Auftrag",
        "Tägliche Sicherung der Server und Prüfung, ob sie gelungen ist",
        "Planung des Ersatzes, wenn Hersteller die Pflege einstellen",
      ],
      excluded: ["Pflege der Fachanwendungen auf den Servern", "Beschaffung von Hardware und Lizenzen"],
      clientObligations: [
        "Für jede Fachanwendung besteht ein Pflegevertrag mit ihrem Hersteller.",
        "Der Auftraggeber stimmt den Wartungsfenstern zu oder nennt andere.",
      ],
      acceptance: [
        "Jeder Server ist überwacht, dokumentiert und im Inventar eingetragen.",
        "Eine Rücksicherung jedes Servers ist gelungen.",
      ],
      definitions: { Server: "Ein im Inventar geführtes System, auf dem Anwendungen für mehrere Personen laufen." },
    },
    en: {
      name: "Managed servers",
      description: "Running the servers and their operating systems",
      included: [
        "Running and monitoring the listed servers, disk space and load among it",
        "Updates of operating systems in the maintenance window within the agreed times",
        "Accounts, rights and shares administered on request",
        "Daily backup of the servers, checked for success",
        "Replacement planned where vendors end their support",
      ],
      excluded: ["Maintenance of business applications on the servers", "Purchase of hardware and licences"],
      clientObligations: [
        "Each business application has a maintenance contract with its vendor.",
        "The client agrees to the maintenance windows or names others.",
      ],
      acceptance: [
        "Each server is monitored, documented and in the inventory.",
        "Each server has been restored successfully once.",
      ],
      definitions: { Server: "A system of the inventory that runs applications for several people." },
    },
  },
  {
    id: "backup-checks",
    area: "security",
    criticality: "high",
    personalData: true,
    quantities: { servers: 2, terabytes: 4 },
    activities: RUN_BY_PROVIDER,
    de: {
      name: "Datensicherung mit Prüfung",
      description: "Sicherung der vereinbarten Systeme, tägliche Prüfung und Rücksicherungstests",
      included: [
        "Tägliche Sicherung der aufgeführten Systeme nach dem Sicherungsplan",
        "Prüfung der Protokolle an jedem Arbeitstag, Meldung fehlgeschlagener Sicherungen am selben Tag",
        "Eine Kopie an einem anderen Ort, die niemand nachträglich ändern kann",
        "Rücksicherungstest einmal im Quartal mit Protokoll für den Auftraggeber",
        "Rücksicherung einzelner Dateien und Postfächer nach Auftrag",
      ],
      excluded: [
        "Systeme, die nicht im Sicherungsplan stehen",
        "Gesetzliche Archivierung von Geschäftsunterlagen",
        "Gebühren für Speicherplatz über die vereinbarte Menge hinaus",
      ],
      clientObligations: [
        "Daten liegen auf den gesicherten Systemen und nicht nur auf einzelnen Geräten.",
        "Neue Systeme mit wichtigen Daten werden vor ihrem Einsatz gemeldet.",
      ],
      acceptance: [
        "Jedes System des Sicherungsplans ist einmal erfolgreich gesichert und zurückgesichert.",
        "Der Auftraggeber hält einen Schlüssel der Sicherungen.",
      ],
      definitions: { Sicherungsplan: "Die Liste der Systeme mit Abstand, Aufbewahrung und Ort ihrer Sicherungen." },
    },
    en: {
      name: "Backup with checks",
      description: "Backup of the agreed systems, checked daily, with restore tests",
      included: [
        "Daily backup of the listed systems as the backup plan says",
        "Logs checked every working day, failed backups reported the same day",
        "A copy at another place that nobody can change afterwards",
        "Restore test once a quarter, with a record for the client",
        "Single files and mailboxes restored on request",
      ],
      excluded: [
        "Systems that are not in the backup plan",
        "Archiving of business records as the law asks for",
        "Fees for storage beyond the agreed quantity",
      ],
      clientObligations: [
        "Data are kept on the systems that are backed up and not on single devices only.",
        "New systems with important data are reported before they are used.",
      ],
      acceptance: [
        "Each system of the backup plan has been backed up and restored successfully once.",
        "The client holds a key of the backups.",
      ],
      definitions: { BackupPlan: "The list of systems with interval, retention and place of their backups." },
    },
  },
];
