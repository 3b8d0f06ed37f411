/** The annex on security. Source: docs/rules/contract-parts.md §8. */
import type { ContractDocument } from "../document.ts";
import { valueWordOf } from "../field-words.ts";
import type { Block, Cell, Draft } from "./blocks.ts";
import type { Speech } from "./speech.ts";
import {
  asCount,
  asCountAfter,
  asNames,
  asNumber,
  asTarget,
  asText,
  both,
  chosen,
  column,
  linesOf,
  paragraph,
  sentence,
  table,
  tell,
  whether,
  type Tellings,
} from "./telling.ts";

type Security = NonNullable<ContractDocument["security"]>;
type Access = NonNullable<Security["access"]>;
type Logging = NonNullable<Security["logging"]>;
type Backup = NonNullable<Security["backup"]>[number];

/** The annex in clauses; those of which the contract says nothing are left out. */
export function securityClauses(security: Security, speech: Speech): readonly Draft[] {
  const { access, logging, patching, backup, certificates } = security;
  return [
    {
      title: both("Grundlagen", "Foundations"),
      blocks: tell("Security", security, FOUNDATIONS, speech, [
        "access",
        "logging",
        "patching",
        "backup",
        "certificates",
        ...LATER,
      ]),
    },
    {
      title: both("Zugänge und Berechtigungen", "Access"),
      blocks: access === undefined ? [] : tell("AccessDuties", access, ACCESS, speech),
    },
    {
      title: both("Protokollierung", "Logging"),
      blocks: logging === undefined ? [] : tell("Logging", logging, [LOGGING], speech),
    },
    { title: both("Sicherheitsaktualisierungen", "Updates"), blocks: patchBlocks(patching, speech) },
    { title: both("Datensicherung", "Backup"), blocks: backupBlocks(backup, speech) },
    {
      title: both("Sicherheitsvorfälle und Notfälle", "Security incidents and emergencies"),
      blocks: tell("Security", security, INCIDENTS, speech, keysBesides(security)),
    },
    { title: both("Nachweise", "Proofs"), blocks: certificateBlocks(certificates, security, speech) },
  ];
}

const LATER = [
  "incidentNoticeHours",
  "incidentHelp",
  "contacts",
  "exerciseMonths",
  "emergencyManual",
  "auditRight",
] as const;
const keysBesides = (security: Security) => Object.keys(security) as (keyof Security)[];

const FOUNDATIONS: readonly Tellings<Security>[] = [
  {
    concept: sentence(asText, "Sicherheitskonzept: {value}.", "Security concept: {value}."),
    vulnerabilityHandling: sentence(
      asText,
      "Umgang mit Schwachstellen: {value}.",
      "How weaknesses are found and mended: {value}.",
    ),
    tenantSeparation: sentence(asText, "Trennung der Auftraggeber: {value}.", "How clients are separated: {value}."),
  },
  {
    encryption: whether(
      [
        "Daten sind bei der Übertragung und bei der Speicherung verschlüsselt.",
        "Data are encrypted on the way and at rest.",
      ],
      ["Eine Verschlüsselung der Daten ist nicht vereinbart.", "Encryption of data is not agreed."],
    ),
  },
  {
    staffScreening: whether(
      [
        "Der Auftragnehmer überprüft Personal mit privilegierten Zugängen.",
        "The Provider checks staff with privileged access.",
      ],
      ["Eine Überprüfung des Personals ist nicht vereinbart.", "No checks of staff are agreed."],
    ),
    trainingMonths: sentence(
      asCount("month"),
      "Das Personal des Auftragnehmers wird alle {value} geschult.",
      "The Provider’s staff is trained every {value}.",
    ),
    subcontractorsBound: whether(
      ["Unterauftragnehmer sind an dieselben Pflichten gebunden.", "Subcontractors are bound by the same duties."],
      [
        "Unterauftragnehmer sind nicht an dieselben Pflichten gebunden.",
        "Subcontractors are not bound by the same duties.",
      ],
    ),
  },
];

