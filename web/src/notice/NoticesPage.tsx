import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Answer } from "@handschlag/api/client.ts";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { Timeline } from "../ui/Timeline.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { COUNTED_MAX, unreadQuery } from "./notices.ts";
import { noticeWords } from "./words.ts";
import "./notice.css";

type Notice = Answer<"GET /me/notices">["items"][number];

/** What is new for the reader, the latest first. */
export function NoticesPage() {
  const t = useWords(noticeWords);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["notices", "list"],
    queryFn: ({ signal, pageParam }) =>
      request("GET /me/notices", { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const read = useRead();
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t("title")}
      lead={<Lead />}
      actions={
        <>
          {items.some(({ readAt }) => readAt === null) ? (
            <Button variant="default" onClick={() => void read.all()}>
              {t("readAll")}
            </Button>
          ) : null}
          <Link to="/mails" search={{ whose: "own" }}>
            {t("mails")}
          </Link>
          <Link to="/notices/settings">{t("settings")}</Link>
        </>
      }
    >
      <ProblemNote error={read.problem} />
      {data === undefined ? <Waiting lines={8} /> : null}
      {data !== undefined && items.length === 0 ? <EmptyState sentence={t("noneEver")} /> : null}
      <Timeline
        entries={items.map((notice) => ({
          id: notice.id,
          at: notice.at,
          sentence: <NoticeText notice={notice} read={() => void read.some([notice.id])} />,
        }))}
      />
      {hasNextPage ? (
        <div className="row">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function Lead() {
  const t = useWords(noticeWords);
  const { data } = useQuery(unreadQuery);
  if (data === undefined) return null;
  if (data.unread === 0) return t("none");
  return data.unread >= COUNTED_MAX ? t("manyUnread", { count: COUNTED_MAX - 1 }) : t("unread", { count: data.unread });
}

/** Marks as read: some of them, or all. */
function useRead() {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);
  const mark = async (ids?: string[]) => {
    setProblem(null);
    try {
      await request("POST /me/notices/read", { body: ids === undefined ? {} : { ids } });
      await queries.invalidateQueries({ queryKey: ["notices"] });
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  return { problem, all: () => mark(), some: (ids: string[]) => mark(ids) };
}

function NoticeText({ notice, read }: { readonly notice: Notice; readonly read: () => void }) {
  const t = useWords(noticeWords);
  const { title, text, path, readAt } = notice;
  if (title === null) return <span className="soft">{t("gone")}</span>;
  const isNew = readAt === null;
  return (
    <span className={isNew ? "notice-new" : "notice-read"}>
      {/* The title holds what people wrote, in whatever language. */}
      {path === null ? (
        <span className="notice-title" lang="">
          {title}
        </span>
      ) : (
        <Link to={path} className="notice-title" lang="" onClick={isNew ? read : undefined}>
          {title}
        </Link>
      )}
      {isNew ? <span className="soft"> · {t("new")}</span> : null}
      {text === null ? null : (
        <>
          <br />
          <span className="soft" lang="">
            {text}
          </span>
        </>
      )}
    </span>
  );
}
