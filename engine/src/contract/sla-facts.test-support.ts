/** Facts of published service levels, written as contracts. What does not fit: docs/rules/contract-parts.md §11. */
import { FORMAT } from "./document.ts";

interface Promise {
  readonly value: number;
  readonly unit: string;
  readonly clock: string;
  readonly shareWithinTarget?: string;
}
interface Priority {
  readonly name: string;
  readonly response?: Promise | string;
  readonly update?: Promise | string;
  readonly resolution?: Promise | string;
}
interface Tier {
  readonly atLeast?: string | null;
  readonly above?: string;
  readonly below?: string;
  readonly atMost?: string;
  readonly from?: string | number;
  readonly to?: string | number | null;
  readonly credit: string | null;
}
interface ObjectiveFacts {
  readonly when?: string;
  readonly target: string;
  readonly credit?: string | null;
  readonly plannedMaintenance?: string;
  readonly hoursOfMonth?: number;
}
/** One entry of `sla-definitions.json`, as far as it is turned into a contract. */
export interface SlaFacts {
  readonly id: string;
  readonly supportHours?: readonly { readonly name: string; readonly timeZone?: string; readonly weekly: unknown }[];
  readonly priorities?: readonly Priority[];
  readonly plans?: readonly { readonly name: string; readonly priorities: readonly Priority[] }[];
  readonly availability?: {
    readonly period?: string;
    readonly timeZone?: string;
    readonly target?: string;
    readonly targets?: readonly ObjectiveFacts[];
    readonly condition?: string;
    readonly perRegion?: boolean;
    readonly perFeature?: boolean;
  };
  readonly credits?: {
    readonly tiers?: readonly Tier[] | null;
    readonly byNumberOfBreaches?: readonly Tier[];
    readonly rule?: string;
    readonly capPercent?: string;
    readonly claimWithinDays?: { readonly days?: number; readonly months?: number };
    readonly minimumAmount?: { readonly greaterThan: string };
  };
  readonly serviceDesk?: { readonly answeredPercent: string; readonly withinSeconds: number };
  readonly exit?: { readonly noticeDays: number; readonly terminationFee: string };
}

const nameFor = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 60);

const ALWAYS = "all-day";
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

function calendarsOf({ supportHours }: SlaFacts): Record<string, unknown> {
  const stated = (supportHours ?? []).map(({ name, timeZone, weekly }) => {
    const zone = /^\w+\/\w+$/.test(timeZone ?? "") ? timeZone! : "Etc/UTC";
    const overnight = typeof weekly === "string" ? /(\d\d:\d\d) to (\d\d:\d\d)/.exec(weekly) : null;
    if (overnight !== null)
      return [
        name,
        { timeZone: zone, hours: Object.fromEntries(DAYS.map((day) => [day, [`${overnight[1]}-${overnight[2]}`]])) },
      ];
    const days = Object.entries((weekly ?? {}) as Record<string, [string, string][]>);
    const hours = Object.fromEntries(days.map(([day, parts]) => [day, parts.map(([from, to]) => `${from}-${to}`)]));
    return [name, days.length === 0 ? { timeZone: zone, always: true } : { timeZone: zone, hours }];
  }) as [string, unknown][];
  return {
    [ALWAYS]: { timeZone: "Etc/UTC", always: true },
    ...Object.fromEntries(stated.map(([name, hours]) => [nameFor(name), hours])),
  };
}

/** "5th working day", "PT30M", …; days that are not called business days are days by the clock. */
function targetText({ value, unit }: Promise): string {
  if (unit === "minutes") return `PT${value}M`;
  if (unit === "hours") return `PT${value}H`;
  const suffix = ["th", "st", "nd", "rd"][value] ?? "th";
  return unit === "business days" ? `end of ${value}${suffix} working day` : `P${value}D elapsed`;
}

function promisesOf(priority: Priority, calendars: readonly string[]): Record<string, unknown> {
  const named = (clock: string) => calendars.find((name) => name.startsWith(nameFor(clock))) ?? ALWAYS;
  const levels = [
    ["response", priority.response],
    ["update", priority.update],
    ["resolve", priority.resolution],
  ] as const;
  return Object.fromEntries(
    levels.flatMap(([level, promise]) =>
      typeof promise === "object" ? [[level, { target: targetText(promise), calendar: named(promise.clock) }]] : [],
    ),
  );
}

function periodOf(text: string): string {
  const found = [/billing/, /quarter/, /year/].findIndex((pattern) => pattern.test(text));
  return ["billing-month", "quarter", "year"][found] ?? "month";
}

const objectivesOf = ({ availability: facts }: SlaFacts) =>
  (facts?.targets ?? (facts?.target === undefined ? [] : [{ target: facts.target }])).map(
    ({ target, when, plannedMaintenance, hoursOfMonth }: ObjectiveFacts, index) => ({
      id: `objective-${index + 1}`,
      services: ["service"],
      targetPercent: target,
      ...(hoursOfMonth === undefined ? {} : { periodHours: hoursOfMonth }),
      period: periodOf(facts?.period ?? ""),
      ...(facts?.timeZone === undefined ? {} : { timeZone: facts.timeZone }),
      ...(facts?.perRegion === true ? { unit: "region" } : facts?.perFeature === true ? { unit: "feature" } : {}),
      ...((when ?? facts?.condition) === undefined ? {} : { condition: when ?? facts?.condition }),
      ...(plannedMaintenance === undefined
        ? {}
        : { maintenance: { planned: plannedMaintenance === "counts" ? "downtime" : "excluded" } }),
    }),
  );

