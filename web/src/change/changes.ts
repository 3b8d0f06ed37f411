import type { ChangeKind, Risk } from "@handschlag/engine/change/approval.ts";
import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { request } from "../api.ts";
import { contractQuery, documentOf } from "../contract/contract.ts";
import type { Language } from "../i18n/words.ts";
import type { ChangeBrief, Engagement } from "../wire.ts";

export type Show = "open" | "ended" | "all";
export interface ChangesSearch {
  show?: Show | undefined;
  ticket?: string | undefined;
}
export const readChangesSearch = ({ show, ticket }: Record<string, unknown>): ChangesSearch => ({
  ...(show === "ended" || show === "all" ? { show } : {}),
  ...(typeof ticket === "string" ? { ticket } : {}),
});

export const changesQuery = (id: string, { show = "open", ticket }: ChangesSearch = {}) =>
  queryOptions({
    queryKey: ["changes", id, show, ticket],
    queryFn: ({ signal }) =>
      request("GET /engagements/:id/changes", {
        params: { id },
        query: { show, limit: "100", ...(ticket !== undefined && { ticket }) },
        signal,
      }),
  });

export const changeQuery = (id: string, change: string) =>
  queryOptions({
    queryKey: ["changes", id, "one", change],
    queryFn: ({ signal }) => request("GET /engagements/:id/changes/:other", { params: { id, other: change }, signal }),
  });

interface Span {
  readonly from: string;
  readonly until: string;
}

export const changeCalendarQuery = (id: string, span: Span) =>
  queryOptions({
    queryKey: ["changes", id, "calendar", span.from, span.until],
    queryFn: ({ signal }) =>
      request("GET /engagements/:id/change-calendar", { params: { id }, query: { ...span }, signal }),
  });

export const changeFiguresQuery = (id: string, span: Span) =>
  queryOptions({
    queryKey: ["changes", id, "figures", span.from, span.until],
    queryFn: ({ signal }) =>
      request("GET /engagements/:id/change-figures", { params: { id }, query: { ...span }, signal }),
  });

export interface AwaitedChange {
  readonly engagement: Engagement;
  readonly change: ChangeBrief;
}

/** What waits for the reader's own decision, in all engagements whose changes they see. */
export function useAwaitedChanges(engagements: readonly Engagement[]): readonly AwaitedChange[] {
  const seen = engagements.filter(({ rights, ending }) => rights.includes("change:read") && ending?.isOver !== true);
  const answers = useQueries({ queries: seen.map(({ id }) => changesQuery(id)) });
  return seen.flatMap((engagement, place) =>
    (answers[place]?.data?.items ?? []).filter(({ awaitsMe }) => awaitsMe).map((change) => ({ engagement, change })),
  );
}

/** The contract in force, for its services and its standard changes; nothing without one. */
export function useAgreement(engagement: Engagement | undefined) {
  const isThere = engagement !== undefined && engagement.contractNumber !== null;
  const { data } = useQuery({ ...contractQuery(engagement?.id ?? ""), enabled: isThere });
  return data === undefined ? undefined : documentOf(data);
}

/** An amount of the contract's currency, exactly as it was written. */
export const amountText = (amount: string, currency: string, language: Language): string =>
  // The type knows numbers only; texts are formatted without binary fractions.
  new Intl.NumberFormat(language === "de" ? "de-DE" : "en-GB", { style: "currency", currency }).format(
    amount as unknown as number,
  );

export const KIND_WORDS = {
  standard: "kindStandard",
  normal: "kindNormal",
  emergency: "kindEmergency",
} as const satisfies Record<ChangeKind, string>;
export const RISK_WORDS = { low: "riskLow", medium: "riskMedium", high: "riskHigh" } as const satisfies Record<
  Risk,
  string
>;

export interface NewChangeSearch {
  /** The ticket that it comes from, and its subject. */
  ticket?: string | undefined;
  subject?: string | undefined;
}
export const readNewChangeSearch = ({ ticket, subject }: Record<string, unknown>): NewChangeSearch => ({
  ...(typeof ticket === "string" ? { ticket } : {}),
  ...(typeof subject === "string" || typeof subject === "number" ? { subject: String(subject) } : {}),
});

export interface CalendarSearch {
  /** A day of the month or week that is shown: `2026-11-23`. */
  day?: string | undefined;
  by?: "week" | undefined;
}
export const readCalendarSearch = ({ day, by }: Record<string, unknown>): CalendarSearch => ({
  ...(typeof day === "string" && /^20\d\d-\d\d-\d\d$/.test(day) ? { day } : {}),
  ...(by === "week" ? { by } : {}),
});