const ACCESS: readonly Tellings<Access>[] = [
  {
    mfa: chosen({
      everyone: ["Alle Personen melden sich mit einem zweiten Faktor an.", "Everyone needs a second factor."],
      "privileged-and-remote": [
        "Für privilegierte Zugänge und Fernzugänge ist ein zweiter Faktor nötig.",
        "Privileged and remote access need a second factor.",
      ],
      privileged: [
        "Für privilegierte Zugänge ist ein zweiter Faktor nötig.",
        "Privileged access needs a second factor.",
      ],
      none: ["Ein zweiter Faktor ist nicht vorgeschrieben.", "No second factor is needed."],
    }),
    sharedAccounts: chosen({
      forbidden: ["Gemeinsam genutzte Konten sind verboten.", "Accounts of several persons are forbidden."],
      documented: [
        "Gemeinsam genutzte Konten sind nur mit Dokumentation erlaubt.",
        "Accounts of several persons must be documented.",
      ],
      allowed: ["Gemeinsam genutzte Konten sind erlaubt.", "Accounts of several persons are allowed."],
    }),
    remoteAccess: chosen({
      "approved-and-recorded": [
        "Fernwartung findet nur nach Freigabe statt und wird aufgezeichnet.",
        "Remote maintenance is approved and recorded.",
      ],
      approved: ["Fernwartung findet nur nach Freigabe statt.", "Remote maintenance is approved."],
      recorded: ["Fernwartung wird aufgezeichnet.", "Remote maintenance is recorded."],
      free: ["Fernwartung findet ohne Freigabe und Aufzeichnung statt.", "Remote maintenance is free."],
    }),
  },
  {
    reviewMonths: sentence(
      asCount("month"),
      "Berechtigungen werden alle {value} überprüft.",
      "Access is reviewed every {value}.",
    ),
    privilegedReviewMonths: sentence(
      asCount("month"),
      "Privilegierte Zugänge und die des Auftragnehmers werden alle {value} überprüft.",
      "Privileged access and that of the Provider is reviewed every {value}.",
    ),
    leaverHours: sentence(
      asCountAfter("hour"),
      "Zugänge ausgeschiedener Personen werden innerhalb von {value} entzogen.",
      "Access of leavers is removed within {value}.",
    ),
    staffChangeNoticeDays: sentence(
      asCountAfter("day"),
      "Scheidet Personal des Auftragnehmers mit Zugang aus, teilt er dies innerhalb von {value} mit.",
      "The Provider tells of leavers among his staff with access within {value}.",
    ),
  },
  {
    emergencyAccounts: sentence(
      asNumber,
      "Zahl der Notfallkonten, die der Auftraggeber hält: {value}.",
      "Emergency accounts that the Client holds: {value}.",
    ),
    clientHoldsOwnership: whether(
      [
        "Domains, Mandanten und Lizenzen lauten auf den Auftraggeber; er hat eigene Administratorkonten.",
        "Domains, tenants and licences are in the Client’s name, and he has his own admin accounts.",
      ],
      [
        "Domains, Mandanten und Lizenzen lauten nicht durchweg auf den Auftraggeber, oder er hat keine eigenen Administratorkonten.",
        "Domains, tenants and licences are not all in the Client’s name, or he has no admin accounts of his own.",
      ],
    ),
  },
];

const LOGGING: Tellings<Logging> = {
  keepDays: sentence(asCount("day"), "Protokolle werden {value} lang aufbewahrt.", "Logs are kept for {value}."),
  adminKeepDays: sentence(
    asCount("day"),
    "Protokolle privilegierter Handlungen werden {value} lang aufbewahrt.",
    "Logs of privileged acts are kept for {value}.",
  ),
  reviewDays: sentence(asCount("day"), "Sie werden alle {value} ausgewertet.", "They are reviewed every {value}."),
  protectedFromChange: whether(
    ["Auch Administratoren können sie nicht verändern.", "Administrators cannot change them."],
    ["Administratoren können sie verändern.", "Administrators can change them."],
  ),
  clientMayRead: whether(
    ["Der Auftraggeber darf sie einsehen.", "The Client may read them."],
    ["Der Auftraggeber darf sie nicht einsehen.", "The Client may not read them."],
  ),
};

function patchBlocks(patching: Security["patching"], speech: Speech): readonly Block[] {
  if (patching === undefined) return [];
  if (patching.length === 0)
    return [
      paragraph(
        speech.in(both("Fristen für Aktualisierungen sind keine vereinbart.", "No times for updates are agreed.")),
      ),
    ];
  const columns = [
    column(speech, both("Schwere der Schwachstelle", "Severity of the weakness"), 4),
    column(speech, both("Installiert innerhalb von", "Installed within"), 4),
    column(speech, both("Leistungen", "Services"), 6),
  ];
  const rows = patching.map(({ severity, withinDays, services }) => [
    [speech.in(valueWordOf("PatchDeadline", "severity", severity))],
    [speech.countAfter(withinDays, "day")],
    [services === undefined ? speech.in(both("alle", "all")) : speech.names("service", services)],
  ]);
  const lead = both(
    "Aktualisierungen werden innerhalb der folgenden Kalendertage nach ihrem Erscheinen installiert.",
    "Updates are installed within the following calendar days after they appear.",
  );
  return [paragraph(speech.in(lead)), ...table(speech.in(both("Fristen", "Times")), columns, rows)];
}

