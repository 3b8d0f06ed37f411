/** The filters of the queue as they stand in the address, in saved views and in questions to the server. */
import type { Wish } from "@handschlag/api/client.ts";
import type { QueueOrder } from "./rows.ts";

export interface QueueSearch {
  /** Open ones unless told. */
  state?: "ended" | "all" | undefined;
  engagement?: string | undefined;
  awaiting?: "client" | "provider" | undefined;
  mine?: true | undefined;
  unassigned?: true | undefined;
  assignee?: string | undefined;
  /** Comma-separated, as the following two. */
  kind?: string | undefined;
  priority?: string | undefined;
  service?: string | undefined;
  overdue?: true | undefined;
  disputed?: true | undefined;
  olderThanDays?: number | undefined;
  dueWithinHours?: number | undefined;
  order?: QueueOrder | undefined;
  q?: string | undefined;
}

type Key = keyof QueueSearch;

const textIn = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;
const flagIn = (value: unknown): true | undefined => (value === true || value === "true" ? true : undefined);
const countIn = (value: unknown): number | undefined => {
  const count = Number(value);
  return Number.isInteger(count) && count > 0 && count < 10_000 ? count : undefined;
};
const oneOf =
  <Word extends string>(...words: readonly Word[]) =>
  (value: unknown): Word | undefined =>
    words.find((word) => word === value);

/** How each filter is read; the order is that of the sentence. */
const READ: { readonly [K in Key]-?: (value: unknown) => QueueSearch[K] } = {
  state: oneOf("ended", "all"),
  engagement: textIn,
  kind: textIn,
  priority: textIn,
  service: textIn,
  mine: flagIn,
  unassigned: flagIn,
  assignee: textIn,
  awaiting: oneOf("client", "provider"),
  overdue: flagIn,
  dueWithinHours: countIn,
  olderThanDays: countIn,
  disputed: flagIn,
  order: oneOf("due", "changed"),
  q: textIn,
};
const KEYS = Object.keys(READ) as Key[];

/** What an address asks for; what makes no sense in it is left out. */
export function readSearch(given: Record<string, unknown>): QueueSearch {
  return Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = READ[key](given[key]);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** The filters as one text, the same for the same filters: how views are kept. */
export function writtenSearch(search: QueueSearch): string {
  const parameters = new URLSearchParams();
  for (const key of KEYS) if (search[key] !== undefined) parameters.set(key, String(search[key]));
  return parameters.toString();
}

/** The filters of a view that was kept as a text. */
export const searchWritten = (text: string): QueueSearch => readSearch(Object.fromEntries(new URLSearchParams(text)));

/** Of ended tickets the latest come first, as nothing of them is due. */
export const orderOf = ({ order, state }: QueueSearch): QueueOrder =>
  order ?? (state === undefined ? "due" : "changed");

/** What the server is asked for under the filters of such a text. */
export const queryWritten = (text: string): TicketQuery => Object.fromEntries(new URLSearchParams(text));
type TicketQuery = NonNullable<Wish<"GET /tickets">["query"]>;

/** The question to the server. */
export const askedSearch = (search: QueueSearch): string => writtenSearch({ ...search, order: orderOf(search) });

/** Whether anything but the open tickets' state and order narrows the list. */
export const isNarrowed = ({ state: _state, order: _order, ...filters }: QueueSearch): boolean =>
  Object.values(filters).some((value) => value !== undefined);

export const wordsIn = (list: string | undefined): readonly string[] => (list === undefined ? [] : list.split(","));
export const listOf = (words: readonly string[]): string | undefined =>
  words.length === 0 ? undefined : words.toSorted().join(",");
