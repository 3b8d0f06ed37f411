import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { request } from "../api.ts";
import { useEngagements } from "../engagement/engagements.ts";
import type { Command } from "../frame/useCommands.ts";
import { useWords } from "../i18n/language.tsx";
import { deskWords } from "../ticket/desk-words.ts";
import { queueWords } from "./words.ts";

const FOUND_MAX = 6;
const PAUSE_MS = 200;
const LENGTH_MIN = 2;

/** The tickets that hold what is typed, or have that number, and the whole list of them. */
export function useTicketCommands(typed: string): Command[] {
  const t = useWords(queueWords);
  const desk = useWords(deskWords);
  const navigate = useNavigate();
  const wanted = usePaused(typed.trim());
  const isAsked = useEngagements().length > 0 && wanted.length >= LENGTH_MIN;
  const { data } = useQuery({
    queryKey: ["found-tickets", wanted],
    queryFn: ({ signal }) => {
      // A number is written with its letter, as it is read.
      const q = wanted.replace(/^t-(?=\d)/i, "");
      return request("GET /tickets", { query: { state: "all", order: "changed", limit: `${FOUND_MAX}`, q }, signal });
    },
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  if (!isAsked) return [];
  const found = (data?.items ?? []).map(({ id, number, subject, client }): Command => ({
    label: `${desk("number", { number })} ${subject} · ${client}`,
    icon: "tickets",
    run: () => void navigate({ to: "/tickets/$ticket", params: { ticket: id } }),
  }));
  const all: Command = {
    label: t("lookFor", { words: wanted }),
    icon: "search",
    run: () => void navigate({ to: "/tickets", search: { state: "all", q: wanted } }),
  };
  return [...found, all];
}

/** What is typed once the typing pauses. */
function usePaused(typed: string): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(setPaused, PAUSE_MS, typed);
    return () => clearTimeout(timer);
  }, [typed]);
  return paused;
}
