/** Requests about tickets that are right in every way: see server/src/requests.test-support.ts. */
import { engagementOf, type Asked, type Make } from "../asked.test-support.ts";
import { CONTRACT } from "../world.test-support.ts";
import type { TestPerson } from "../server.test-support.ts";
import { ticketAct } from "./act.ts";
import { linkAdd } from "./extras.ts";
import { importAdd } from "./imports.ts";
import { ticketOpen } from "./open.ts";
import { participantAdd } from "./participants.ts";
import { ticketShow } from "./show.ts";
import { stepAdd } from "./steps.ts";
import { templateAdd } from "./templates.ts";

const REPORT = { kind: "incident", subject: "Drucker druckt nicht", text: "Seit heute früh.", channel: "web" } as const;
const DAY = "2026-11-20";
const LOG = '{"ticket":"A-1","at":"2026-11-20T08:00:00Z","by":"client","type":"opened"}\n';

/** A coordinator of the client whose engagement is asked for. */
async function coordinator({ world, whose }: Asked): Promise<TestPerson> {
  return world.server.person(whose === "elsewhere" ? world.otherClient : world.client, "coordinator");
}

/** A ticket that a coordinator of the client reported. */
async function ticketFor(asked: Asked): Promise<string> {
  const ctx = await asked.world.server.ctx(await coordinator(asked));
  return (await ticketOpen(ctx, engagementOf(asked), REPORT)).id;
}

/** A person of the visitor's own side: of the client unless the visitor is of the provider. */
const colleague = async (asked: Asked): Promise<TestPerson> => {
  const { world, visitor } = asked;
  return visitor.company === world.provider ? world.server.person(world.provider, null, "agent") : coordinator(asked);
};

/** A template of the visitor's company, or of the client. */
async function templateFor({ world, visitor, whose }: Asked): Promise<string> {
  const company = whose === "client" ? world.client : (visitor.company ?? world.client);
  const ctx = await world.server.ctx(await world.server.person(company, "owner"));
  const kept = { kind: "answer", name: `Rückfrage ${Math.random()}`, content: "Welches Gerät ist es?" };
  return (await templateAdd(ctx, kept)).template_id;
}

/** Somebody of the provider, at work in the engagement. */
const agentCtx = async ({ world }: Asked) => world.server.ctx(await world.server.person(world.provider, null, "agent"));

const FILE = { "content-type": "application/octet-stream" };

/** Adds to a ticket as somebody would whom nobody here asks about; returns the id. */
async function fileFor(asked: Asked, ticket: string): Promise<string> {
  const { server } = asked.world;
  const answer = await server.request("POST", `/tickets/${ticket}/attachments?name=bild.txt`, {
    as: await server.cookie(await coordinator(asked)),
    body: "Inhalt",
    headers: FILE,
  });
  return answer.json<{ id: string }>().id;
}

/** A file of one ticket that the provider's manager handed in. */
async function importFor(asked: Asked): Promise<string> {
  const { world } = asked;
  const ctx = await world.server.ctx(await world.server.person(world.provider, null, "service-manager"));
  const file = { fileName: "tickets.ndjson", mapping: undefined };
  return (await importAdd(ctx, engagementOf(asked), file, Buffer.from(LOG))).import_id;
}

/** A request about an import. */
const ofImport =
  (part: string, body?: unknown): Make =>
  async (asked) => ({
    path: `/engagements/${engagementOf(asked)}/ticket-imports/${await importFor(asked)}${part}`,
    ...(body !== undefined && { body }),
  });

