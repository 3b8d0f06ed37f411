/** A request for each route of on-call duty. */
import { randomUUID } from "node:crypto";
import type { RotaPlan } from "@handschlag/engine/duty/plan.ts";
import { HOUR_MS, later } from "@handschlag/engine/instant.ts";
import { v7 as uuidv7 } from "uuid";
import { engagementOf, type Asked, type Make } from "../asked.test-support.ts";
import { Ctx } from "../context.ts";
import { inScope, type TenantId } from "../db/tenant.ts";
import { record } from "../event/record.ts";
import { linkMake, linksKeep } from "../link/link.ts";
import { ticketOpen } from "../ticket/open.ts";
import { DUTY_LINK } from "./duty-link.ts";

const LAYER = "019a1f00-0000-4000-8000-00000000aaaa";

const planOf = (people: readonly string[]): RotaPlan => ({
  timeZone: "Europe/Berlin",
  layers: [
    {
      id: LAYER,
      name: "Rufbereitschaft",
      people: [...people],
      turnDays: 7,
      from: "2026-01-01",
      at: "08:00",
      hours: { mode: "always" },
    },
  ],
  needed: { mode: "always" },
  acknowledgeMinutes: 15,
  ranks: 2,
});

/** The company whose rota is asked for, and somebody who works for it. */
async function companyOf({ world, visitor }: Asked): Promise<{ readonly company: TenantId; readonly person: string }> {
  const company = visitor.company ?? world.provider;
  return { company, person: (await world.server.person(company, null, "agent")).id };
}

/** A rota of the visitor's company, or of the provider. */
async function rotaFor(
  asked: Asked,
): Promise<{ readonly id: string; readonly company: TenantId; readonly person: string }> {
  const { server } = asked.world;
  const { company, person } = await companyOf(asked);
  const id = uuidv7();
  const at = new Date(server.now);
  const plan = JSON.stringify(planOf([person]));
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("duty_rota")
      .values({ tenant_id: company, rota_id: id, name: randomUUID(), plan, changed_at: at, watched_until: at })
      .execute(),
  );
  return { id, company, person };
}

/** A departure from a plan for the visitor, who may take it back. */
async function spanFor(asked: Asked): Promise<string> {
  const { server } = asked.world;
  const { id, company, person } = await rotaFor(asked);
  const span = uuidv7();
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("duty_span")
      .values({
        tenant_id: company,
        span_id: span,
        rota_id: id,
        kind: "override",
        layer_id: LAYER,
        person_id: asked.visitor.person?.id ?? person,
        from_at: new Date(server.now),
        until_at: new Date(server.now + HOUR_MS),
      })
      .execute(),
  );
  return `/duty/rotas/${id}/spans/${span}`;
}

/** An alarm of a ticket that somebody of the client reported. */
async function alarmFor(asked: Asked): Promise<{ readonly ticket: string; readonly call: string }> {
  const { world, whose } = asked;
  const { server } = world;
  const tenant = whose === "elsewhere" ? world.otherClient : world.client;
  const engagement = engagementOf(asked);
  const ctx = await server.ctx(await server.person(tenant, "coordinator"));
  const { id: ticket } = await ticketOpen(ctx, engagement, {
    kind: "incident",
    subject: "Server steht",
    text: "Seit eben.",
    channel: "web",
  });
  const call = uuidv7();
  const at = new Date(server.now);
  await inScope(server.db, { tenant, side: "system" }, { readOnly: false }, async (tx) => {
    await tx
      .insertInto("duty_call")
      .values({
        tenant_id: tenant,
        call_id: call,
        engagement_id: engagement,
        ticket_id: ticket,
        state: "calling",
        asked_at: at,
      })
      .execute();
    const system = new Ctx(server.db, { kind: "system", company: undefined }, server.now, "duty");
    await record(
      tx,
      system,
      { tenant, side: "system" },
      {
        type: "duty.raised",
        subjectId: call,
        engagementId: engagement,
        visibleTo: "both",
        facts: { ticket },
      },
    );
  });
  return { ticket, call };
}

/** A link of a mail to somebody of the provider. */
async function tokenFor(asked: Asked): Promise<string> {
  const { world } = asked;
  const { db, seal, now } = world.server;
  const { call } = await alarmFor(asked);
  const { id: person } = await world.server.person(world.provider, null, "agent");
  const about = { company: world.provider, place: world.client, person, address: undefined };
  const endsAt = later(now, HOUR_MS);
  const link = linkMake(seal, now, { ...about, purpose: DUTY_LINK, side: "provider", subject: call, endsAt });
  await linksKeep(db, now, [link]);
  return link.token;
}

const FROM = "2026-11-23T08:00:00.000Z";
const hourLater = ({ world }: Asked) => new Date(world.server.now + HOUR_MS).toISOString();

export const DUTY: Readonly<Record<string, Make>> = {
  "GET /duty/rotas": async (asked) => {
    await rotaFor(asked);
    return { path: "/duty/rotas" };
  },
  "POST /duty/rotas": async (asked) => {
    const { person } = await companyOf(asked);
    return { path: "/duty/rotas", body: { name: randomUUID(), plan: planOf([person]), serves: [] } };
  },
  "GET /duty/rotas/:id": async (asked) => ({ path: `/duty/rotas/${(await rotaFor(asked)).id}` }),
  "PATCH /duty/rotas/:id": async (asked) => {
    const { id, person } = await rotaFor(asked);
    const body = { name: randomUUID(), plan: planOf([person]), serves: [] };
    return { path: `/duty/rotas/${id}`, body, headers: { "if-match": '"1"' } };
  },
  "DELETE /duty/rotas/:id": async (asked) => ({ path: `/duty/rotas/${(await rotaFor(asked)).id}` }),
  "GET /duty/rotas/:id/shifts": async (asked) => ({
    path: `/duty/rotas/${(await rotaFor(asked)).id}/shifts?from=${FROM}&until=2026-11-30T08:00:00.000Z`,
  }),
  "POST /duty/rotas/:id/spans": async (asked) => {
    const { id, person } = await rotaFor(asked);
    const [from, until] = [new Date(asked.world.server.now).toISOString(), hourLater(asked)];
    // Whoever may not send others takes it themselves.
    const personId = asked.visitor.person?.id ?? person;
    return { path: `/duty/rotas/${id}/spans`, body: { kind: "override", layerId: LAYER, personId, from, until } };
  },
  "DELETE /duty/rotas/:id/spans/:other": async (asked) => ({ path: await spanFor(asked) }),
  "POST /duty/rotas/:id/notes": async (asked) => ({
    path: `/duty/rotas/${(await rotaFor(asked)).id}/notes`,
    body: { text: "Der Ersatz kommt am Donnerstag." },
  }),
  "GET /duty/calls": async (asked) => {
    await alarmFor(asked);
    return { path: "/duty/calls" };
  },
  "GET /tickets/:id/duty": async (asked) => ({ path: `/tickets/${(await alarmFor(asked)).ticket}/duty` }),
  "POST /tickets/:id/duty/acknowledgement": async (asked) => ({
    path: `/tickets/${(await alarmFor(asked)).ticket}/duty/acknowledgement`,
  }),
  "GET /duty-links/:token": async (asked) => ({ path: `/duty-links/${await tokenFor(asked)}` }),
  "POST /duty-links/:token/acknowledgement": async (asked) => ({
    path: `/duty-links/${await tokenFor(asked)}/acknowledgement`,
  }),
};
