import { keepPreviousData, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { request } from "../api.ts";
import { changeCount, changedSince, onChange } from "../changes.ts";
import type { TicketCount } from "../wire.ts";
import {
  hasUnsettled,
  loadedFrom,
  settled,
  withChanges,
  queueTicket,
  withPage,
  type Loaded,
  type QueueTicket,
} from "./rows.ts";
import { askedSearch, orderOf, queryWritten, writtenSearch, type QueueSearch } from "./search.ts";
import { setServerTime } from "./ticking.ts";

const PAGE_ROWS = 100;
/** Of a longer list only so many rows are read anew at once. */
const AGAIN_MAX = 1_000;
/** Several changes come together. */
const GATHER_MS = 300;
/** When more tickets changed at once, the list is read anew instead. */
const ASKED_MAX = 100;
const COUNT_MS = 3_000;
const UUID = /^[0-9a-f-]{36}$/;

interface Page {
  readonly rows: readonly QueueTicket[];
  readonly next: string | null;
}

async function ask(query: string, signal?: AbortSignal): Promise<Page> {
  const { items, next, readAt } = await request("GET /tickets", { query: queryWritten(query), signal });
  setServerTime(readAt);
  return { rows: items.map(queueTicket), next };
}

/** The list from its beginning; as long as it was, so that whoever has scrolled keeps their place. */
async function fromStart(asked: string, length: number, signal: AbortSignal): Promise<Loaded> {
  const asOf = changeCount();
  const page = (rest: string) => ask(`${asked}&limit=${PAGE_ROWS}${rest}`, signal);
  const first = await page("");
  let loaded = loadedFrom(first.rows, first.next, asOf);
  while (loaded.next !== null && loaded.rows.length < Math.min(length, AGAIN_MAX)) {
    const { rows, next } = await page(`&cursor=${encodeURIComponent(loaded.next)}`);
    loaded = withPage(loaded, rows, next);
  }
  return loaded;
}

const keyOf = (search: QueueSearch) => ["queue", askedSearch(search)] as const;

export interface Queue {
  /** `undefined` before the first answer. */
  readonly loaded: Loaded | undefined;
  readonly error: Error | null;
  readonly again: () => void;
  /** Other filters were chosen, and their answer is awaited. */
  readonly isStale: boolean;
  readonly isLoadingMore: boolean;
  readonly moreError: unknown;
  readonly loadMore: () => void;
  readonly settle: () => void;
  /** Own changes: the list takes them at once, in their right places. */
  readonly settleNext: () => void;
}

/** The queue under some filters, loaded as far as somebody has scrolled; rows follow what happens to their tickets. */
export function useQueue(search: QueueSearch, isAtRest: () => boolean): Queue {
  const queries = useQueryClient();
  const asked = askedSearch(search);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: keyOf(search),
    queryFn: ({ signal }) => {
      const before = queries.getQueryData<Loaded>(["queue", asked]);
      return fromStart(asked, before?.rows.length ?? 0, signal);
    },
    meta: { follows: true },
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  const change = useCallback(
    (to: (loaded: Loaded) => Loaded) =>
      queries.setQueryData<Loaded>(["queue", asked], (loaded) => (loaded === undefined ? undefined : to(loaded))),
    [queries, asked],
  );
  const order = orderOf(search);
  const settle = useCallback(() => change((loaded) => settled(loaded, order)), [change, order]);
  const more = useMore(queries, asked, change);
  const settleNext = useFollowing(queries, asked, order, change, isAtRest);
  return {
    loaded: data,
    error,
    again: () => void refetch(),
    isStale: isPlaceholderData,
    ...more,
    settle,
    settleNext,
  };
}

type Change = (to: (loaded: Loaded) => Loaded) => void;

function useMore(queries: QueryClient, asked: string, change: Change) {
  const [state, setState] = useState<{ readonly isLoadingMore: boolean; readonly moreError: unknown }>({
    isLoadingMore: false,
    moreError: null,
  });
  // State is too slow to stop the second of two scrolls.
  const isUnderWay = useRef(false);
  const loadMore = useCallback(() => {
    const cursor = queries.getQueryData<Loaded>(["queue", asked])?.next;
    if (isUnderWay.current || cursor === undefined || cursor === null) return;
    isUnderWay.current = true;
    setState({ isLoadingMore: true, moreError: null });
    const load = async () => {
      const { rows, next } = await ask(`${asked}&limit=${PAGE_ROWS}&cursor=${encodeURIComponent(cursor)}`);
      change((loaded) => (loaded.next === cursor ? withPage(loaded, rows, next) : loaded));
    };
    const finish = (moreError: unknown) => {
      isUnderWay.current = false;
      setState({ isLoadingMore: false, moreError });
    };
    load().then(() => finish(null), finish);
  }, [queries, asked, change]);
  return { ...state, loadMore };
}

/** Takes over what the server tells of; returns how to have the next changes settled, whatever somebody is doing. */
function useFollowing(
  queries: QueryClient,
  asked: string,
  order: "due" | "changed",
  change: Change,
  isAtRest: () => boolean,
): () => void {
  const rest = useRef(isAtRest);
  rest.current = isAtRest;
  const isForced = useRef(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const follow = async () => {
      const loaded = queries.getQueryData<Loaded>(["queue", asked]);
      const asOf = changeCount();
      if (loaded === undefined || loaded.asOf === asOf) return;
      const ids = changedSince(loaded.asOf);
      const tickets = [...(ids ?? [])].filter((id) => UUID.test(id));
      if (ids === undefined || tickets.length > ASKED_MAX) {
        await queries.refetchQueries({ queryKey: ["queue", asked] });
        return;
      }
      const told = await changesOf(asked, tickets, new Set(loaded.rows.map(({ id }) => id)));
      if (isOver) return;
      const settles = isForced.current || rest.current();
      isForced.current = false;
      change((before) => {
        const after = withChanges(before, { ...told, ids: new Set(tickets), asOf }, order);
        return settles && hasUnsettled(after) ? settled(after, order) : after;
      });
    };
    const schedule = () => {
      timer ??= setTimeout(() => {
        // What could not be asked for is asked for with the next change.
        follow()
          .catch(() => undefined)
          .finally(() => {
            timer = undefined;
            const asOf = queries.getQueryData<Loaded>(["queue", asked])?.asOf;
            if (!isOver && asOf !== undefined && asOf < changeCount()) schedule();
          });
      }, GATHER_MS);
    };
    const stop = onChange(schedule);
    // What happened while another page was shown.
    schedule();
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
    };
  }, [queries, asked, order, change]);
  return useCallback(() => {
    isForced.current = true;
  }, []);
}

