import { z } from "zod";
import {
  DutyCall,
  DutyCalls,
  DutyLink,
  DutyRota,
  DutyRotas,
  NewDutyNote,
  NewDutyRota,
  NewDutySpan,
  OpenDutyCalls,
  Shifts,
  ShiftsQuery,
} from "@handschlag/api/duty.ts";
import { Id, Made } from "@handschlag/api/values.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Duty, Span } from "@handschlag/engine/duty/rota.ts";
import type { Callee } from "@handschlag/engine/duty/chain.ts";
import type { Ctx } from "../context.ts";
import { once } from "../http/once.ts";
import type { Routes } from "../http/parts.ts";
import { tagVersion, versionMeant } from "../http/versions.ts";
import { nameOf, openCalls, ticketAcknowledge, ticketCalls, type ShownCall } from "./calls.ts";
import { linkAcknowledge, linkRead } from "./duty-link.ts";
import { rotaAdd, rotaChange, rotaList, rotaRead, rotaRemove, rotaShifts, type ShownRota } from "./rotas.ts";
import { noteAdd, spanAdd, spanRemove } from "./spans.ts";

const tags = ["duty"];
const params = z.strictObject({ id: Id });
const pair = z.strictObject({ id: Id, other: Id });
const token = z.strictObject({ token: z.string().max(200) });

const iso = (at: Instant | Date): string => new Date(at).toISOString();
const instantOf = (text: string): Instant => Date.parse(text) as Instant;
const stretchOf = ({ from, until }: Span) => ({ from: iso(from), until: iso(until) });
const dutyOf = ({ layer, person, why, planned }: Duty) => ({
  layerId: layer,
  personId: person,
  why,
  plannedId: planned ?? null,
});

function rotaBody(shown: ShownRota): z.input<typeof DutyRota> {
  const { id, name, version, rota, names } = shown;
  const somebody = (person: string) => ({
    id: person,
    name: rota.gone.has(person) ? null : (names.get(person) ?? null),
  });
  return {
    id,
    name,
    version,
    plan: rota.plan,
    serves: shown.serves.map((each) => ({ id: each.served_id, name: each.name, client: each.client })),
    people: shown.people.map(somebody),
    now: shown.onDuty.map(dutyOf),
    isNeededNow: shown.isNeededNow,
    spans: shown.spans.map((span) => ({
      id: span.span_id,
      kind: span.kind as "override",
      layerId: span.layer_id,
      personId: span.person_id,
      substituteId: span.substitute_id,
      from: iso(span.from_at),
      until: iso(span.until_at),
    })),
    notes: shown.notes.map((note) => ({
      id: note.note_id,
      author: { id: note.author_id, name: names.get(note.author_id) ?? null },
      text: note.text,
      writtenAt: iso(note.written_at),
    })),
    gaps: shown.gaps.map(stretchOf),
  };
}

function callBody(call: ShownCall): z.input<typeof DutyCall> {
  const calleeOf = (callee: Callee) => ({
    name: nameOf(call, callee),
    layer: callee.by === "layer" ? (call.layers.get(callee.layer) ?? null) : null,
    level: callee.by === "level" ? callee.level : null,
  });
  const { acknowledged, next, endedAt } = call;
  return {
    id: call.id,
    state: call.state,
    raisedAt: iso(call.raisedAt),
    endedAt: endedAt === undefined ? null : iso(endedAt),
    called: call.called.map(({ at, callee }) => ({ ...calleeOf(callee), at: iso(at) })),
    acknowledged:
      acknowledged === undefined
        ? null
        : { at: iso(acknowledged.at), name: call.names.get(acknowledged.person) ?? null },
    next:
      next === undefined
        ? null
        : { at: iso(next.at), callee: next.callee === undefined ? null : calleeOf(next.callee) },
  };
}

