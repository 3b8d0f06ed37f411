import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { readEvents, type EventsOf } from "./events.ts";
import { peopleQuery } from "../company/people.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { EvidenceChip } from "../ui/EvidenceChip.tsx";
import { Moment } from "../ui/Moment.tsx";
import { ErrorState } from "../ui/Problem.tsx";
import { SideMarker } from "../ui/SideMarker.tsx";
import { Timeline, type TimelineEntry } from "../ui/Timeline.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { EventEntry } from "../wire.ts";
import { GROUPS, groupOf, sentenceOfEvent, type NameById } from "./sentences.ts";
import { historyWords } from "./words.ts";

/** The names of the company's people, for those who may see them. */
export function usePeopleNames(): NameById {
  const session = useSession();
  const { data } = useQuery({ ...peopleQuery, enabled: mayDo(session, "people:read") });
  return new Map((data?.items ?? []).map(({ id, name }) => [id, name]));
}

/** How one event is told: its sentence, whose eyes may see it, its checksum. */
function useEventTelling(): (event: EventEntry) => TimelineEntry {
  const { language } = useLanguage();
  const t = useWords(historyWords);
  const names = usePeopleNames();
  return (event) => ({
    id: event.id,
    at: event.at,
    sentence: sentenceOfEvent(event, language, names),
    aside: (
      <>
        {event.engagementId === null ? null : <SideMarker visibleTo={event.visibleTo} />}
        <EvidenceChip hash={event.hash} />
        {event.recordedAt === event.at ? null : (
          <span className="soft">{t.rich("recorded", { at: <Moment at={event.recordedAt} /> })}</span>
        )}
      </>
    ),
  });
}

/** A log, the latest first, with filters that stand in the address. */
export function History({ of }: { readonly of: EventsOf }) {
  const t = useWords(historyWords);
  const tell = useEventTelling();
  const { about, who } = useSearch({ strict: false });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["events", of],
    queryFn: ({ signal, pageParam }) => readEvents(of, pageParam === null ? {} : { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  if (error !== null && data === undefined) return <ErrorState error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={8} />;
  const loaded = data.pages.flatMap(({ items }) => items);
  if (loaded.length === 0) return <EmptyState sentence={t("none")} />;
  const shown = loaded.filter(
    (event) => (about === undefined || groupOf(event) === about) && (who === undefined || event.actor.id === who),
  );
  return (
    <>
      <Filters events={loaded} hiddenCount={loaded.length - shown.length} />
      <Timeline entries={shown.map(tell)} />
      {hasNextPage ? (
        <div className="row">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface FiltersProps {
  readonly events: readonly EventEntry[];
  readonly hiddenCount: number;
}

function Filters({ events, hiddenCount }: FiltersProps) {
  const t = useWords(historyWords);
  const { about, who } = useSearch({ strict: false });
  const navigate = useNavigate();
  const filter = (change: { about?: string | undefined; who?: string | undefined }) =>
    void navigate({ to: ".", search: (search) => ({ ...search, ...change }), replace: true });
  const actors = new Map(
    events.flatMap(({ actor: { id, name } }) => (id === null || name === null ? [] : [[id, name] as const])),
  );
  return (
    <div>
      <div className="filters">
        <NativeSelect
          label={t("about")}
          value={about ?? ""}
          data={[{ value: "", label: t("all") }, ...GROUPS.map((value) => ({ value, label: t(value) }))]}
          onChange={({ currentTarget: { value } }) => filter({ about: value === "" ? undefined : value })}
        />
        <NativeSelect
          label={t("who")}
          value={who ?? ""}
          data={[{ value: "", label: t("everyone") }, ...[...actors].map(([value, label]) => ({ value, label }))]}
          onChange={({ currentTarget: { value } }) => filter({ who: value === "" ? undefined : value })}
        />
      </div>
      {hiddenCount === 0 ? null : (
        <p className="soft row" role="status">
          {t("hidden", { count: hiddenCount })}
          <Button variant="subtle" size="compact-md" onClick={() => filter({ about: undefined, who: undefined })}>
            {t("showAll")}
          </Button>
        </p>
      )}
    </div>
  );
}
