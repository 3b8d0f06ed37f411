/** Service levels, priorities, clocks and escalation. Source: product.md §9; docs/rules/sla-clocks.md. */
import { targetOf, type Target } from "../../calendar/target.ts";
import { HOUR_MS } from "../../instant.ts";
import { LEVELS, type ContractDocument, type Level, type TargetEntry } from "../document.ts";
import type { Path } from "../references.ts";
import { hitIf, placed, servicesOf } from "./reading.ts";
import { rulesOf, type Hit } from "./rule.ts";

type Targets = ContractDocument["serviceLevels"][string]["targets"][string];

interface Promised {
  readonly text: string;
  readonly target: Target;
  readonly calendar: string;
}

function promisedIn(entry: TargetEntry | undefined, calendar: string): Promised | undefined {
  if (entry === undefined) return undefined;
  const text = typeof entry === "string" ? entry : entry.target;
  return { text, target: targetOf(text)!, calendar: typeof entry === "string" ? calendar : entry.calendar };
}

interface PriorityEntry {
  readonly priority: string;
  readonly targets: Targets | undefined;
  readonly path: Path;
  readonly promised: (level: Level) => Promised | undefined;
}

/** The targets of each service level, by priority in the order of urgency. */
const levelsOf = ({ serviceLevels, priorities }: ContractDocument) =>
  Object.entries(serviceLevels).map(([name, { calendar, targets }]) => ({
    name,
    path: ["serviceLevels", name] as Path,
    priorities: priorities.levels.map((priority): PriorityEntry => ({
      priority,
      targets: targets[priority],
      path: ["serviceLevels", name, "targets", priority],
      promised: (level) => promisedIn(targets[priority]?.[level], targets[priority]?.calendar ?? calendar),
    })),
  }));

const inPriorities = (
  contract: ContractDocument,
  find: (entry: PriorityEntry, level: string) => readonly Hit[],
): Hit[] => levelsOf(contract).flatMap(({ name, priorities }) => priorities.flatMap((entry) => find(entry, name)));

/** Which of two promises takes longer, if that can be said without a calendar: 1 the first, -1 the second, 0 neither or unknown. */
function longer(a: Promised | undefined, b: Promised | undefined): number {
  if (a === undefined || b === undefined || a.calendar !== b.calendar) return 0;
  const [one, other] = [a.target, b.target];
  if (one.kind === "end-of-day" && other.kind === "end-of-day") return Math.sign(one.days - other.days);
  if (one.kind === "working" && other.kind === "working") return Math.sign(one.ms - other.ms);
  if (one.kind === "elapsed" && other.kind === "elapsed") return Math.sign(one.ms - other.ms);
  return 0;
}

const promisesNothing = (targets: Targets | undefined): boolean =>
  targets === undefined || LEVELS.every((level) => targets[level] === undefined);