export const TICKETS: Readonly<Record<string, Make>> = {
  "GET /tickets": async (asked) => {
    await ticketFor(asked);
    return { path: "/tickets" };
  },
  "GET /tickets/count": async (asked) => {
    await ticketFor(asked);
    return { path: "/tickets/count" };
  },
  "GET /tickets/export": async (asked) => {
    await ticketFor(asked);
    return { path: "/tickets/export" };
  },
  "GET /summary": async (asked) => {
    await ticketFor(asked);
    return { path: "/summary" };
  },
  "POST /engagements/:id/tickets": (asked) => ({ path: `/engagements/${engagementOf(asked)}/tickets`, body: REPORT }),
  "GET /engagements/:id/ticket-preview": (asked) => ({ path: `/engagements/${engagementOf(asked)}/ticket-preview` }),
  "GET /tickets/:id": async (asked) => ({ path: `/tickets/${await ticketFor(asked)}` }),
  "GET /tickets/:id/mails": async (asked) => ({ path: `/tickets/${await ticketFor(asked)}/mails` }),
  // A note is what both sides may write, and employees may not.
  "POST /tickets/:id/events": async (asked) => ({
    path: `/tickets/${await ticketFor(asked)}/events`,
    body: { type: "noted", text: "Zur Kenntnis." },
  }),
  "POST /tickets/events": async (asked) => ({
    path: "/tickets/events",
    body: { ids: [await ticketFor(asked)], act: { type: "noted", text: "Zur Kenntnis." } },
  }),
  "POST /tickets/:id/attachments": async (asked) => ({
    path: `/tickets/${await ticketFor(asked)}/attachments?name=bild.txt`,
    body: "Inhalt",
    headers: FILE,
  }),
  "GET /tickets/:id/attachments/:other": async (asked) => {
    const ticket = await ticketFor(asked);
    return { path: `/tickets/${ticket}/attachments/${await fileFor(asked, ticket)}` };
  },
  "POST /tickets/:id/time-records": async (asked) => ({
    path: `/tickets/${await ticketFor(asked)}/time-records`,
    body: { day: DAY, minutes: 15, chargeable: false },
  }),
  "DELETE /tickets/:id/time-records/:other": async (asked) => {
    const ticket = await ticketFor(asked);
    const own = { day: DAY, minutes: 15, chargeable: false };
    const { server } = asked.world;
    const made = await server.request("POST", `/tickets/${ticket}/time-records`, { as: asked.visitor.as, body: own });
    const id = made.statusCode === 201 ? made.json<{ id: string }>().id : ticket;
    return { path: `/tickets/${ticket}/time-records/${id}` };
  },
  "POST /tickets/:id/steps": async (asked) => ({
    path: `/tickets/${await ticketFor(asked)}/steps`,
    body: { title: "Toner tauschen" },
  }),
  "PATCH /tickets/:id/steps/:other": async (asked) => {
    const ticket = await ticketFor(asked);
    const step = await stepAdd(await agentCtx(asked), ticket, { title: "Toner tauschen" });
    return { path: `/tickets/${ticket}/steps/${step}`, body: { done: true } };
  },
  "DELETE /tickets/:id/steps/:other": async (asked) => {
    const ticket = await ticketFor(asked);
    const step = await stepAdd(await agentCtx(asked), ticket, { title: "Toner tauschen" });
    return { path: `/tickets/${ticket}/steps/${step}` };
  },
  "POST /tickets/:id/checklists": async (asked) => {
    const { world, visitor } = asked;
    const ticket = await ticketFor(asked);
    const ctx = await world.server.ctx(await world.server.person(visitor.company ?? world.client, "owner"));
    const list = { kind: "checklist", name: `Umzug ${Math.random()}`, content: "Kabel prüfen\nKonto anlegen" };
    return { path: `/tickets/${ticket}/checklists`, body: { templateId: (await templateAdd(ctx, list)).template_id } };
  },
  "GET /engagements/:id/people": (asked) => ({ path: `/engagements/${engagementOf(asked)}/people` }),
  "PATCH /tickets/:id": async (asked) => ({
    path: `/tickets/${await ticketFor(asked)}`,
    body: { category: "Drucken" },
  }),
  "POST /tickets/:id/parts": async (asked) => {
    const ticket = await ticketFor(asked);
    const ctx = await asked.world.server.ctx(await coordinator(asked));
    const [opened] = (await ticketShow(ctx, ticket)).entries;
    const part = { eventId: opened!.body.id, subject: "Der Scanner auch", text: "Er scannt nicht." };
    return { path: `/tickets/${ticket}/parts`, body: part };
  },
  "PUT /tickets/:id/participants/:other": async (asked) => ({
    path: `/tickets/${await ticketFor(asked)}/participants/${(await colleague(asked)).id}`,
  }),
  "DELETE /tickets/:id/participants/:other": async (asked) => {
    const ticket = await ticketFor(asked);
    const person = await colleague(asked);
    const isOurs = asked.visitor.company === asked.world.provider;
    const ctx = isOurs ? await agentCtx(asked) : await asked.world.server.ctx(await coordinator(asked));
    await participantAdd(ctx, ticket, person.id);
    return { path: `/tickets/${ticket}/participants/${person.id}` };
  },
  "GET /company/templates": async (asked) => {
    await templateFor(asked);
    return { path: "/company/templates" };
  },
  "POST /company/templates": () => ({
    path: "/company/templates",
    body: { kind: "answer", name: `Rückfrage ${Math.random()}`, content: "Welches Gerät ist es?" },
  }),
  "PATCH /company/templates/:id": async (asked) => ({
    path: `/company/templates/${await templateFor(asked)}`,
    body: { name: `Rückfrage ${Math.random()}`, content: "Welches Gerät ist es genau?" },
    headers: { "if-match": '"1"' },
  }),
  "DELETE /company/templates/:id": async (asked) => ({ path: `/company/templates/${await templateFor(asked)}` }),
  "POST /tickets/:id/links": async (asked) => {
    const [ticket, otherId] = [await ticketFor(asked), await ticketFor(asked)];
    return { path: `/tickets/${ticket}/links`, body: { kind: "related", otherId } };
  },
  "DELETE /tickets/:id/links/:other": async (asked) => {
    const [ticket, other] = [await ticketFor(asked), await ticketFor(asked)];
    await linkAdd(await agentCtx(asked), ticket, "related", other);
    return { path: `/tickets/${ticket}/links/${other}?kind=related` };
  },
  "GET /me/views": () => ({ path: "/me/views" }),
  "POST /me/views": () => ({ path: "/me/views", body: { name: "Dringend", query: "priority=P1" } }),
  "DELETE /me/views/:id": async (asked) => {
    const { server } = asked.world;
    const view = { name: "Dringend", query: "priority=P1" };
    const made = await server.request("POST", "/me/views", { as: asked.visitor.as, body: view });
    const id = made.statusCode === 201 ? made.json<{ id: string }>().id : asked.world.engagement;
    return { path: `/me/views/${id}` };
  },
  "GET /engagements/:id/attainment": async (asked) => {
    const ticket = await ticketFor(asked);
    await ticketAct(await agentCtx(asked), ticket, { type: "answered", text: "Wir sehen nach." });
    return { path: `/engagements/${engagementOf(asked)}/attainment` };
  },
  "GET /engagements/:id/verdicts": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/verdicts?period=2026-11`,
  }),
  "POST /engagements/:id/backtest": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/backtest`,
    body: { text: CONTRACT },
  }),
  "GET /ticket-mappings": () => ({ path: "/ticket-mappings" }),
  "GET /engagements/:id/ticket-imports": async (asked) => {
    await importFor(asked);
    return { path: `/engagements/${engagementOf(asked)}/ticket-imports` };
  },
  "POST /engagements/:id/ticket-imports": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/ticket-imports?fileName=tickets.ndjson`,
    body: LOG,
    headers: FILE,
  }),
  "GET /engagements/:id/ticket-imports/:other": ofImport(""),
  "PUT /engagements/:id/ticket-imports/:other/mapping": ofImport("/mapping", { priorities: { hoch: "P1" } }),
  "PUT /engagements/:id/ticket-imports/:other/start": ofImport("/start"),
  "GET /engagements/:id/ticket-imports/:other/faults": ofImport("/faults"),
  "DELETE /engagements/:id/ticket-imports/:other": ofImport(""),
};