const stepOf = ({ credit, from, to, ...bounds }: Tier): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(bounds).filter(([name, value]) => name !== "note" && value !== null)),
  ...(from === undefined ? {} : { atLeast: String(from) }),
  ...(to === undefined || to === null ? {} : { atMost: String(to) }),
  creditPercent: credit,
});

/** Credits that a source tells in words: so much for each started so much below, or a multiple of the fee of lost time. */
function ruleInWords(id: string, text: string, target: string, availability: string): object {
  const per = /^(\d+) % per (\d+) % below/.exec(text);
  if (per !== null)
    return {
      kind: "linear",
      id,
      availability,
      per: "percent-point",
      step: per[2],
      started: true,
      creditPercent: per[1],
    };
  const hourly = /^(\d+) % per one-hour period/.exec(text);
  if (hourly !== null) return { kind: "linear", id, availability, per: "hour", creditPercent: hourly[1] };
  const multiple = /^(\d+) times the fee .* longer than (\d+) minutes/.exec(text);
  if (multiple !== null)
    return {
      kind: "lost-time",
      id,
      availability,
      basis: "fee-of-downtime",
      multiple: multiple[1],
      exclusionMinutes: Number(multiple[2]),
    };
  const lost = text.startsWith("100 % of the lost time");
  if (lost) return { kind: "lost-time", id, availability, basis: "fee-of-downtime" };
  return { kind: "tiers", id, availability, tiers: [{ below: target, creditPercent: /^(\d+) %/.exec(text)![1] }] };
}

function creditsOf(facts: SlaFacts): object | undefined {
  const { credits } = facts;
  const objectives = objectivesOf(facts);
  const words = (facts.availability?.targets ?? []).map(({ credit }) => credit ?? undefined);
  const [first] = objectives;
  const steps = (credits?.tiers ?? []).filter(({ credit }) => credit !== null).map(stepOf);
  const rules = [
    ...(steps.length === 0 || first === undefined
      ? []
      : [{ kind: "tiers", id: "tiers", availability: first.id, tiers: steps }]),
    ...(credits?.byNumberOfBreaches === undefined
      ? []
      : [
          {
            kind: "tiers",
            id: "breaches",
            level: "response",
            countsFrom: "breaches",
            tiers: credits.byNumberOfBreaches.map(stepOf),
          },
        ]),
    ...(credits?.rule === undefined || first === undefined
      ? []
      : [ruleInWords("rule", credits.rule, first.targetPercent, first.id)]),
    ...objectives.flatMap(({ id, targetPercent }, index) =>
      words[index] === undefined ? [] : [ruleInWords(`rule-${index + 1}`, words[index], targetPercent, id)],
    ),
  ];
  if (rules.length === 0) return undefined;
  const { days, months } = credits?.claimWithinDays ?? {};
  return {
    rules,
    ...(credits?.capPercent === undefined ? {} : { caps: { servicePercent: credits.capPercent } }),
    ...(days === undefined && months === undefined
      ? {}
      : { claim: { automatic: false, withinDays: days ?? months! * 30 } }),
    ...(credits?.minimumAmount === undefined ? {} : { minimumAmount: credits.minimumAmount.greaterThan }),
  };
}

/** The facts as a contract, to be read. */
export function contractOf(facts: SlaFacts): object {
  const calendars = calendarsOf(facts);
  const plans =
    facts.plans ?? (facts.priorities === undefined ? [] : [{ name: "standard", priorities: facts.priorities }]);
  const priorities = [...new Set(plans.flatMap((plan) => plan.priorities.map(({ name }) => nameFor(name))))];
  const objectives = objectivesOf(facts);
  const credits = creditsOf(facts);
  const shares = (facts.priorities ?? []).flatMap(({ name, resolution }) => {
    const share = typeof resolution === "object" ? resolution.shareWithinTarget : undefined;
    return /^\d+$/.test(share ?? "")
      ? [
          {
            id: `share-${nameFor(name)}`,
            name,
            measure: "attainment",
            level: "resolve",
            priorities: [nameFor(name)],
            target: share,
            unit: "percent",
          },
        ]
      : [];
  });
  const { serviceDesk, exit } = facts;
  const calls =
    serviceDesk === undefined
      ? []
      : [
          {
            id: "calls",
            name: "calls",
            measure: "calls-answered",
            withinSeconds: serviceDesk.withinSeconds,
            target: serviceDesk.answeredPercent,
            unit: "percent",
          },
        ];
  return {
    format: FORMAT,
    id: facts.id,
    title: facts.id,
    timeZone: "Etc/UTC",
    version: 1,
    validFrom: "2026-01-01",
    term: { start: "2026-01-01", ...(exit === undefined ? {} : { noticeDays: exit.noticeDays }) },
    parties: { client: { role: "client", name: "Client" }, provider: { role: "provider", name: "Provider" } },
    calendars,
    priorities: { levels: priorities.length === 0 ? ["any"] : priorities },
    serviceLevels: Object.fromEntries(
      plans.map((plan) => [
        nameFor(plan.name),
        {
          calendar: ALWAYS,
          targets: Object.fromEntries(
            plan.priorities.map((priority) => [nameFor(priority.name), promisesOf(priority, Object.keys(calendars))]),
          ),
        },
      ]),
    ),
    services: [{ id: "service", name: "Service", area: "other" }],
    ...(objectives.length === 0 ? {} : { availability: objectives }),
    ...(shares.length + calls.length === 0 ? {} : { kpis: [...shares, ...calls] }),
    ...(credits === undefined ? {} : { credits }),
    ...(exit === undefined ? {} : { exit: { earlyTerminationFee: exit.terminationFee } }),
  };
}