export const LEVEL_RULES = rulesOf("service-levels", [
  {
    id: "sla-service-without-level",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: { de: "Für „{service}“ gelten keine Service-Level", en: "No service level holds for “{service}”" },
    reason: {
      de: "Ohne Service-Level läuft für diese Leistung keine Frist.",
      en: "Without one no clock runs for the service.",
    },
    remedy: { de: "Ordnen Sie ein Service-Level zu.", en: "Assign a service level." },
    find: (contract) =>
      servicesOf(contract).flatMap(({ entry: { serviceLevel, id }, path }) =>
        hitIf(serviceLevel === undefined, path, { service: id }),
      ),
  },
  {
    id: "sla-level-unused",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: { de: "„{level}“ gilt für keine Leistung", en: "“{level}” holds for no service" },
    reason: {
      de: "Vermutlich fehlt die Zuordnung bei einer Leistung.",
      en: "Probably a service lacks its assignment.",
    },
    remedy: {
      de: "Ordnen Sie es einer Leistung zu, oder entfernen Sie es.",
      en: "Assign it to a service, or remove it.",
    },
    find: (contract) =>
      Object.keys(contract.serviceLevels).flatMap((level) =>
        hitIf(!contract.services.some(({ serviceLevel }) => serviceLevel === level), ["serviceLevels", level], {
          level,
        }),
      ),
  },
  {
    id: "sla-priority-without-target",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: { de: "„{level}“ verspricht für {priority} nichts", en: "“{level}” promises nothing for {priority}" },
    reason: {
      de: "Eine Meldung dieser Priorität hat dann keine Frist.",
      en: "A report of this priority then has no deadline.",
    },
    remedy: { de: "Nennen Sie mindestens eine Reaktionszeit.", en: "Give at least a response time." },
    find: (contract) =>
      inPriorities(contract, ({ priority, targets, path }, level) =>
        hitIf(promisesNothing(targets), path, { level, priority }),
      ),
  },
  {
    id: "sla-no-response",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: {
      de: "„{level}“ nennt für {priority} keine Reaktionszeit",
      en: "“{level}” gives no response time for {priority}",
    },
    reason: { de: "Offen ist, bis wann sich jemand meldet.", en: "It is open by when somebody answers." },
    remedy: { de: "Ergänzen Sie „response“.", en: "Add response." },
    find: (contract) =>
      inPriorities(contract, ({ priority, targets, path }, level) =>
        hitIf(!promisesNothing(targets) && targets!.response === undefined, path, { level, priority }),
      ),
  },
  {
    id: "sla-no-restore",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: {
      de: "„{level}“ sagt für {priority} nicht, bis wann es wieder geht",
      en: "“{level}” does not say by when {priority} works again",
    },
    reason: {
      de: "Eine schnelle Antwort hilft wenig, wenn die Wiederherstellung beliebig lange dauern darf.",
      en: "A quick answer helps little if restoring may take any time.",
    },
    remedy: { de: "Ergänzen Sie „restore“ oder „resolve“.", en: "Add restore or resolve." },
    find: (contract) =>
      inPriorities(contract, ({ priority, targets, path }, level) =>
        hitIf(!promisesNothing(targets) && targets!.restore === undefined && targets!.resolve === undefined, path, {
          level,
          priority,
        }),
      ),
  },
  {
    id: "sla-no-update",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: {
      de: "„{level}“ verspricht bei {priority} keine Zwischenmeldungen",
      en: "“{level}” promises no updates for {priority}",
    },
    reason: {
      de: "Während eines Ausfalls will der Auftraggeber wissen, wie es steht.",
      en: "During an outage the client wants to know how things stand.",
    },
    remedy: {
      de: "Ergänzen Sie „update“ für die dringlichste Priorität.",
      en: "Add update for the most urgent priority.",
    },
    find: (contract) =>
      levelsOf(contract).flatMap(({ name, priorities: [first] }) =>
        first === undefined || promisesNothing(first.targets)
          ? []
          : hitIf(first.targets!.update === undefined, first.path, { level: name, priority: first.priority }),
      ),
  },
  {
    id: "sla-urgent-slower",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: {
      de: "{priority} hat mehr Zeit als die weniger dringliche {other} ({promise})",
      en: "{priority} has more time than the less urgent {other} ({promise})",
    },
    reason: {
      de: "Vermutlich sind zwei Zeiten vertauscht.",
      en: "Probably two times have been swapped.",
    },
    remedy: { de: "Prüfen Sie beide Zeiten.", en: "Check both times." },
    find: (contract) =>
      levelsOf(contract).flatMap(({ priorities }) =>
        priorities.flatMap((entry, index) =>
          LEVELS.flatMap((level) => {
            const other = priorities[index + 1];
            const isSlower = other !== undefined && longer(entry.promised(level), other.promised(level)) > 0;
            const facts = { priority: entry.priority, other: other?.priority ?? "", promise: level };
            return hitIf(isSlower, [...entry.path, level], facts);
          }),
        ),
      ),
  },
  {
    id: "sla-later-step-earlier",
    severity: "error",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: {
      de: "Bei {priority} dauert {earlier} länger als {later}",
      en: "For {priority} {earlier} takes longer than {later}",
    },
    reason: {
      de: "Ein späterer Schritt wäre vor dem früheren fällig; eines der beiden Versprechen ist leer.",
      en: "A later step would be due before an earlier one; one of the promises is empty.",
    },
    remedy: { de: "Prüfen Sie beide Zeiten.", en: "Check both times." },
    find: (contract) =>
      inPriorities(contract, ({ priority, path, promised }) =>
        (
          [
            ["response", "restore"],
            ["response", "resolve"],
            ["restore", "resolve"],
          ] as const
        ).flatMap(([earlier, later]) =>
          hitIf(longer(promised(earlier), promised(later)) > 0, [...path, earlier], { priority, earlier, later }),
        ),
      ),
  },
  {
    id: "sla-hours-mean-days",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract.md §6",
    title: {
      de: "{target} bei {priority} sind {target} Servicezeit, nicht Stunden der Uhr",
      en: "{target} for {priority} is {target} of support time, not by the clock",
    },
    reason: {
      de: "In einem Kalender mit acht Stunden am Tag sind 24 Stunden Servicezeit drei Arbeitstage.",
      en: "In a calendar of eight hours a day 24 hours of support time are three working days.",
    },
    remedy: {
      de: "Schreiben Sie „end of 3rd working day“ oder „PT24H elapsed“, je nachdem, was gemeint ist.",
      en: "Write end of 3rd working day or PT24H elapsed, whichever is meant.",
    },
    find: (contract) =>
      inPriorities(contract, ({ priority, path, promised }) =>
        LEVELS.flatMap((level) => {
          const found = promised(level);
          const isLong = found?.target.kind === "working" && found.target.ms >= 24 * HOUR_MS;
          const isOpenAlways = found !== undefined && contract.calendars[found.calendar]!.always === true;
          return hitIf(isLong && !isOpenAlways, [...path, level], { priority, target: found?.text ?? "" });
        }),
      ),
  },
  {
    id: "sla-no-matrix",
    severity: "warning",
    basis: "standard",
    source: "ITIL 4",
    title: { de: "Wie die Priorität entsteht, ist offen", en: "How the priority comes about is open" },
    reason: {
      de: "Ohne Auswirkung und Dringlichkeit wählt jede Seite die Priorität, die ihr nützt.",
      en: "Without impact and urgency each side picks the priority that serves it.",
    },
    remedy: { de: "Ergänzen Sie „priorities.matrix“.", en: "Add priorities.matrix." },
    find: ({ priorities, serviceLevels }) =>
      hitIf(priorities.matrix === undefined && Object.keys(serviceLevels).length > 0, ["priorities"]),
  },
  {
    id: "sla-priority-never-reached",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: { de: "{priority} ergibt sich aus keiner Meldung", en: "{priority} results from no report" },
    reason: {
      de: "Die Matrix führt nie zu dieser Priorität; ihre Zeiten gelten für nichts.",
      en: "The matrix never leads to this priority; its times hold for nothing.",
    },
    remedy: { de: "Ergänzen Sie die Matrix.", en: "Complete the matrix." },
    find: ({ priorities: { levels, matrix } }) => {
      const reached = new Set(Object.values(matrix ?? {}).flatMap((row) => Object.values(row)));
      return levels.flatMap((priority, index) =>
        hitIf(matrix !== undefined && !reached.has(priority), ["priorities", "levels", index], { priority }),
      );
    },
  },
  {
    id: "sla-pause-undefined",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: { de: "Wann „{reason}“ die Uhr anhält, ist offen", en: "When “{reason}” stops the clock is open" },
    reason: {
      de: "Ein Grund ohne Bedingung lässt sich immer behaupten.",
      en: "A reason without condition can always be claimed.",
    },
    remedy: { de: "Beschreiben Sie, was geschehen sein muss.", en: "Describe what must have happened." },
    find: ({ clocks }) =>
      placed(clocks.pauses, "clocks", "pauses").flatMap(({ entry: { reason, description }, path }) =>
        hitIf(description === undefined, path, { reason }),
      ),
  },
  {
    id: "sla-assignment-counts-as-answer",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: {
      de: "Schon die Zuteilung gilt als Reaktion",
      en: "Mere assignment counts as response",
    },
    reason: {
      de: "Der Meldende hört dann nichts, und die Reaktionszeit gilt trotzdem als eingehalten.",
      en: "The reporter then hears nothing, and the response time still counts as met.",
    },
    remedy: {
      de: "Nehmen Sie „assigned“ aus „clocks.response.stop“.",
      en: "Take assigned out of clocks.response.stop.",
    },
    find: ({ clocks }) => hitIf(clocks.response.stop.includes("assigned"), ["clocks", "response", "stop"]),
  },
  {
    id: "sla-clock-starts-late",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: {
      de: "Die Uhr für „{clock}“ beginnt erst, wenn der Auftragnehmer handelt",
      en: "The clock of “{clock}” starts only when the provider acts",
    },
    reason: {
      de: "Je später er beginnt, desto später ist er fertig, ohne dass eine Frist verletzt wäre.",
      en: "The later he begins, the later he is done, and no deadline is missed.",
    },
    remedy: {
      de: "Lassen Sie die Uhr mit der Meldung beginnen („opened“).",
      en: "Let the clock start with the report (opened).",
    },
    find: ({ clocks }) =>
      (["restore", "resolve"] as const).flatMap((clock) =>
        hitIf(clocks[clock].start !== "opened", ["clocks", clock, "start"], { clock }),
      ),
  },
  {
    id: "sla-no-escalation",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: { de: "Es gibt keinen Eskalationsweg", en: "There is no escalation path" },
    reason: {
      de: "Vor und nach einer Fristverletzung erfährt niemand davon, der etwas ändern kann.",
      en: "Before and after a breach nobody hears of it who could change something.",
    },
    remedy: {
      de: "Nennen Sie Stufen mit Ansprechpartnern beider Seiten.",
      en: "Name levels with contacts of both sides.",
    },
    find: ({ escalation, serviceLevels }) =>
      hitIf(escalation.length === 0 && Object.keys(serviceLevels).length > 0, ["escalation"]),
  },
  {
    id: "sla-escalation-too-late",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: { de: "Vor einer Fristverletzung wird niemand gewarnt", en: "Nobody is warned before a breach" },
    reason: { de: "Nach der Verletzung ist es zu spät.", en: "After the breach it is too late." },
    remedy: { de: "Nennen Sie einen Anteil unter 100 bei einer Stufe.", en: "Give one level a share below 100." },
    find: ({ escalation }) =>
      hitIf(escalation.length > 0 && escalation.every(({ atPercent }) => atPercent.every((share) => share >= 100)), [
        "escalation",
      ]),
  },
  {
    id: "sla-no-attainment-target",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, service-levels",
    title: { de: "Wie viele Fristen zu halten sind, ist offen", en: "How many deadlines must be met is open" },
    reason: {
      de: "Ohne Quote ist jede einzelne verspätete Antwort ein Verstoß, oder gar keine.",
      en: "Without a share every single late answer is a breach, or none is.",
    },
    remedy: {
      de: "Ergänzen Sie „attainment.targetPercent“ oder eine Leistungskennzahl „attainment“.",
      en: "Add attainment.targetPercent or a KPI that measures attainment.",
    },
    find: ({ attainment, kpis, serviceLevels }) =>
      hitIf(
        Object.keys(attainment.targetPercent).length === 0 &&
          !(kpis ?? []).some(({ measure }) => measure === "attainment") &&
          Object.keys(serviceLevels).length > 0,
        ["attainment"],
      ),
  },
]);
