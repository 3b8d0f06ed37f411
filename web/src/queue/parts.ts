/** The sentence that says what the queue shows, part by part, with what can be chosen for each. */
import { formatsOf } from "../i18n/formats.ts";
import { translatorOf, type Language } from "../i18n/words.ts";
import { otherSideOf } from "../engagement/engagements.ts";
import { deskWords } from "../ticket/desk-words.ts";
import type { Engagement } from "../wire.ts";
import { filterWords } from "./filter-words.ts";
import type { Reader } from "./reader.ts";
import { listOf, orderOf, wordsIn, type QueueSearch } from "./search.ts";

const PART_NAMES = [
  "state",
  "engagement",
  "kind",
  "priority",
  "service",
  "who",
  "awaiting",
  "due",
  "age",
  "disputed",
  "order",
] as const;
export type PartName = (typeof PART_NAMES)[number];

interface Choice {
  readonly label: string;
  readonly isChosen: boolean;
  readonly change: QueueSearch;
}

export interface Part {
  readonly name: PartName;
  /** What it is about. */
  readonly title: string;
  /** How it stands in the sentence; `undefined` when it narrows nothing. */
  readonly said: string | undefined;
  readonly choices: readonly Choice[];
  /** Several may be chosen. */
  readonly isMany: boolean;
  /** It always stands in the sentence. */
  readonly isFixed: boolean;
}

