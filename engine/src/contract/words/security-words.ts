/** Words for security duties. */
import type { PartWords } from "./part-words.ts";

const Security: PartWords[string] = {
  concept: {
    de: ["Sicherheitskonzept", "Welches Sicherheitskonzept gilt."],
    en: ["Security concept", "The security concept that holds."],
  },
  contacts: {
    de: ["Kontakte bei Vorfällen", "Wer auf beiden Seiten von Sicherheitsvorfällen erfährt."],
    en: ["Contacts for incidents", "Who is told of security incidents on both sides."],
  },
  access: {
    de: ["Zugänge", "Wer worauf zugreifen darf und wie."],
    en: ["Access", "Who may access what, and how."],
    of: "AccessDuties",
  },
  logging: {
    de: ["Protokollierung", "Was aufgezeichnet und wie lange es aufbewahrt wird."],
    en: ["Logging", "What is logged, and for how long."],
    of: "Logging",
  },
  patching: {
    de: ["Sicherheitsaktualisierungen", "Bis wann Sicherheitsaktualisierungen eingespielt werden."],
    en: ["Security updates", "By when security updates are installed."],
    each: "PatchDeadline",
  },
  backup: {
    de: ["Datensicherung", "Was gesichert und wie das belegt wird."],
    en: ["Backup", "What is backed up, and how it is proved."],
    each: "BackupPlan",
  },
  incidentNoticeHours: {
    de: ["Vorfall melden binnen (Stunden)", "Frist, in der der Dienstleister einen Sicherheitsvorfall meldet."],
    en: ["Incident reported within (hours)", "Hours in which the provider reports a security incident."],
  },
  incidentHelp: {
    de: ["Hilfe bei Sicherheitsvorfällen", "Was Hilfe bei einem Sicherheitsvorfall kostet."],
    en: ["Help in security incidents", "What help in a security incident costs."],
    values: {
      free: ["kostenlos", "free"],
      priced: ["zu vereinbartem Preis", "at an agreed price"],
      none: ["keine Hilfe", "no help"],
    },
  },
  vulnerabilityHandling: {
    de: ["Umgang mit Schwachstellen", "Wie Schwachstellen gefunden und behoben werden."],
    en: ["Handling of weaknesses", "How weaknesses are found and mended."],
  },
  encryption: {
    de: ["Verschlüsselung", "Ob Daten bei Übertragung und Speicherung verschlüsselt sind."],
    en: ["Encryption", "Whether data are encrypted on the way and at rest."],
  },
  tenantSeparation: {
    de: ["Mandantentrennung", "Wie die Daten verschiedener Kunden getrennt sind."],
    en: ["Tenant separation", "How the data of different clients are separated."],
  },
  staffScreening: {
    de: ["Überprüfung des Personals", "Ob der Dienstleister Personal mit weitreichenden Rechten überprüft."],
    en: ["Staff screening", "Whether the provider checks staff with privileged access."],
  },
  trainingMonths: {
    de: ["Schulung alle (Monate)", "In diesem Abstand wird das Personal des Dienstleisters geschult."],
    en: ["Training every (months)", "Months between two trainings of the provider's staff."],
  },
  subcontractorsBound: {
    de: ["Gilt auch für Unterauftragnehmer", "Ob Unterauftragnehmer dieselben Pflichten haben."],
    en: ["Binds subcontractors", "Whether subcontractors are bound by the same duties."],
  },
  auditRight: {
    de: ["Prüfungsrecht", "Ob der Auftraggeber prüfen darf."],
    en: ["Audit right", "Whether the client may audit."],
  },
  exerciseMonths: {
    de: ["Notfallübung alle (Monate)", "So viele Monate liegen zwischen zwei Notfallübungen."],
    en: ["Emergency exercise every (months)", "Months between two emergency exercises."],
  },
  emergencyManual: {
    de: ["Notfallhandbuch", "Ob ein Notfallhandbuch geführt wird."],
    en: ["Emergency manual", "Whether an emergency manual is kept."],
  },
  certificates: {
    de: ["Zertifikate", "Nachweise über die Sicherheit."],
    en: ["Certificates", "Proofs of security."],
    each: "Certificate",
  },
};

