/** Scope and responsibility. Source: product.md §5. */
import type { Activity } from "../../scope/activities.ts";
import { responsibilitiesOf, type IssueKind, type ScopeIssue } from "../../scope/scope.ts";
import type { ContractDocument } from "../document.ts";
import { hitIf, partiesIn, placed, servicesOf, type ServiceEntry } from "./reading.ts";
import { rulesOf, type Hit } from "./rule.ts";

/** The issues of one kind that the scope of a contract has. Source: docs/rules/scope.md §§2, 3. */
const issuesOf = <Kind extends IssueKind>(
  { services, parties }: ContractDocument,
  kind: Kind,
): Extract<ScopeIssue, { kind: Kind }>[] =>
  responsibilitiesOf(services, parties)
    .flatMap(({ issues }) => issues)
    .filter((issue): issue is Extract<ScopeIssue, { kind: Kind }> => issue.kind === kind);

const atActivities = (issues: readonly { path: Hit["path"]; service: string; activity: string }[]): Hit[] =>
  issues.map(({ path, activity, service }) => ({ path, facts: { activity, service } }));

type Roles = NonNullable<NonNullable<ServiceEntry["activities"]>[Activity]>;

/** What `test` finds in each activity of each service. */
function inActivities(contract: ContractDocument, test: (roles: Roles, activity: string) => boolean): Hit[] {
  return servicesOf(contract).flatMap(({ entry: { activities, id }, path }) =>
    Object.entries(activities ?? {}).flatMap(([activity, roles]) =>
      hitIf(test(roles, activity), [...path, "activities", activity], { activity, service: id }),
    ),
  );
}

const roleOf = ({ parties }: ContractDocument, party: string) => parties[party]?.role;

