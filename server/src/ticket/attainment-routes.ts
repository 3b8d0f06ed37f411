import { z } from "zod";
import {
  AttainmentBody,
  AttainmentQuery,
  BacktestBody,
  NewBacktest,
  VerdictQuery,
  Verdicts,
} from "@handschlag/api/attainment.ts";
import { Id } from "@handschlag/api/values.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { Routes } from "../http/parts.ts";
import { attainment, verdicts, type Told } from "./attainment.ts";
import { backtest, sentencesOf } from "./backtest.ts";

const tags = ["attainment"];
const params = z.strictObject({ id: Id });
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const toldBody = ({ ticket, verdict, ifUpheld, stoppedAt, sentence }: Told) => ({
  ticket,
  level: verdict.level,
  life: verdict.life,
  cycle: verdict.cycle,
  service: verdict.service,
  priority: verdict.priority,
  met: verdict.met,
  ifUpheld,
  excluded: verdict.exclusion === undefined ? null : (verdict.exclusion.reason ?? ""),
  deadline: iso(verdict.deadline),
  stoppedAt: iso(stoppedAt),
  targetText: verdict.targetText,
  marginMs: Math.round(verdict.marginMs),
  contractVersion: verdict.contractVersion,
  sentence,
});

export const attainmentRoutes: Routes = async (app) => {
  app.get(
    "/engagements/:id/attainment",
    {
      schema: {
        summary: "How well what was agreed is kept",
        tags,
        params,
        querystring: AttainmentQuery,
        response: { 200: AttainmentBody },
      },
    },
    async (request) => {
      const { zone, now, misses, figures, ...report } = await attainment(
        request.ctx,
        request.params.id as EngagementId,
        request.query.period,
      );
      return {
        ...report,
        figures: figures.map(({ service, priority, level, met, missed, excluded, metIfUpheld, missedIfUpheld }) => ({
          service,
          priority,
          level,
          met,
          missed,
          excluded,
          metIfUpheld,
          missedIfUpheld,
        })),
        misses: misses.map(toldBody),
        timeZone: zone,
        readAt: new Date(now).toISOString(),
      };
    },
  );

  app.get(
    "/engagements/:id/verdicts",
    {
      schema: {
        summary: "The tickets behind a figure",
        tags,
        params,
        querystring: VerdictQuery,
        response: { 200: Verdicts },
      },
    },
    async (request) => {
      const { items, left } = await verdicts(request.ctx, request.params.id as EngagementId, request.query);
      return { items: items.map(toldBody), left };
    },
  );

  app.post(
    "/engagements/:id/backtest",
    {
      schema: {
        summary: "What another contract would have done",
        description: "Nothing is changed.",
        tags,
        params,
        body: NewBacktest,
        response: { 200: BacktestBody },
      },
    },
    async (request) => {
      const sums = await backtest(request.ctx, request.params.id as EngagementId, request.body);
      return {
        tickets: sums.tickets,
        withoutClock: sums.withoutClock,
        levels: sums.levels,
        priorities: sums.priorities,
        differences: sums.differences.map((each) => ({
          ...each,
          deadlineNow: iso(each.deadlineNow),
          deadlineOther: iso(each.deadlineOther),
        })),
        differencesLeft: sums.differencesLeft,
        sentence: sentencesOf(sums),
      };
    },
  );
};