const AccessDuties: PartWords[string] = {
  mfa: {
    de: ["Zweiter Faktor", "Wer sich mit einem zweiten Faktor anmelden muss."],
    en: ["Second factor", "Who needs a second factor to sign in."],
    values: {
      everyone: ["alle", "everyone"],
      "privileged-and-remote": ["weitreichende Rechte und Fernzugriff", "privileged and remote access"],
      privileged: ["nur weitreichende Rechte", "privileged access only"],
      none: ["niemand", "nobody"],
    },
  },
  sharedAccounts: {
    de: ["Gemeinsame Konten", "Ob sich mehrere Personen ein Konto teilen dürfen."],
    en: ["Shared accounts", "Whether several persons may share an account."],
    values: {
      forbidden: ["verboten", "forbidden"],
      documented: ["nur dokumentiert", "only if documented"],
      allowed: ["erlaubt", "allowed"],
    },
  },
  reviewMonths: {
    de: ["Rezertifizierung alle (Monate)", "In diesem Abstand werden alle Berechtigungen überprüft."],
    en: ["Access review every (months)", "Months between two access reviews."],
  },
  privilegedReviewMonths: {
    de: ["Privilegierte Konten prüfen alle (Monate)", "Dasselbe für weitreichende Rechte und die des Dienstleisters."],
    en: ["Privileged review every (months)", "The same for privileged access and the provider's."],
  },
  leaverHours: {
    de: ["Zugänge nach Austritt entziehen (Stunden)", "Frist, in der Zugänge ausgeschiedener Personen entfallen."],
    en: ["Leavers removed within (hours)", "Hours in which access of leavers is removed."],
  },
  staffChangeNoticeDays: {
    de: ["Personalwechsel melden binnen (Tage)", "Frist, ausscheidendes Personal mit Zugang zu melden."],
    en: ["Staff change told within (days)", "Days in which the provider tells of leavers among its staff with access."],
  },
  emergencyAccounts: {
    de: ["Notfallkonten", "Zahl der Notfallkonten, die der Auftraggeber hat."],
    en: ["Emergency accounts", "Emergency accounts that the client holds."],
  },
  clientHoldsOwnership: {
    de: [
      "Eigentum beim Auftraggeber",
      "Ob Domains, Verträge und Lizenzen auf den Auftraggeber laufen und er eigene Administratorkonten hat.",
    ],
    en: [
      "Client holds ownership",
      "Whether domains, subscriptions and licences are in the client's name, with admin accounts of its own.",
    ],
  },
  remoteAccess: {
    de: ["Fernwartung", "Wie Fernwartung abläuft."],
    en: ["Remote maintenance", "How remote maintenance happens."],
    values: {
      "approved-and-recorded": ["freigegeben und aufgezeichnet", "approved and recorded"],
      approved: ["freigegeben", "approved"],
      recorded: ["aufgezeichnet", "recorded"],
      free: ["ohne Auflagen", "without conditions"],
    },
  },
};

