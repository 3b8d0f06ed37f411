/** Backups. Source: BSI CON.3; GDPR Art. 32(1)(c); docs/rules/contract-parts.md §8. */
import type { ContractDocument } from "../document.ts";
import { hitIf, partiesIn, placed, servicesOf } from "./reading.ts";
import { rulesOf, type Hit, type RuleText } from "./rule.ts";

type Plan = NonNullable<NonNullable<ContractDocument["security"]>["backup"]>[number];

const wherePlan =
  (test: (plan: Plan) => boolean): RuleText["find"] =>
  ({ security }): readonly Hit[] =>
    placed(security?.backup, "security", "backup").flatMap(({ entry, path }) =>
      hitIf(test(entry), path, { plan: entry.id }),
    );

export const BACKUP_RULES = rulesOf("security", [
  {
    id: "backup-service-without-plan",
    severity: "error",
    basis: "standard",
    source: "BSI CON.3.A2, A4, A5",
    title: {
      de: "Der Auftragnehmer verantwortet die Sicherung von „{service}“, aber kein Plan nennt sie",
      en: "The provider is accountable for backing up “{service}”, but no plan names it",
    },
    reason: {
      de: "Wie oft gesichert und wie lange aufbewahrt wird, ist offen.",
      en: "How often it is backed up, and for how long backups are kept, is open.",
    },
    remedy: { de: "Nennen Sie die Leistung unter „security.backup“.", en: "Name the service under security.backup." },
    find: (contract) => {
      const planned = new Set((contract.security?.backup ?? []).flatMap(({ services }) => services));
      return servicesOf(contract).flatMap(({ entry: { id, activities }, path }) => {
        const byProvider = partiesIn(activities?.["back-up"]?.accountable).some(
          (party) => contract.parties[party]!.role === "provider",
        );
        const isOpen = contract.security !== undefined && byProvider && !planned.has(id);
        return hitIf(isOpen, [...path, "activities", "back-up"], { service: id });
      });
    },
  },
  {
    id: "backup-never-restored",
    severity: "error",
    basis: "standard",
    source: "BSI CON.3.A15",
    title: { de: "Die Rücksicherung von „{plan}“ wird nie geprüft", en: "Restoring “{plan}” is never tested" },
    reason: {
      de: "Ob eine Sicherung taugt, zeigt nur die Rücksicherung.",
      en: "Only restoring shows whether a backup is good.",
    },
    remedy: { de: "Ergänzen Sie „restoreTestMonths“.", en: "Add restoreTestMonths." },
    find: wherePlan(({ restoreTestMonths }) => restoreTestMonths === undefined),
  },
  {
    id: "backup-interval-open",
    severity: "error",
    basis: "standard",
    source: "BSI CON.3.A2, A4",
    title: {
      de: "Wie oft „{plan}“ sichert oder wie lange sie aufbewahrt, ist offen",
      en: "How often “{plan}” backs up, or for how long it keeps, is open",
    },
    reason: {
      de: "Die Sicherung kann Wochen alt oder schon gelöscht sein.",
      en: "The backup may be weeks old, or deleted already.",
    },
    remedy: { de: "Ergänzen Sie „everyHours“ und „keepDays“.", en: "Add everyHours and keepDays." },
    find: wherePlan(({ everyHours, keepDays }) => everyHours === undefined || keepDays === undefined),
  },
  {
    id: "backup-one-place",
    severity: "warning",
    basis: "standard",
    source: "BSI CON.3.A14",
    title: {
      de: "Von „{plan}“ liegt keine Kopie an einem anderen Ort",
      en: "No copy of “{plan}” lies at another place",
    },
    reason: {
      de: "Feuer und Diebstahl treffen dann Daten und Sicherung zugleich.",
      en: "Fire and theft then hit data and backup at once.",
    },
    remedy: { de: "Schreiben Sie „offSite: true“.", en: "Write offSite: true." },
    find: wherePlan(({ offSite }) => offSite !== true),
  },
  {
    id: "backup-can-be-changed",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-parts.md §8",
    title: {
      de: "Keine Kopie von „{plan}“ ist gegen Veränderung geschützt",
      en: "No copy of “{plan}” is protected from change",
    },
    reason: {
      de: "Erpresser löschen zuerst die Sicherungen.",
      en: "Extortionists delete the backups first.",
    },
    remedy: { de: "Schreiben Sie „immutable: true“.", en: "Write immutable: true." },
    find: wherePlan(({ immutable }) => immutable !== true),
  },
  {
    id: "backup-key-only-at-provider",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, security",
    title: {
      de: "Den Schlüssel zu „{plan}“ hat nur der Auftragnehmer",
      en: "Only the provider holds the key of “{plan}”",
    },
    reason: {
      de: "Ohne Schlüssel ist die Sicherung am Ende des Vertrags wertlos.",
      en: "Without the key the backup is worthless at the end of the contract.",
    },
    remedy: { de: "Schreiben Sie „keyHeldByClient: true“.", en: "Write keyHeldByClient: true." },
    find: wherePlan(({ encrypted, keyHeldByClient }) => encrypted === true && keyHeldByClient !== true),
  },
  {
    id: "backup-recovery-open",
    severity: "warning",
    basis: "standard",
    source: "BSI CON.3.A1; DORA, Art. 12",
    title: {
      de: "Wie lange „{plan}“ zur Wiederherstellung braucht und wie viel verloren gehen darf, ist offen",
      en: "How long “{plan}” takes to restore, and how much may be lost, is open",
    },
    reason: { de: "Davon hängt ab, wie oft gesichert werden muss.", en: "How often to back up depends on it." },
    remedy: { de: "Ergänzen Sie „recoveryTime“ und „dataLossHours“.", en: "Add recoveryTime and dataLossHours." },
    find: wherePlan(({ recoveryTime, dataLossHours }) => recoveryTime === undefined || dataLossHours === undefined),
  },
  {
    id: "backup-loses-more",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-parts.md §8",
    title: {
      de: "„{plan}“ sichert seltener, als Daten verloren gehen dürfen",
      en: "“{plan}” backs up less often than data may be lost",
    },
    reason: {
      de: "Bei einem Ausfall kurz vor der nächsten Sicherung ist die Zusage gebrochen.",
      en: "With an outage shortly before the next backup the promise is broken.",
    },
    remedy: {
      de: "Sichern Sie mindestens so oft, wie „dataLossHours“ sagt.",
      en: "Back up at least as often as dataLossHours says.",
    },
    find: wherePlan(
      ({ everyHours, dataLossHours }) =>
        everyHours !== undefined && dataLossHours !== undefined && everyHours > dataLossHours,
    ),
  },
]);
