import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, type MouseEvent, type RefObject } from "react";
import { useWords } from "../i18n/language.tsx";
import { ErrorState } from "../ui/Problem.tsx";
import { QueueRow, type RowLook } from "./QueueRow.tsx";
import type { Loaded } from "./rows.ts";
import { useListKeys } from "./useListKeys.ts";
import type { Queue } from "./useQueue.ts";
import type { Selection } from "./useSelection.ts";
import { useWindow } from "./useWindow.ts";
import { queueWords } from "./words.ts";

/** The next page is asked for when so many loaded rows are left below. */
const AHEAD_ROWS = 60;

interface QueueListProps {
  readonly queue: Queue;
  readonly loaded: Loaded;
  readonly look: RowLook;
  readonly selection: Selection;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly lookField: RefObject<HTMLInputElement | null>;
  readonly showKeys: () => void;
}

/** The rows of the queue, of which only those in sight are drawn. */
export function QueueList({ queue, loaded, look, selection, list, lookField, showKeys }: QueueListProps) {
  const t = useWords(queueWords);
  const body = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const { rows, next, leaving } = loaded;
  const { first, last, rowPx } = useWindow(body, probe, rows.length);
  const { loadMore, isLoadingMore, moreError } = queue;
  useEffect(() => {
    if (next !== null && moreError === null && last > rows.length - AHEAD_ROWS) loadMore();
  }, [next, last, rows.length, moreError, loadMore]);
  const navigate = useNavigate();
  // One for all rows: a link component in each would make quick scrolling heavy.
  const openTicket = (event: MouseEvent) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
    const link = target instanceof Element ? target.closest("a") : null;
    if (link === null || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
    event.preventDefault();
    const ticket = link.closest<HTMLElement>("[data-row]")?.dataset["row"];
    if (ticket !== undefined) void navigate({ to: "/tickets/$ticket", params: { ticket } });
  };
  useListKeys({ body, rows, rowPx, selection, settle: queue.settle, lookField, showKeys });
  return (
    <div
      ref={list}
      tabIndex={-1}
      className={`queue${queue.isStale ? " queue-stale" : ""}${look.isSelectable ? "" : " queue-plain"}`}
      role="table"
      aria-label={t("list")}
      aria-rowcount={next === null ? rows.length + 1 : -1}
      aria-busy={queue.isStale || isLoadingMore}
    >
      <Head look={look} selection={selection} rows={loaded.rows} />
      <div ref={probe} className="queue-probe" aria-hidden="true" />
      <div
        ref={body}
        role="rowgroup"
        className="queue-body"
        style={{ height: rows.length * rowPx }}
        onClick={openTicket}
      >
        <div role="none" className="queue-shown" style={{ transform: `translateY(${first * rowPx}px)` }}>
          {rows.slice(first, last).map((row, place) => (
            <QueueRow
              key={row.id}
              row={row}
              place={first + place + 2}
              look={look}
              isSelected={selection.ids.has(row.id)}
              isLeaving={leaving.has(row.id)}
              toggle={selection.toggle}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface HeadProps {
  readonly look: RowLook;
  readonly selection: Selection;
  readonly rows: Loaded["rows"];
}

function Head({ look, selection, rows }: HeadProps) {
  const t = useWords(queueWords);
  return (
    <div role="rowgroup" className="queue-head">
      <div role="row" aria-rowindex={1} className="queue-row">
        {look.isSelectable ? (
          <div role="columnheader" className="queue-check">
            <label>
              <input
                type="checkbox"
                aria-label={t("select")}
                checked={rows.length > 0 && rows.every(({ id }) => selection.ids.has(id))}
                ref={(input) => {
                  if (input !== null) input.indeterminate = selection.ids.size > 0 && selection.ids.size < rows.length;
                }}
                onChange={({ currentTarget: { checked } }) => selection.put(checked ? rows.map(({ id }) => id) : [])}
              />
            </label>
          </div>
        ) : null}
        {(["due", "ticket", "priority", "stage", "assignee"] as const).map((name) => (
          <div key={name} role="columnheader" className={`queue-${name}`}>
            {t(name)}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Below the rows: whether there is more. */
export function QueueEnd({ queue, loaded }: { readonly queue: Queue; readonly loaded: Loaded }) {
  const t = useWords(queueWords);
  if (queue.moreError !== null) return <ErrorState error={queue.moreError} again={queue.loadMore} />;
  if (loaded.next === null) return loaded.rows.length > 10 ? <p className="soft queue-end">{t("end")}</p> : null;
  return (
    <div className="queue-end" role="status">
      {queue.isLoadingMore ? (
        <span className="soft">{t("loadingMore")}</span>
      ) : (
        <Button variant="subtle" onClick={queue.loadMore}>
          {t("loadingMore")}
        </Button>
      )}
    </div>
  );
}