export const securityParts: PartWords = {
  Security,
  AccessDuties,
  Logging: {
    keepDays: {
      de: ["Aufbewahrung (Tage)", "So lange werden Protokolle aufbewahrt."],
      en: ["Kept for (days)", "Days for which logs are kept."],
    },
    adminKeepDays: {
      de: ["Administration aufbewahren (Tage)", "So lange werden Protokolle über Administratoren aufbewahrt."],
      en: ["Administration kept for (days)", "Days for which logs of administrators are kept."],
    },
    reviewDays: {
      de: ["Durchsicht alle (Tage)", "So viele Tage liegen zwischen zwei Durchsichten."],
      en: ["Reviewed every (days)", "Days between two reviews."],
    },
    protectedFromChange: {
      de: ["Vor Änderung geschützt", "Ob auch Administratoren die Protokolle nicht ändern können."],
      en: ["Protected from change", "Whether administrators cannot change the logs."],
    },
    clientMayRead: {
      de: ["Einsicht des Auftraggebers", "Ob der Auftraggeber die Protokolle lesen darf."],
      en: ["Client may read", "Whether the client may read the logs."],
    },
  },
  PatchDeadline: {
    severity: {
      de: ["Schwere", "Schwere der Schwachstelle."],
      en: ["Severity", "Severity of the weakness."],
      values: {
        critical: ["kritisch", "critical"],
        high: ["hoch", "high"],
        medium: ["mittel", "medium"],
        low: ["gering", "low"],
      },
    },
    withinDays: {
      de: ["Eingespielt binnen (Tage)", "So viele Tage nach Erscheinen ist die Aktualisierung eingespielt."],
      en: ["Installed within (days)", "Days after the update appears in which it is installed."],
    },
    services: {
      de: ["Leistungen", "Leistungen, für die die Frist gilt; ohne Angabe alle."],
      en: ["Services", "Services for which it holds; without them all."],
    },
  },
  BackupPlan: {
    id: { de: ["Kennung", "Kurzer Name des Sicherungsplans."], en: ["Identifier", "Short name of the backup plan."] },
    services: {
      de: ["Leistungen", "Leistungen, deren Daten gesichert werden."],
      en: ["Services", "Services that are backed up."],
    },
    everyHours: {
      de: ["Sicherung alle (Stunden)", "So viele Stunden liegen zwischen zwei Sicherungen."],
      en: ["Backup every (hours)", "Hours between two backups."],
    },
    keepDays: {
      de: ["Aufbewahrung (Tage)", "So lange werden Sicherungen aufbewahrt."],
      en: ["Kept for (days)", "Days for which backups are kept."],
    },
    offSite: {
      de: ["Kopie an anderem Ort", "Ob eine Kopie an einem anderen Ort liegt."],
      en: ["Copy at another place", "Whether a copy lies at another place."],
    },
    immutable: {
      de: ["Unveränderbare Kopie", "Ob es eine Kopie gibt, die kein Angreifer ändern kann."],
      en: ["Copy that cannot be changed", "Whether a copy cannot be changed by an attacker."],
    },
    encrypted: {
      de: ["Verschlüsselt", "Ob die Sicherungen verschlüsselt sind."],
      en: ["Encrypted", "Whether backups are encrypted."],
    },
    keyHeldByClient: {
      de: ["Schlüssel beim Auftraggeber", "Ob auch der Auftraggeber den Schlüssel hat."],
      en: ["Key held by the client", "Whether the client holds the key, too."],
    },
    restoreTestMonths: {
      de: ["Rücksicherungstest alle (Monate)", "In diesem Abstand wird die Wiederherstellung geprüft."],
      en: ["Restore test every (months)", "Months between two restore tests."],
    },
    recoveryTime: {
      de: ["Wiederanlaufzeit", "Längste Zeit, bis die Leistung wieder läuft (RTO)."],
      en: ["Recovery time (RTO)", "Longest time until the service is back."],
    },
    dataLossHours: {
      de: ["Maximaler Datenverlust (Stunden)", "So viele Arbeitsstunden dürfen höchstens verloren gehen (RPO)."],
      en: ["Data loss at most (hours)", "Most hours of work that may be lost (RPO)."],
    },
  },
  Certificate: {
    id: { de: ["Kennung", "Kurzer Name des Zertifikats."], en: ["Identifier", "Short name of the certificate."] },
    holder: { de: ["Inhaber", "Wer das Zertifikat hat."], en: ["Holder", "Party that holds it."] },
    standard: { de: ["Norm", "Norm, nach der zertifiziert ist."], en: ["Standard", "Standard of the certificate."] },
    number: { de: ["Nummer", "Nummer des Zertifikats."], en: ["Number", "Number of the certificate."] },
    scope: { de: ["Geltungsbereich", "Wofür das Zertifikat gilt."], en: ["Scope", "What it covers."] },
    validUntil: { de: ["Gültig bis", "Letzter Tag der Gültigkeit."], en: ["Valid until", "Last day of its validity."] },
    owed: {
      de: ["Dauerhaft geschuldet", "Ob es während der ganzen Laufzeit vorliegen muss."],
      en: ["Owed throughout", "Whether the holder owes it for the whole term."],
    },
  },
};