/** How changed tickets stand now: those that fit the filters, and of the shown ones those that do not. */
async function changesOf(asked: string, ids: readonly string[], shown: ReadonlySet<string>) {
  const asks = async (query: string, some: readonly string[]): Promise<readonly QueueTicket[]> =>
    some.length === 0 ? [] : (await ask(`${query}&limit=${ASKED_MAX}&ids=${some.join(",")}`)).rows;
  const fitting = await asks(asked, ids);
  const known = new Set(fitting.map(({ id }) => id));
  const others = await asks(
    "state=all&order=changed",
    ids.filter((id) => shown.has(id) && !known.has(id)),
  );
  return { fitting, others };
}

/** How many tickets the filters show and hide; a little later than the list, when it changes all the time. */
export function useQueueCount(search: QueueSearch, asOf: number | undefined): TicketCount | undefined {
  const written = writtenSearch({ ...search, order: undefined });
  const { data } = useQuery({
    queryKey: ["queue-count", written],
    queryFn: async ({ signal }) => {
      const told = changeCount();
      return { told, count: await request("GET /tickets/count", { query: queryWritten(written), signal }) };
    },
    meta: { follows: true },
    refetchInterval: ({ state }) =>
      state.data !== undefined && asOf !== undefined && state.data.told < asOf ? COUNT_MS : false,
  });
  return data?.count;
}
