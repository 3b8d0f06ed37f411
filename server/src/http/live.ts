/**
 * Telling open pages what happened, as server-sent events. A page whose turn it is reads new events with its own eyes; one
 * that lost its line says the last id it saw and misses nothing.
 */
import type { ServerResponse } from "node:http";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { Ctx } from "../context.ts";
import type { Tx } from "../db/tenant.ts";
import { horizonOf, placeOf, type Position } from "../event/position.ts";
import { Problem } from "../problem.ts";
import { concerns } from "../ticket/whereabouts.ts";
import { actorOf } from "./authentication.ts";
import { byPlace, eventsBetween, lastOfAll } from "./live-feed.ts";
import type { Parts, Routes } from "./parts.ts";

/** Sent when nothing happens, so that a dead line is noticed on both ends. */
const HEARTBEAT_MS = 15_000;
const LISTENERS_PER_ACTOR_MAX = 20;
const UNREAD_BYTES_MAX = 1_000_000;

const linesByActor = new Map<string, number>();

/** Counts the lines of an actor; 429 when there are too many. Returns how to give one back. */
function takeLine(actorId: string): () => void {
  const count = linesByActor.get(actorId) ?? 0;
  if (count >= LISTENERS_PER_ACTOR_MAX) throw new Problem(429, "too-many-listeners", {}, 10);
  linesByActor.set(actorId, count + 1);
  return () => {
    const left = (linesByActor.get(actorId) ?? 1) - 1;
    if (left === 0) linesByActor.delete(actorId);
    else linesByActor.set(actorId, left);
  };
}

/** Of the tickets that events speak of, those that the actor does not see: whoever only reports hears of their own and of those that they were asked to read. */
async function hiddenTickets(
  tx: Tx,
  ctx: Ctx,
  events: readonly { readonly type: string; readonly subject_id: string | null }[],
): Promise<ReadonlySet<string | null>> {
  const spokenOf = events.flatMap(({ type, subject_id }) =>
    type.startsWith("ticket.") && subject_id !== null ? [subject_id] : [],
  );
  if (spokenOf.length === 0 || ctx.may("ticket:read", ctx.own)) return new Set();
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const rows = await tx
    .selectFrom("ticket as t")
    .select("t.ticket_id")
    .where("t.ticket_id", "in", spokenOf)
    .where(concerns(me))
    .execute();
  const seen = new Set(rows.map(({ ticket_id }) => ticket_id));
  return new Set(spokenOf.filter((id) => !seen.has(id)));
}

/** One open line. Asks at every turn anew who is listening: whoever was removed hears no more. */
class Line {
  private readonly out: ServerResponse;
  private readonly identify: () => Promise<Ctx | undefined>;
  private position: Position;
  private isReading = false;
  private isAwake = false;

  constructor(out: ServerResponse, position: Position, identify: () => Promise<Ctx | undefined>) {
    this.out = out;
    this.position = position;
    this.identify = identify;
  }

  /** Reads what is new and sends it; ends the line when the listener may not listen any more. */
  async turn(): Promise<void> {
    this.isAwake = true;
    if (this.isReading) return;
    this.isReading = true;
    try {
      while (this.isAwake && !this.out.writableEnded && !this.out.destroyed) {
        this.isAwake = false;
        const ctx = await this.identify();
        if (ctx === undefined) return void this.out.end("event: end\ndata: {}\n\n");
        await this.sendNew(ctx);
      }
    } catch {
      this.out.end();
    } finally {
      this.isReading = false;
    }
  }

