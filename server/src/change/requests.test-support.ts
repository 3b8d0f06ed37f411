/** A request for each route of changes. */
import { DAY_MS, later, type Instant } from "@handschlag/engine/instant.ts";
import { riskSetOn } from "@handschlag/engine/change/risk.ts";
import { v7 as uuidv7 } from "uuid";
import { engagementOf, type Asked, type Make } from "../asked.test-support.ts";
import type { TenantId } from "../db/tenant.ts";
import { linkMake, linksKeep } from "../link/link.ts";
import type { TestPerson } from "../server.test-support.ts";
import { changeAct } from "./act.ts";
import { DECISION_LINK } from "./decision-link.ts";
import { freezeAdd } from "./freezes.ts";
import { changeRequest } from "./request.ts";

/** The harmless answer to every question about the risk. */
export const HARMLESS = Object.fromEntries(
  riskSetOn("2026-11-23").questions.map(({ id, answers }) => [id, answers[0]!.id]),
);
export const WISH = {
  kind: "normal",
  title: "Firewall austauschen",
  reason: "Der Hersteller liefert bald keine Aktualisierungen mehr.",
  plan: "Neues Gerät vorbereiten, umstecken, prüfen.",
  backOutPlan: "Altes Gerät wieder anschließen.",
  services: [],
  amount: null,
  answers: HARMLESS,
  planned: null,
} as const;

const clientOf = ({ world, whose }: Asked): TenantId => (whose === "elsewhere" ? world.otherClient : world.client);
const client = (asked: Asked): Promise<TestPerson> => asked.world.server.person(clientOf(asked), "coordinator");
const provider = ({ world }: Asked): Promise<TestPerson> =>
  world.server.person(world.provider, null, "service-manager");

async function changeFor(asked: Asked): Promise<string> {
  const ctx = await asked.world.server.ctx(await client(asked));
  return (await changeRequest(ctx, engagementOf(asked), WISH)).change_id;
}

/** The same of the visitor's own side, which alone takes it back without planning it. */
async function ownChangeFor(asked: Asked): Promise<string> {
  const { world, visitor } = asked;
  if (visitor.company !== world.provider) return changeFor(asked);
  const ctx = await world.server.ctx(await provider(asked));
  return (await changeRequest(ctx, engagementOf(asked), WISH)).change_id;
}

const path = (asked: Asked, id = "") => `/engagements/${engagementOf(asked)}/changes${id === "" ? "" : `/${id}`}`;
const span = ({ world: { server } }: Asked) => ({
  from: new Date(server.now).toISOString(),
  until: new Date(later(server.now, DAY_MS)).toISOString(),
});
const query = (asked: Asked): string => new URLSearchParams(span(asked)).toString();

/** A freeze of the visitor's own side, or of the other one. */
async function freezeFor(asked: Asked, whose: "own" | "other"): Promise<string> {
  const { world, visitor } = asked;
  const isClient = visitor.company === clientOf(asked);
  const ctx = await world.server.ctx(await (isClient === (whose === "own") ? client(asked) : provider(asked)));
  const id = await freezeAdd(ctx, engagementOf(asked), { ...span(asked), services: null, reason: "Jahresabschluss" });
  return `/engagements/${engagementOf(asked)}/change-freezes/${id}`;
}

/** The link by which somebody who leads the client decides what the provider has asked. */
async function decisionLink(asked: Asked): Promise<string> {
  const { server } = asked.world;
  const [owner, manager] = [await server.person(asked.world.client, "owner"), await provider(asked)];
  const id = await changeFor({ ...asked, whose: "own" });
  await changeAct(await server.ctx(manager), asked.world.engagement, id, { type: "asked" });
  const link = linkMake(server.seal, server.now, {
    purpose: DECISION_LINK,
    company: asked.world.client,
    person: owner.id,
    address: undefined,
    side: "client",
    place: asked.world.client,
    subject: id,
    endsAt: (server.now + DAY_MS) as Instant,
  });
  await linksKeep(server.db, server.now, [link]);
  return `/change-decisions/${link.token}`;
}

export const CHANGES: Readonly<Record<string, Make>> = {
  "GET /engagements/:id/changes": async (asked) => {
    await changeFor(asked);
    return { path: path(asked) };
  },
  "POST /engagements/:id/changes": (asked) => ({ path: path(asked), body: WISH }),
  "GET /engagements/:id/changes/:other": async (asked) => ({ path: path(asked, await changeFor(asked)) }),
  "PUT /engagements/:id/changes/:other": async (asked) => {
    const { kind: _, ...wording } = WISH;
    return { path: path(asked, await changeFor(asked)), body: wording, headers: { "if-match": '"1"' } };
  },
  "POST /engagements/:id/changes/:other/events": async (asked) => ({
    path: `${path(asked, await ownChangeFor(asked))}/events`,
    body: { type: "withdrawn" },
  }),
  "GET /engagements/:id/change-calendar": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/change-calendar?${query(asked)}`,
  }),
  "GET /engagements/:id/change-figures": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/change-figures?${query(asked)}`,
  }),
  "POST /engagements/:id/change-freezes": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/change-freezes`,
    body: { ...span(asked), reason: "Jahresabschluss", services: null },
    headers: { "idempotency-key": uuidv7() },
  }),
  "PUT /engagements/:id/change-freezes/:other/agreement": async (asked) => ({
    path: `${await freezeFor(asked, "other")}/agreement`,
  }),
  "DELETE /engagements/:id/change-freezes/:other": async (asked) => ({ path: await freezeFor(asked, "own") }),
  "GET /change-decisions/:token": async (asked) => ({ path: await decisionLink(asked) }),
  "POST /change-decisions/:token": async (asked) => ({
    path: await decisionLink(asked),
    body: { answer: "approved" },
  }),
};
