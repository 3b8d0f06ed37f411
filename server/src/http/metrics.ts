/** Health, readiness, and figures for Prometheus. */
import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";
import { z } from "zod";
import type { Routes } from "./parts.ts";
import { Problem } from "../problem.ts";

export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: "handschlag_http_request_seconds",
    help: "Time until a request was answered, by route and status.",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });
  readonly problems = new Counter({
    name: "handschlag_http_problems_total",
    help: "Requests that were refused or failed, by status.",
    labelNames: ["status"],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}

/** Routes are named by their pattern: an address could hold what is personal. */
export function countRequests(app: FastifyInstance, { requests, problems }: Metrics): void {
  app.addHook("onResponse", (request, reply, done) => {
    const status = String(reply.statusCode);
    requests.observe(
      { method: request.method, route: request.routeOptions.url ?? "none", status },
      reply.elapsedTime / 1_000,
    );
    if (reply.statusCode >= 400) problems.inc({ status });
    done();
  });
}

export const metricsRoutes: Routes = async (app, { parts }) => {
  const state = z.strictObject({ status: z.literal("ok") });
  app.get("/health", { schema: { hide: true, response: { 200: state } } }, () => ({ status: "ok" as const }));
  app.get("/ready", { schema: { hide: true, response: { 200: state } } }, async () => {
    if (!(await parts.ready())) throw new Problem(503, "not-ready", {}, 2);
    return { status: "ok" as const };
  });
  app.get("/metrics", { schema: { hide: true } }, async (_request, reply) => {
    reply.header("content-type", parts.metrics.registry.contentType);
    return parts.metrics.registry.metrics();
  });
};