  private async sendNew(ctx: Ctx): Promise<void> {
    const { position } = this;
    const { horizon, own, hidden } = await ctx.read(ctx.own, async (tx) => {
      const before = await horizonOf(tx);
      const events = await eventsBetween(tx, position, before);
      return { horizon: before, own: events, hidden: await hiddenTickets(tx, ctx, events) };
    });
    const isProvider = ctx.company.engagements.length > 0;
    const across = isProvider ? await ctx.readAcross((tx) => eventsBetween(tx, position, horizon)) : [];
    const last = lastOfAll(own, across);
    // Of the company's own affairs hears who may read its history.
    const mayReadOwn = ctx.may("history:read", ctx.own);
    const heard = own.filter(
      ({ engagement_id, subject_id }) => (mayReadOwn || engagement_id !== null) && !hidden.has(subject_id),
    );
    for (const event of [...heard, ...across].toSorted(byPlace)) {
      // Beyond it, what one of the readings has not come to yet would be passed over.
      if (last !== undefined && byPlace(event, last) > 0) break;
      const { tx, event_id, engagement_id, type, subject_id } = event;
      const data = JSON.stringify({ type, subjectId: subject_id, engagementId: engagement_id });
      this.out.write(`id: ${tx}_${event_id}\nevent: change\ndata: ${data}\n\n`);
    }
    this.position = last === undefined ? placeOf(horizon) : { tx: last.tx, id: last.event_id };
    if (last !== undefined) this.isAwake = true;
    // Somebody who does not read is not written to without end: they come again and miss nothing.
    if (this.out.writableLength > UNREAD_BYTES_MAX) this.out.destroy();
  }
}

function positionOf(header: string | string[] | undefined): Position | undefined {
  const [, tx, id] = /^(\d{1,18})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(String(header)) ?? [];
  return tx === undefined || id === undefined ? undefined : { tx, id };
}

export const liveRoutes: Routes = async (app, { parts }) => {
  // Open lines would keep the server from ending.
  app.addHook("preClose", (done) => {
    parts.live.stop();
    done();
  });

  app.get(
    "/live",
    {
      // Its answer has no end, so that there is nothing to say of it beforehand.
      exposeHeadRoute: false,
      schema: {
        summary: "What happens, as it happens",
        description:
          "Server-sent events, `event: change`, with type, subjectId and engagementId. Who sends Last-Event-ID misses nothing. `event: end`: the sign-in has ended.",
        tags: ["event"],
        produces: ["text/event-stream"],
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      request.ctx.requireSignedIn();
      const { id: company } = request.ctx.company;
      const position = positionOf(request.headers["last-event-id"]) ?? placeOf(await horizonOf(parts.db));
      const giveBack = takeLine(`${company} ${request.ctx.signature.id}`);
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value);
      reply.hijack();
      openLine(request, reply.raw, parts, position, giveBack);
    },
  );
};

/** A key that is refused has ended. A database that is away for a moment ends nobody's sign-in: the line breaks, and is opened anew. */
function nobodyAnyMore(error: unknown): { readonly actor: undefined } {
  if (error instanceof Problem) return { actor: undefined };
  throw error;
}

function openLine(
  request: FastifyRequest,
  out: ServerResponse,
  parts: Parts,
  position: Position,
  giveBack: () => void,
): void {
  out.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" });
  out.write(": listening\n\n");
  let { ctx } = request;
  const identify = async (): Promise<Ctx | undefined> => {
    const now = parts.clock();
    const { actor } = await actorOf(request, parts.db, parts.publicUrl, now).catch(nobodyAnyMore);
    const isSame = actor !== undefined && actor.kind === ctx.actor.kind && actor.company?.id === ctx.actor.company?.id;
    if (!isSame || (actor.kind === "person" && actor.state !== "full")) return undefined;
    return (ctx = new Ctx(parts.db, actor, now, request.id));
  };
  const line = new Line(out, position, identify);
  const stop = parts.live.listen({
    concerns: (tenant) =>
      tenant === ctx.company.id || ctx.company.engagements.some((engagement) => engagement.tenant === tenant),
    wake: () => void line.turn(),
    end: () => void out.end(),
  });
  const heartbeat = setInterval(() => {
    out.write(": \n\n");
    void line.turn();
  }, HEARTBEAT_MS).unref();
  out.on("close", () => {
    stop();
    clearInterval(heartbeat);
    giveBack();
  });
  void line.turn();
}
