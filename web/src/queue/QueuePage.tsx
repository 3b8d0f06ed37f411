import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { peopleQuery } from "../company/people.ts";
import { contractQuery, documentOf } from "../contract/contract.ts";
import { useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { BulkBar } from "./BulkBar.tsx";
import { FilterSentence, LookField } from "./FilterSentence.tsx";
import { KeysDialog } from "./KeysDialog.tsx";
import type { Known } from "./parts.ts";
import { Counted, News } from "./QueueHead.tsx";
import { QueueEnd, QueueList } from "./QueueList.tsx";
import { QueueLead } from "./QueueLead.tsx";
import { useReader, type Reader } from "./reader.ts";
import type { Loaded } from "./rows.ts";
import { askedSearch, isNarrowed, type QueueSearch } from "./search.ts";
import { useQueue, type Queue } from "./useQueue.ts";
import { useSelection } from "./useSelection.ts";
import { Views } from "./Views.tsx";
import { queueWords } from "./words.ts";
import "./queue.css";

/** Above it nobody has scrolled to anything yet. */
const TOP_PX = 40;

/** Tickets: for who works on them over all their clients, and for the client's own people. */
export function QueuePage() {
  const t = useWords(queueWords);
  const reader = useReader();
  const search = useSearch({ from: "/frame/tickets" });
  const navigate = useNavigate();
  const lookField = useRef<HTMLInputElement>(null);
  const [isHelping, setHelping] = useState(false);
  const change = useCallback(
    (to: QueueSearch) => void navigate({ to: "/tickets", search: (before) => ({ ...before, ...to }), replace: true }),
    [navigate],
  );
  const list = useRef<HTMLDivElement>(null);
  const hasSelected = useRef(false);
  const queue = useQueue(search, () => !hasSelected.current && isAtRest(list.current));
  const { loaded, error } = queue;
  const known = useKnown(search, reader, loaded);
  if (reader === undefined) return <Waiting lines={8} />;
  if (error !== null && loaded === undefined) return <PageError error={error} again={queue.again} />;
  const report = (
    <Button component={Link} to="/report" leftSection={<Icon name="plus" size={18} />}>
      {t("report")}
    </Button>
  );
  return (
    <Page title={t("title")} lead={<QueueLead side={reader.side} />} actions={reader.mayReport ? report : undefined}>
      <div className="queue-page">
        <Views search={search} reader={reader} />
        <div className="queue-narrow">
          <FilterSentence search={search} reader={reader} known={known} change={change} />
          <LookField q={search.q} change={change} field={lookField} />
        </div>
        <Counted search={search} asOf={loaded?.asOf} showKeys={() => setHelping(true)} />
        {loaded === undefined ? (
          <Waiting lines={8} />
        ) : (
          <Shown
            {...{ queue, loaded, search, reader, list, lookField, hasSelected }}
            showKeys={() => setHelping(true)}
          />
        )}
      </div>
      {isHelping ? <KeysDialog close={() => setHelping(false)} /> : null}
    </Page>
  );
}

/** Whether nobody is just looking at a certain row, so that rows may change their places. */
const isAtRest = (list: HTMLElement | null): boolean =>
  list === null || (scrollY < TOP_PX && !list.matches(":hover") && !list.contains(document.activeElement));

interface ShownProps {
  readonly queue: Queue;
  readonly loaded: Loaded;
  readonly search: QueueSearch;
  readonly reader: Reader;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly lookField: RefObject<HTMLInputElement | null>;
  readonly hasSelected: RefObject<boolean>;
  readonly showKeys: () => void;
}

/** The tickets that were found, and what can be done with those that are selected. */
function Shown({ queue, loaded, search, reader, hasSelected, ...refs }: ShownProps) {
  const selection = useSelection(loaded.rows, askedSearch(search));
  useEffect(() => {
    hasSelected.current = selection.ids.size > 0;
  }, [hasSelected, selection.ids]);
  const look = {
    side: reader.side,
    isAcross: reader.engagements.length > 1,
    seesAll: reader.seesAll,
    isSelectable: reader.mayAct,
  };
  return (
    <>
      {loaded.rows.length === 0 ? (
        <None search={search} reader={reader} />
      ) : (
        <div>
          <QueueList queue={queue} loaded={loaded} look={look} selection={selection} {...refs} />
          <QueueEnd queue={queue} loaded={loaded} />
        </div>
      )}
      <div className="queue-dock">
        <News loaded={loaded} settle={queue.settle} />
        <BulkBar
          reader={reader}
          rows={loaded.rows}
          selection={selection}
          list={refs.list}
          settleNext={queue.settleNext}
        />
      </div>
    </>
  );
}

/** Priorities that were seen since the page was opened: contracts have their own words. */
const seenPriorities = new Set<string>();

/** What the filters offer: words of the contract where there is one only, and people who work on tickets. */
function useKnown({ engagement }: QueueSearch, reader: Reader | undefined, loaded: Loaded | undefined): Known {
  const session = useSession();
  const { data: people } = useQuery({
    ...peopleQuery,
    enabled: reader?.side === "provider" && mayDo(session, "people:read"),
  });
  const engagements = reader?.engagements ?? [];
  const only = engagement ?? (engagements.length === 1 ? engagements[0]!.id : undefined);
  const hasContract = engagements.some(({ id, contractNumber }) => id === only && contractNumber !== null);
  const { data: contract } = useQuery({ ...contractQuery(only ?? ""), enabled: hasContract });
  for (const { priority } of loaded?.rows ?? []) if (priority !== null) seenPriorities.add(priority);
  const document = contract && documentOf(contract);
  return {
    priorities: document === undefined ? [...seenPriorities] : document.priorities.levels,
    services: document?.services.map(({ id, name }) => ({ id, name })) ?? [],
    people: (people?.items ?? []).filter(({ providerRole }) => providerRole !== null),
  };
}

function None({ search, reader }: { readonly search: QueueSearch; readonly reader: Reader }) {
  const t = useWords(queueWords);
  if (isNarrowed(search))
    return (
      <EmptyState
        sentence={t("noneFits")}
        action={
          <Button component={Link} to="/tickets" variant="default">
            {t("showAll")}
          </Button>
        }
      />
    );
  const report = (
    <Button component={Link} to="/report">
      {t("report")}
    </Button>
  );
  return (
    <EmptyState
      sentence={t(search.state === "ended" ? "noneEnded" : "none")}
      action={reader.mayReport ? report : undefined}
    />
  );
}