const rotaRoutes: Routes = async (app) => {
  app.get(
    "/duty/rotas",
    { schema: { summary: "Who is on call", tags, response: { 200: DutyRotas } } },
    async (request) => ({ items: (await rotaList(request.ctx)).map(rotaBody) }),
  );
  app.post(
    "/duty/rotas",
    { schema: { summary: "Make a rota", tags, body: NewDutyRota, response: { 201: DutyRota } } },
    async (request, reply) => {
      const add = (ctx: Ctx) => rotaAdd(ctx, request.body);
      return reply.code(201).send(await once(request, add, rotaBody));
    },
  );
  app.get(
    "/duty/rotas/:id",
    { schema: { summary: "A rota", tags, params, response: { 200: DutyRota } } },
    async (request, reply) => {
      const shown = await rotaRead(request.ctx, request.params.id);
      tagVersion(reply, shown.version);
      return rotaBody(shown);
    },
  );
  app.patch(
    "/duty/rotas/:id",
    { schema: { summary: "Write a rota anew", tags, params, body: NewDutyRota, response: { 200: DutyRota } } },
    async (request, reply) => {
      request.ctx.require("duty:write", request.ctx.own);
      const changed = await rotaChange(request.ctx, request.params.id, versionMeant(request), request.body);
      tagVersion(reply, changed.version);
      return rotaBody(changed);
    },
  );
  app.delete(
    "/duty/rotas/:id",
    { schema: { summary: "Take a rota away", tags, params, response: { 204: z.void() } } },
    async (request, reply) => {
      await rotaRemove(request.ctx, request.params.id);
      return reply.code(204).send();
    },
  );
  app.get(
    "/duty/rotas/:id/shifts",
    {
      schema: {
        summary: "Who is on call when, and when nobody is",
        tags,
        params,
        querystring: ShiftsQuery,
        response: { 200: Shifts },
      },
    },
    async (request) => {
      const { from, until } = request.query;
      const { shifts, gaps } = await rotaShifts(request.ctx, request.params.id, instantOf(from), instantOf(until));
      return { items: shifts.map((shift) => ({ ...dutyOf(shift), ...stretchOf(shift) })), gaps: gaps.map(stretchOf) };
    },
  );
};

const spanRoutes: Routes = async (app) => {
  app.post(
    "/duty/rotas/:id/spans",
    {
      schema: {
        summary: "Take a stretch, or be away with a substitute",
        tags,
        params,
        body: NewDutySpan,
        response: { 201: Made },
      },
    },
    async (request, reply) => {
      const { from, until, ...wish } = request.body;
      const span = { ...wish, from: instantOf(from), until: instantOf(until) };
      const add = (ctx: Ctx) => spanAdd(ctx, request.params.id, span);
      return reply.code(201).send(await once(request, add, (id) => ({ id })));
    },
  );
  app.delete(
    "/duty/rotas/:id/spans/:other",
    { schema: { summary: "Keep to the plan again", tags, params: pair, response: { 204: z.void() } } },
    async (request, reply) => {
      await spanRemove(request.ctx, request.params.id, request.params.other);
      return reply.code(204).send();
    },
  );
  app.post(
    "/duty/rotas/:id/notes",
    { schema: { summary: "Hand over to the next one", tags, params, body: NewDutyNote, response: { 201: Made } } },
    async (request, reply) => {
      const add = (ctx: Ctx) => noteAdd(ctx, request.params.id, request.body.text);
      return reply.code(201).send(await once(request, add, (id) => ({ id })));
    },
  );
};

const callRoutes: Routes = async (app, { parts: { db, seal } }) => {
  app.get(
    "/duty/calls",
    { schema: { summary: "Alarms that nobody has taken over", tags, response: { 200: OpenDutyCalls } } },
    async (request) => ({
      items: (await openCalls(request.ctx)).map(({ call, ticket, engagement, client }) => ({
        call: callBody(call),
        ticket,
        engagementId: engagement,
        client,
      })),
    }),
  );
  app.get(
    "/tickets/:id/duty",
    { schema: { summary: "Who was called for a ticket", tags, params, response: { 200: DutyCalls } } },
    async (request) => {
      const { calls, mayTake } = await ticketCalls(request.ctx, request.params.id);
      return { items: calls.map(callBody), mayTake };
    },
  );
  app.post(
    "/tickets/:id/duty/acknowledgement",
    { schema: { summary: "Take the alarm of a ticket over", tags, params, response: { 204: z.void() } } },
    async (request, reply) => {
      await ticketAcknowledge(request.ctx, request.params.id);
      return reply.code(204).send();
    },
  );
  app.get(
    "/duty-links/:token",
    {
      schema: { summary: "What a link in a mail lets one take over", tags, params: token, response: { 200: DutyLink } },
    },
    async (request) => {
      const { person, open } = await linkRead(request.ctx, db, seal, request.params.token);
      return { ticket: open.ticket, client: open.client, person, call: callBody(open.call) };
    },
  );
  app.post(
    "/duty-links/:token/acknowledgement",
    { schema: { summary: "Take an alarm over by a link in a mail", tags, params: token, response: { 204: z.void() } } },
    async (request, reply) => {
      await linkAcknowledge(request.ctx, db, seal, request.params.token);
      return reply.code(204).send();
    },
  );
};

export const dutyRoutes: Routes = async (app, options) => {
  await rotaRoutes(app, options);
  await spanRoutes(app, options);
  await callRoutes(app, options);
};