const BACKUP: Tellings<Backup> = {
  everyHours: sentence(asCount("hour"), "Gesichert wird alle {value}.", "A backup is made every {value}."),
  keepDays: sentence(asCount("day"), "Sicherungen werden {value} lang aufbewahrt.", "Backups are kept for {value}."),
  restoreTestMonths: sentence(
    asCount("month"),
    "Die Rücksicherung wird alle {value} erprobt.",
    "Restoring is tested every {value}.",
  ),
  offSite: whether(
    ["Eine Kopie liegt an einem anderen Ort.", "A copy lies at another place."],
    ["Eine Kopie an einem anderen Ort ist nicht vereinbart.", "No copy lies at another place."],
  ),
  immutable: whether(
    ["Eine Kopie ist vor Veränderung geschützt.", "A copy cannot be changed."],
    ["Ein Schutz vor Veränderung ist nicht vereinbart.", "No copy is protected from change."],
  ),
  encrypted: whether(
    ["Sicherungen sind verschlüsselt.", "Backups are encrypted."],
    ["Sicherungen sind nicht verschlüsselt.", "Backups are not encrypted."],
  ),
  keyHeldByClient: whether(
    ["Auch der Auftraggeber hält den Schlüssel.", "The Client holds the key, too."],
    ["Der Auftraggeber hält den Schlüssel nicht.", "The Client does not hold the key."],
  ),
};

function backupBlocks(plans: readonly Backup[] | undefined, speech: Speech): readonly Block[] {
  if (plans === undefined) return [];
  if (plans.length === 0)
    return [paragraph(speech.in(both("Datensicherungen sind keine vereinbart.", "No backups are agreed.")))];
  const columns = [
    column(speech, both("Plan und Leistungen", "Plan and services"), 5),
    column(speech, both("Durchführung", "How it is done"), 7),
    column(speech, both("Wiederanlaufzeit", "Recovery time"), 3),
    column(speech, both("Datenverlust höchstens", "Most work lost"), 3),
  ];
  const rows = plans.map((plan): readonly Cell[] => [
    [plan.id, speech.names("service", plan.services)],
    linesOf("BackupPlan", plan, BACKUP, speech, ["id", "services", "recoveryTime", "dataLossHours"]),
    [plan.recoveryTime === undefined ? "" : asTarget(plan.recoveryTime, speech)],
    [plan.dataLossHours === undefined ? "" : speech.count(plan.dataLossHours, "hour")],
  ]);
  return table(speech.in(both("Datensicherung", "Backup")), columns, rows);
}

const INCIDENTS: readonly Tellings<Security>[] = [
  {
    incidentNoticeHours: sentence(
      asCountAfter("hour"),
      "Der Auftragnehmer meldet Sicherheitsvorfälle innerhalb von {value}.",
      "The Provider reports security incidents within {value}.",
    ),
    incidentHelp: chosen({
      free: ["Er hilft dabei ohne Entgelt.", "He helps free of charge."],
      priced: ["Er hilft dabei zu einem vereinbarten Preis.", "He helps at an agreed price."],
      none: ["Hilfe dabei ist nicht geschuldet.", "No help is owed."],
    }),
    contacts: sentence(
      asNames("contact"),
      "Benachrichtigt werden auf beiden Seiten: {value}.",
      "Who is told on both sides: {value}.",
    ),
  },
  {
    exerciseMonths: sentence(
      asCount("month"),
      "Notfälle werden alle {value} geübt.",
      "Emergencies are exercised every {value}.",
    ),
    emergencyManual: whether(
      ["Ein Notfallhandbuch wird geführt.", "An emergency manual is kept."],
      ["Ein Notfallhandbuch wird nicht geführt.", "No emergency manual is kept."],
    ),
  },
];

const AUDIT: Tellings<Security> = {
  auditRight: whether(
    ["Der Auftraggeber darf die Einhaltung überprüfen (Prüfungsrecht).", "The Client may audit."],
    ["Ein Prüfungsrecht des Auftraggebers ist nicht vereinbart.", "The Client may not audit."],
  ),
};

function certificateBlocks(
  certificates: Security["certificates"],
  security: Security,
  speech: Speech,
): readonly Block[] {
  const audit = tell("Security", security, [AUDIT], speech, keysBesides(security));
  if (certificates === undefined) return audit;
  if (certificates.length === 0)
    return [...audit, paragraph(speech.in(both("Zertifikate sind keine vereinbart.", "No certificates are agreed.")))];
  const columns = [
    column(speech, both("Zertifikat", "Certificate"), 5),
    column(speech, both("Inhaber", "Holder"), 4),
    column(speech, both("Geltungsbereich", "Scope"), 5),
    column(speech, both("Gültig bis", "Valid until"), 4),
    column(speech, both("Für die ganze Laufzeit geschuldet", "Owed for the whole term"), 3),
  ];
  const rows = certificates.map(({ id, holder, standard, number, scope, validUntil, owed }): readonly Cell[] => [
    [
      standard,
      ...(number === undefined ? [] : [speech.in(both("Nr. {number}", "no. {number}"), { number })]),
      `(${id})`,
    ],
    [speech.party(holder)],
    [scope ?? ""],
    [validUntil === undefined ? "" : speech.date(validUntil)],
    [owed === undefined ? "" : speech.in(owed ? both("ja", "yes") : both("nein", "no"))],
  ]);
  return [...audit, ...table(speech.in(both("Zertifikate", "Certificates")), columns, rows)];
}