/** What can be chosen beyond the words of the product. */
export interface Known {
  readonly priorities: readonly string[];
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

const KINDS = ["incident", "request", "problem", "change", "task"] as const;
const AGES = [1, 3, 7, 14, 30];
const HOURS = [1, 4, 8, 24];

type Sentence = (search: QueueSearch, reader: Reader, known: Known, language: Language) => Part | undefined;

/** All parts of the sentence that make sense for the reader. */
export const partsOf: (...of: Parameters<Sentence>) => Part[] = (search, reader, known, language) =>
  PART_NAMES.flatMap((name) => PARTS[name](search, reader, known, language) ?? []);

const PARTS: Readonly<Record<PartName, Sentence>> = {
  state: (search, _reader, _known, language) => {
    const t = translatorOf(filterWords, language);
    const chosen = search.state ?? "open";
    return fixed("state", language, {
      said: t(`state-${chosen}`),
      choices: (["open", "ended", "all"] as const).map((state) => ({
        label: t(`state-${state}`),
        isChosen: state === chosen,
        // The order goes with the state unless somebody chose it.
        change: { state: state === "open" ? undefined : state, order: undefined },
      })),
    });
  },
  engagement: (search, { engagements, side }, _known, language) => {
    if (engagements.length < 2) return undefined;
    const t = translatorOf(filterWords, language);
    const chosen = engagements.find(({ id }) => id === search.engagement);
    const title = t(side === "client" ? "part-engagement-client" : "part-engagement");
    const said = chosen && t(chosen.side === "client" ? "atEngagement" : "ofEngagement", { name: nameOf(chosen) });
    const choices = engagements.map((engagement) => ({
      label: `${nameOf(engagement)} · ${engagement.name}`,
      isChosen: engagement === chosen,
      change: { engagement: engagement.id, service: undefined },
    }));
    return { name: "engagement", title, said, choices, isMany: false, isFixed: false };
  },
  kind: (search, { side }, _known, language) => {
    const desk = translatorOf(deskWords, language);
    const options = KINDS.map((id) => ({ id, name: desk(`${side}-${id}`) }));
    return many("kind", language, options, search, (list) => list);
  },
  priority: (search, _reader, { priorities }, language) => {
    const t = translatorOf(filterWords, language);
    const options = [...new Set([...priorities, ...wordsIn(search.priority)])].toSorted();
    const chosen = wordsIn(search.priority);
    const places = chosen.map((word) => options.indexOf(word)).toSorted((a, b) => a - b);
    const [first = 0, last = 0] = [places[0], places.at(-1)];
    const isRange = places.length > 1 && last - first + 1 === places.length;
    const range = isRange ? `${options[first]}–${options[last]}` : undefined;
    return many(
      "priority",
      language,
      options.map((id) => ({ id, name: id })),
      search,
      (list) => t("priorities", { list: range ?? list }),
    );
  },
  service: (search, _reader, { services }, language) => {
    if (services.length === 0 && search.service === undefined) return undefined;
    const t = translatorOf(filterWords, language);
    return many("service", language, services, search, (list) => t("service", { list }));
  },
  who: (search, { id: me, side }, { people }, language) => {
    const t = translatorOf(filterWords, language);
    const { mine, unassigned, assignee } = search;
    const none = { mine: undefined, unassigned: undefined, assignee: undefined };
    const name = people.find(({ id }) => id === assignee)?.name ?? t("someone");
    const others = side === "provider" ? people.filter(({ id }) => id !== me) : [];
    return {
      ...single("who", language),
      said: mine ? t("mine") : unassigned ? t("unassigned") : assignee && t("assignee", { name }),
      choices: [
        { label: t("mineLong"), isChosen: mine === true, change: { ...none, mine: true } },
        { label: t("unassigned"), isChosen: unassigned === true, change: { ...none, unassigned: true } },
        ...others.map((person) => ({
          label: person.name,
          isChosen: person.id === assignee,
          change: { ...none, assignee: person.id },
        })),
      ],
    };
  },
  awaiting: ({ awaiting }, { side }, _known, language) => {
    const t = translatorOf(filterWords, language);
    const say = (who: "client" | "provider") => t(who === side ? "awaiting-us" : `awaiting-${who}`);
    return {
      ...single("awaiting", language),
      said: awaiting && say(awaiting),
      choices: (["client", "provider"] as const).map((who) => ({
        label: say(who),
        isChosen: who === awaiting,
        change: { awaiting: who },
      })),
    };
  },
  due: ({ overdue, dueWithinHours }, _reader, _known, language) => {
    const t = translatorOf(filterWords, language);
    const within = (count: number) => t("within", { count });
    return {
      ...single("due", language),
      said: overdue ? t("overdue") : dueWithinHours === undefined ? undefined : within(dueWithinHours),
      choices: [
        { label: t("overdue"), isChosen: overdue === true, change: { overdue: true, dueWithinHours: undefined } },
        ...HOURS.map((hours) => ({
          label: within(hours),
          isChosen: hours === dueWithinHours,
          change: { overdue: undefined, dueWithinHours: hours },
        })),
      ],
    };
  },
  age: ({ olderThanDays }, _reader, _known, language) => {
    const t = translatorOf(filterWords, language);
    const older = (count: number) => t("older", { count });
    return {
      ...single("age", language),
      said: olderThanDays === undefined ? undefined : older(olderThanDays),
      choices: AGES.map((days) => ({
        label: older(days),
        isChosen: days === olderThanDays,
        change: { olderThanDays: days },
      })),
    };
  },
  disputed: ({ disputed }, _reader, _known, language) => {
    const t = translatorOf(filterWords, language);
    const choice = { label: t("disputed"), isChosen: disputed === true, change: { disputed: true } as const };
    return { ...single("disputed", language), said: disputed && t("disputed"), choices: [choice] };
  },
  order: (search, _reader, _known, language) => {
    const t = translatorOf(filterWords, language);
    const chosen = orderOf(search);
    return fixed("order", language, {
      said: t(`order-${chosen}`),
      choices: (["due", "changed"] as const).map((order) => ({
        label: t(`order-${order}`),
        isChosen: order === chosen,
        change: { order },
      })),
    });
  },
};

const nameOf = (engagement: Engagement): string => otherSideOf(engagement).name;

const single = (name: PartName, language: Language) => ({
  name,
  title: translatorOf(filterWords, language)(`part-${name}`),
  isMany: false,
  isFixed: false,
});

const fixed = (name: PartName, language: Language, part: Pick<Part, "said" | "choices">): Part => ({
  ...single(name, language),
  ...part,
  isFixed: true,
});

/** A part of which several may be chosen; each choice adds to the others or takes itself away. */
function many(
  name: "kind" | "priority" | "service",
  language: Language,
  options: readonly { readonly id: string; readonly name: string }[],
  search: QueueSearch,
  say: (list: string) => string,
): Part {
  const chosen = wordsIn(search[name]);
  const without = (word: string) => chosen.filter((other) => other !== word);
  const names = chosen.map((id) => options.find((option) => option.id === id)?.name ?? id);
  return {
    ...single(name, language),
    isMany: true,
    said: chosen.length === 0 ? undefined : say(formatsOf(language).choice(names)),
    choices: options.map((option) => {
      const isChosen = chosen.includes(option.id);
      return {
        label: option.name,
        isChosen,
        change: { [name]: listOf(isChosen ? without(option.id) : [...chosen, option.id]) },
      };
    }),
  };
}

const NONE: Readonly<Record<PartName, QueueSearch>> = {
  state: { state: undefined },
  engagement: { engagement: undefined, service: undefined },
  kind: { kind: undefined },
  priority: { priority: undefined },
  service: { service: undefined },
  who: { mine: undefined, unassigned: undefined, assignee: undefined },
  awaiting: { awaiting: undefined },
  due: { overdue: undefined, dueWithinHours: undefined },
  age: { olderThanDays: undefined },
  disputed: { disputed: undefined },
  order: { order: undefined },
};

/** What takes a part out of the sentence. */
export const withoutPart = (name: PartName): QueueSearch => NONE[name];