export const SCOPE_RULES = rulesOf("scope", [
  {
    id: "scope-activity-unaccountable",
    severity: "error",
    basis: "standard",
    source: "BSI OPS.2.3.A4; ISO/IEC 20000-1:2018, 8.2",
    title: {
      de: "Für „{activity}“ bei „{service}“ trägt niemand die Verantwortung",
      en: "Nobody is accountable for “{activity}” of “{service}”",
    },
    reason: {
      de: "Was niemand verantwortet, bleibt im Ernstfall liegen, und jede Seite hält die andere für zuständig.",
      en: "What nobody answers for is left undone when it matters, and each side believes it is the other's task.",
    },
    remedy: {
      de: "Tragen Sie unter „accountable“ genau eine Partei ein.",
      en: "Name exactly one party as accountable.",
    },
    find: (contract) => atActivities(issuesOf(contract, "nobody-accountable")),
  },
  {
    id: "scope-activity-two-accountable",
    severity: "error",
    basis: "standard",
    source: "ISO/IEC 20000-1:2018, 8.2",
    title: {
      de: "Für „{activity}“ bei „{service}“ tragen mehrere die Verantwortung",
      en: "Several are accountable for “{activity}” of “{service}”",
    },
    reason: {
      de: "Geteilte Verantwortung ist keine: Keine der Parteien muss am Ende einstehen.",
      en: "Shared accountability is none: in the end no party has to answer.",
    },
    remedy: {
      de: "Lassen Sie eine Partei unter „accountable“ stehen; wer mitarbeitet, gehört unter „responsible“.",
      en: "Keep one party as accountable; whoever works on it belongs to responsible.",
    },
    find: (contract) => atActivities(issuesOf(contract, "several-accountable")),
  },
  {
    id: "scope-activity-nobody-responsible",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, scope",
    title: { de: "„{activity}“ bei „{service}“ führt niemand aus", en: "Nobody does “{activity}” of “{service}”" },
    reason: {
      de: "Es gibt jemanden, der einsteht, aber niemanden, der die Arbeit tut.",
      en: "Somebody answers for it, but nobody does the work.",
    },
    remedy: { de: "Ergänzen Sie „responsible“.", en: "Add who is responsible." },
    find: (contract) => atActivities(issuesOf(contract, "nobody-responsible")),
  },
  {
    id: "scope-service-without-responsibilities",
    severity: "error",
    basis: "standard",
    source: "BSI OPS.2.3.A4",
    title: { de: "„{service}“ hat keine Zuständigkeiten", en: "“{service}” has no responsibilities" },
    reason: {
      de: "Ohne Zuständigkeiten ist offen, wer die Leistung betreibt, sichert und verantwortet.",
      en: "Without responsibilities it is open who operates, secures and answers for the service.",
    },
    remedy: { de: "Füllen Sie „activities“ aus.", en: "Fill in activities." },
    find: (contract) => issuesOf(contract, "nothing-named").map(({ path, service }) => ({ path, facts: { service } })),
  },
  {
    id: "scope-activities-missing",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.2.3.A4",
    title: { de: "Bei „{service}“ fehlen Zuständigkeiten: {missing}", en: "“{service}” leaves open: {missing}" },
    reason: {
      de: "Eine Tätigkeit, die nicht genannt ist, gehört niemandem; meist sind es Sicherung, Dokumentation und Herstellersteuerung.",
      en: "An activity that is not named belongs to nobody; often it is backup, documentation and vendor management.",
    },
    remedy: {
      de: "Nennen Sie jede Tätigkeit, auch solche, die beim Auftraggeber bleiben.",
      en: "Name each activity, also those that stay with the client.",
    },
    find: (contract) =>
      [...Map.groupBy(issuesOf(contract, "not-named"), ({ service }) => service)].map(([service, missing]) => ({
        path: missing[0]!.path.slice(0, -1),
        facts: { service, missing: missing.map(({ activity }) => activity).join(", ") },
      })),
  },
  {
    id: "scope-third-party-accountable",
    severity: "warning",
    basis: "practice",
    source: "BSI OPS.2.3.A4; § 278 BGB",
    title: {
      de: "„{activity}“ bei „{service}“ verantwortet jemand, der den Vertrag nicht schließt",
      en: "Somebody who does not sign the contract is accountable for “{activity}” of “{service}”",
    },
    reason: {
      de: "Der Vertrag bindet nur Auftraggeber und Auftragnehmer; gegen einen Dritten lässt sich aus ihm nichts verlangen.",
      en: "The contract binds client and provider only; nothing can be asked of a third party under it.",
    },
    remedy: {
      de: "Nennen Sie Auftraggeber oder Auftragnehmer unter „accountable“ und den Dritten unter „responsible“.",
      en: "Name client or provider as accountable and the third party as responsible.",
    },
    find: (contract) =>
      inActivities(contract, (roles) =>
        partiesIn(roles.accountable).some((party) =>
          ["subcontractor", "vendor"].includes(roleOf(contract, party) ?? ""),
        ),
      ),
  },
  {
    id: "scope-provider-decides-changes",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, scope",
    title: {
      de: "Über Änderungen an „{service}“ entscheidet der Auftragnehmer",
      en: "The provider decides changes of “{service}”",
    },
    reason: {
      de: "Wer ändert, sollte nicht allein über Kosten und Risiko der Änderung entscheiden.",
      en: "Who makes a change should not decide its cost and risk alone.",
    },
    remedy: {
      de: "Setzen Sie den Auftraggeber für „decide-changes“ ein und legen Sie Standardänderungen im Voraus fest.",
      en: "Make the client accountable for decide-changes and approve standard changes beforehand.",
    },
    find: (contract) =>
      inActivities(
        contract,
        (roles, activity) =>
          activity === "decide-changes" &&
          partiesIn(roles.accountable).some((party) => roleOf(contract, party) === "provider"),
      ),
  },
  {
    id: "scope-provider-owns-access",
    severity: "hint",
    basis: "standard",
    source: "BSI ORP.4.A2, A4",
    title: {
      de: "Berechtigungen bei „{service}“ verantwortet der Auftragnehmer",
      en: "The provider is accountable for access to “{service}”",
    },
    reason: {
      de: "Wer Rechte vergibt, sollte nicht allein darüber bestimmen, wer sie bekommt.",
      en: "Who grants rights should not alone decide who gets them.",
    },
    remedy: {
      de: "Setzen Sie den Auftraggeber für „administer-access“ ein; ausführen kann der Auftragnehmer.",
      en: "Make the client accountable for administer-access; the provider can still do the work.",
    },
    find: (contract) =>
      inActivities(
        contract,
        (roles, activity) =>
          activity === "administer-access" &&
          partiesIn(roles.accountable).some((party) => roleOf(contract, party) === "provider"),
      ),
  },
  {
    id: "scope-nothing-included",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, scope",
    title: { de: "„{service}“ sagt nicht, was enthalten ist", en: "“{service}” does not say what it includes" },
    reason: {
      de: "Ob eine Anfrage abgedeckt ist, lässt sich dann nur vermuten.",
      en: "Whether a request is covered can then only be guessed.",
    },
    remedy: { de: "Zählen Sie unter „included“ auf, was geleistet wird.", en: "List under included what is done." },
    find: (contract) =>
      servicesOf(contract).flatMap(({ entry: { included, id }, path }) =>
        hitIf((included ?? []).length === 0, [...path, "included"], { service: id }),
      ),
  },
  {
    id: "scope-nothing-excluded",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, scope",
    title: { de: "„{service}“ grenzt nichts ab", en: "“{service}” excludes nothing" },
    reason: {
      de: "Ohne Abgrenzung erwartet die eine Seite mehr, als die andere kalkuliert hat.",
      en: "Without a boundary one side expects more than the other has calculated.",
    },
    remedy: {
      de: "Nennen Sie unter „excluded“, was nicht dazugehört.",
      en: "Name under excluded what does not belong to it.",
    },
    find: (contract) =>
      servicesOf(contract).flatMap(({ entry: { excluded, id }, path }) =>
        hitIf((excluded ?? []).length === 0, [...path, "excluded"], { service: id }),
      ),
  },
  {
    id: "scope-boundless-words",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, scope",
    title: {
      de: "„{words}“ verspricht alles und legt nichts fest",
      en: "“{words}” promises everything and defines nothing",
    },
    reason: {
      de: "Solche Wörter liest jede Seite zu ihren Gunsten.",
      en: "Each side reads such words in its own favour.",
    },
    remedy: {
      de: "Zählen Sie auf, was gemeint ist, oder erklären Sie das Wort unter „definitions“.",
      en: "List what is meant, or explain the word under definitions.",
    },
    find: (contract) => issuesOf(contract, "boundless").map(({ path, words }) => ({ path, facts: { words } })),
  },
  {
    id: "scope-no-quantities",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, scope",
    title: { de: "„{service}“ nennt keine Mengen", en: "“{service}” names no quantities" },
    reason: {
      de: "Ohne Mengen ist weder der Preis noch die Größe der Leistung zu prüfen.",
      en: "Without quantities neither the price nor the size of the service can be checked.",
    },
    remedy: {
      de: "Nennen Sie Anzahl der Benutzer, Geräte oder Standorte.",
      en: "Name the number of users, devices or sites.",
    },
    find: (contract) =>
      servicesOf(contract).flatMap(({ entry: { quantities, id }, path }) =>
        hitIf(Object.keys(quantities ?? {}).length === 0, [...path, "quantities"], { service: id }),
      ),
  },
  {
    id: "scope-no-client-obligations",
    severity: "hint",
    basis: "practice",
    source: "§ 642 BGB",
    title: {
      de: "Für „{service}“ sind keine Mitwirkungspflichten genannt",
      en: "No obligations of the client are named for “{service}”",
    },
    reason: {
      de: "Verzögert sich etwas beim Auftraggeber, ist sonst offen, wer die Folgen trägt.",
      en: "If something is delayed on the client's side, it is otherwise open who bears it.",
    },
    remedy: {
      de: "Nennen Sie, was der Auftraggeber beiträgt, hier oder unter „clientObligations“ des Vertrags.",
      en: "Name what the client contributes, here or under the contract's clientObligations.",
    },
    find: (contract) =>
      servicesOf(contract).flatMap(({ entry: { clientObligations, id }, path }) =>
        hitIf(
          (clientObligations ?? []).length === 0 && (contract.clientObligations ?? []).length === 0,
          [...path, "clientObligations"],
          { service: id },
        ),
      ),
  },
  {
    id: "scope-subcontractor-not-approved",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.2.3.A4; Implementing Regulation (EU) 2024/2690, 5.1.4",
    title: {
      de: "Der Unterauftragnehmer „{party}“ ist nicht genehmigt",
      en: "The subcontractor “{party}” is not approved",
    },
    reason: {
      de: "Der Auftraggeber soll wissen und zustimmen, wer an seinen Systemen arbeitet.",
      en: "The client should know and agree who works on his systems.",
    },
    remedy: { de: "Halten Sie die Zustimmung mit „approved: true“ fest.", en: "Record the consent as approved: true." },
    find: ({ parties }) =>
      Object.entries(parties).flatMap(([party, { role, approved }]) =>
        hitIf(role === "subcontractor" && approved !== true, ["parties", party], { party }),
      ),
  },
  {
    id: "scope-party-without-contact",
    severity: "warning",
    basis: "standard",
    source: "BSI OPS.2.3.A20; Implementing Regulation (EU) 2024/2690, 5.2",
    title: { de: "„{party}“ hat keinen Ansprechpartner", en: "“{party}” has no contact" },
    reason: {
      de: "In einer Störung muss feststehen, wen man anruft.",
      en: "In an outage it must be clear whom to call.",
    },
    remedy: { de: "Nennen Sie mindestens einen Ansprechpartner.", en: "Name at least one contact." },
    find: ({ parties }) =>
      Object.entries(parties).flatMap(([party, { role, contacts }]) =>
        hitIf(["client", "provider"].includes(role) && (contacts ?? []).length === 0, ["parties", party], { party }),
      ),
  },
  {
    id: "scope-contact-unreachable",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, scope",
    title: { de: "„{contact}“ ist nicht erreichbar", en: "“{contact}” cannot be reached" },
    reason: {
      de: "Ohne E-Mail-Adresse und Telefonnummer geht jede Warnung und jede Eskalation ins Leere.",
      en: "Without e-mail address and telephone number every warning and escalation is lost.",
    },
    remedy: { de: "Ergänzen Sie E-Mail-Adresse oder Telefonnummer.", en: "Add an e-mail address or telephone number." },
    find: ({ parties }) =>
      Object.entries(parties).flatMap(([party, { contacts }]) =>
        placed(contacts, "parties", party, "contacts").flatMap(({ entry: { id, email, phone }, path }) =>
          hitIf(email === undefined && phone === undefined, path, { contact: id }),
        ),
      ),
  },
]);
