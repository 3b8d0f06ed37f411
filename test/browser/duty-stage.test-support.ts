/** An alarm in the sample, for pages to be looked at and for the story of a night. */
import type { BrowserContext } from "@playwright/test";
import { HOUR_MS, later } from "../../engine/src/instant.ts";
import { noticeAlarms } from "../../server/src/duty/alarm.ts";
import { DUTY_LINK } from "../../server/src/duty/duty-link.ts";
import { sweepDuty } from "../../server/src/duty/sweep.ts";
import type { TenantId } from "../../server/src/db/tenant.ts";
import { linkMake, linksKeep } from "../../server/src/link/link.ts";
import type { House } from "./house.test-support.ts";

export const MANAGER = "Théo Lemaître";
export const TECHNICIAN = "Ingeborg Süß";
export const COORDINATOR = "Yasemin Groß";

export interface StagedDuty {
  readonly rota: string;
  readonly ticket: string;
  /** Of a link in a mail to the technician. */
  readonly token: string;
}

interface Rota {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly plan: object;
  readonly serves: readonly { readonly id: string }[];
}

const json = async <Body>(context: BrowserContext, path: string): Promise<Body> =>
  (await (await context.request.get(`/api/v1${path}`)).json()) as Body;

/** Has the rota call at any hour: these tests do not know when they run. */
async function roundTheClock(house: House, manager: BrowserContext): Promise<Rota> {
  const { items } = await json<{ items: Rota[] }>(manager, "/duty/rotas");
  const [{ id, name, plan, serves, version }] = items as [Rota];
  const data = { name, plan: { ...plan, needed: { mode: "always" } }, serves: serves.map((each) => each.id) };
  const headers = { origin: house.url, "if-match": `"${version}"` };
  return (await (await manager.request.patch(`/api/v1/duty/rotas/${id}`, { data, headers })).json()) as Rota;
}

/** The whole site is off the net: reported by the client, noticed, and somebody is called. */
export async function raiseAlarm(house: House, engagement: string): Promise<string> {
  const client = await house.visit("de", COORDINATOR);
  const data = {
    kind: "incident",
    subject: "Werk ohne Netz",
    text: "Seit eben geht nirgends mehr etwas, auch das Telefon nicht.",
    service: "firewall",
    impact: "site",
    urgency: "outage",
  };
  const headers = { origin: house.url };
  const answer = await client.request.post(`/api/v1/engagements/${engagement}/tickets`, { data, headers });
  const { id } = (await answer.json()) as { id: string };
  await client.close();
  await sweepHouse(house);
  return id;
}

/** What runs behind the requests, once. */
export async function sweepHouse({ server }: House): Promise<void> {
  await noticeAlarms(server.db);
  await sweepDuty(server.db, server.now, (text) => {
    throw new Error(text);
  });
}

/** A link as the mail to the technician has it. */
export async function linkFor(house: House, ticket: string): Promise<string> {
  const technician = await house.visit("de", TECHNICIAN);
  const { items } = await json<{ items: { id: string }[] }>(technician, `/tickets/${ticket}/duty`);
  const { person, company } = await json<{ person: { id: string }; company: { id: string } }>(technician, "/session");
  await technician.close();
  const { db, seal, now } = house.server;
  const link = linkMake(seal, now, {
    purpose: DUTY_LINK,
    company: company.id as TenantId,
    person: person.id,
    address: undefined,
    side: "provider",
    place: company.id as TenantId,
    subject: items[0]!.id,
    endsAt: later(now, HOUR_MS),
  });
  await linksKeep(db, now, [link]);
  return link.token;
}

export async function stageDuty(house: House): Promise<StagedDuty> {
  await noticeAlarms(house.server.db);
  const manager = await house.visit("de", MANAGER);
  const { id: rota, serves } = await roundTheClock(house, manager);
  const ticket = await raiseAlarm(house, serves[0]!.id);
  await manager.close();
  return { rota, ticket, token: await linkFor(house, ticket) };
}
