import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { readersZone } from "../ticket/times.ts";
import type { Loaded } from "./rows.ts";
import { askedSearch, type QueueSearch } from "./search.ts";
import { useQueueCount } from "./useQueue.ts";
import { queueWords } from "./words.ts";

interface CountedProps {
  readonly search: QueueSearch;
  readonly asOf: number | undefined;
  readonly showKeys: () => void;
}

/** How many are shown and hidden, and what can be done with the list as a whole. */
export function Counted({ search, asOf, showKeys }: CountedProps) {
  const t = useWords(queueWords);
  const { language } = useLanguage();
  const count = useQueueCount(search, asOf);
  const query = `${askedSearch(search)}&language=${language}&timeZone=${encodeURIComponent(readersZone())}`;
  return (
    <div className="queue-counted row">
      <p role="status">
        {count === undefined
          ? "\u00a0"
          : `${t(count.shown >= count.most ? "shownMany" : "shown", { count: count.shown })}. `}
        {count?.hidden ? (
          <>
            {t(count.hidden >= count.most ? "hiddenMany" : "hidden", { count: count.hidden })}{" "}
            <Link to="/tickets">{t("showAll")}</Link>
          </>
        ) : null}
      </p>
      <span className="queue-tools">
        <a href={`/api/v1/tickets/export?${query}`} download>
          {t("exported")}
        </a>
        <button type="button" className="link-button queue-keys-button" onClick={showKeys}>
          {t("keys")}
        </button>
      </span>
    </div>
  );
}

/** What happened to the list meanwhile; it waits, so that nothing jumps away under a hand. */
export function News({ loaded, settle }: { readonly loaded: Loaded; readonly settle: () => void }) {
  const t = useWords(queueWords);
  const { list } = useFormats();
  const { arrivals, leaving, moved } = loaded;
  const told = [
    ...(arrivals.size > 0 ? [t("arrived", { count: arrivals.size })] : []),
    ...(leaving.size > 0 ? [t("leaving", { count: leaving.size })] : []),
    ...(moved.size > 0 ? [t("moved", { count: moved.size })] : []),
  ];
  return (
    <div role="status">
      {told.length === 0 ? null : (
        <p className="queue-news">
          <span>{t("news", { list: list(told) })}</span>
          <Button size="compact-md" variant="default" onClick={settle}>
            {t("settle")}
          </Button>
        </p>
      )}
    </div>
  );
}
