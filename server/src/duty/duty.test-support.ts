/** A client whose production may call its provider around the clock, for tests of alarms and rotas. */
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { DutyHours, RotaPlan } from "@handschlag/engine/duty/plan.ts";
import { instant, later, MINUTE_MS } from "@handschlag/engine/instant.ts";
import type { z } from "zod";
import type { DutyCalls, DutyRota } from "@handschlag/api/duty.ts";
import { sql } from "kysely";
import { inScope, type EngagementId, type TenantId } from "../db/tenant.ts";
import { horizonOf } from "../event/position.ts";
import type { PostOffice } from "../mail/out/post-office.ts";
import { Postman } from "../mail/out/postman.ts";
import type { Mail } from "../mail/out/transport.ts";
import { followToEnd } from "../event/follow.test-support.ts";
import { tellAll } from "../notice/news.test-support.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { noticeAlarms } from "./alarm.ts";
import { sweepDuty } from "./sweep.ts";
import { watchRotas } from "./watch.ts";

const CONTRACT = readFileSync("fixtures/contracts/brenner-maschinenbau-msp.yaml", "utf8");
export const [FIRST, SECOND] = [
  "019a1f00-0000-4000-8000-000000000001",
  "019a1f00-0000-4000-8000-000000000002",
] as const;
export type Calls = z.output<typeof DutyCalls>;
export type ShownRota = z.output<typeof DutyRota>;
type Who = "coordinator" | "manager" | "ann" | "ben" | "cem" | "external";

const week = (hours: string[]) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });
export const OFFICE: DutyHours = {
  mode: "outside",
  calendar: { timeZone: "Europe/Berlin", hours: week(["08:00-17:00"]), holidays: "DE-NW" },
};

export class DutyDesk {
  readonly server: TestServer;
  readonly client: TenantId;
  readonly provider: TenantId;
  readonly engagement: EngagementId;
  readonly people: Readonly<Record<Who, TestPerson>>;
  private readonly mails: Mail[] = [];

  private constructor(
    server: TestServer,
    place: Pick<DutyDesk, "client" | "provider" | "engagement">,
    people: DutyDesk["people"],
  ) {
    this.server = server;
    this.client = place.client;
    this.provider = place.provider;
    this.engagement = place.engagement;
    this.people = people;
  }

  /** At night: nobody is at the desk. `cem` is the service manager whom the contract's escalation names. */
  static async make(server: TestServer): Promise<DutyDesk> {
    server.now = instant("2026-11-23T22:00:00Z");
    const client = await server.company("Brenner Maschinenbau");
    const provider = await server.company("Domstadt IT");
    const engagement = await server.engagement(client, provider);
    const worker = (name: string) => server.person(provider, null, "agent", { name });
    const people = {
      coordinator: await server.person(client, "coordinator", null, { name: "Yasemin Groß" }),
      manager: await server.person(provider, null, "service-manager", { name: "Nils Overbeck" }),
      ann: await worker("Ann Amsel"),
      ben: await worker("Ben Buche"),
      cem: await worker("Cem Celik"),
      external: await server.person(provider, null, "external", { name: "Xaver Extern" }),
    };
    const contract = CONTRACT.replace("n.overbeck@domstadt-it.example", people.cem.email);
    await server.importContract(people.manager, engagement, contract);
    const desk = new DutyDesk(server, { client, provider, engagement }, people);
    // Followers begin with what happens next.
    await desk.settle();
    return desk;
  }

  at(iso: string): this {
    this.server.now = instant(iso);
    return this;
  }

  later(minutes: number): this {
    this.server.now = later(this.server.now, minutes * MINUTE_MS);
    return this;
  }

  async request(as: Who | undefined, method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown) {
    return this.server.request(method, path, {
      ...(as !== undefined && { as: await this.server.cookie(this.people[as]) }),
      ...(body !== undefined && { body }),
    });
  }

  /** Two layers: ann is called first, ben after her. */
  plan(wish: Partial<RotaPlan> = {}): RotaPlan {
    const layer = (id: string, name: string, who: Who) => ({
      id,
      name,
      people: [this.people[who].id],
      turnDays: 7,
      from: "2026-11-02",
      at: "08:00",
      hours: { mode: "always" as const },
    });
    const layers = [layer(FIRST, "Erste", "ann"), layer(SECOND, "Zweite", "ben")];
    return { timeZone: "Europe/Berlin", layers, needed: { mode: "always" }, acknowledgeMinutes: 15, ranks: 1, ...wish };
  }

  async rota(wish: Partial<RotaPlan> = {}): Promise<ShownRota> {
    const body = { name: "Rufbereitschaft", plan: this.plan(wish), serves: [this.engagement] };
    const answer = await this.request("manager", "POST", "/duty/rotas", body);
    if (answer.statusCode !== 201) throw new Error(`no rota: ${answer.body}`);
    return answer.json<ShownRota>();
  }

  /** The whole plant stands: a P1 whose answer is promised around the clock. */
  async alarm(wish: object = {}): Promise<string> {
    const body = {
      subject: "Server steht",
      text: "Seit eben.",
      service: "servers",
      impact: "plant",
      urgency: "stopped",
    };
    const answer = await this.request("coordinator", "POST", `/engagements/${this.engagement}/tickets`, {
      ...body,
      ...wish,
    });
    if (answer.statusCode !== 201) throw new Error(`not opened: ${answer.body}`);
    return answer.json<{ id: string }>().id;
  }

  act(as: Who, ticket: string, type: string, wish: object = {}) {
    return this.request(as, "POST", `/tickets/${ticket}/events`, { type, ...wish });
  }

  /** What runs behind the requests, once. */
  async sweep(): Promise<void> {
    await this.allIsDone();
    await followToEnd(this.server.db, "duty", () => noticeAlarms(this.server.db));
    await sweepDuty(this.server.db, this.server.now, fail);
  }
  watch = (): Promise<number> => watchRotas(this.server.db, this.server.now, fail);

  async calls(as: Who, ticket: string): Promise<Calls> {
    const answer = await this.request(as, "GET", `/tickets/${ticket}/duty`);
    if (answer.statusCode !== 200) throw new Error(`no calls: ${answer.body}`);
    return answer.json<Calls>();
  }

  /** Who was called when, and how it stands. */
  async told(ticket: string): Promise<string[]> {
    const { items } = await this.calls("manager", ticket);
    return items.flatMap(({ called, state }) => [
      ...called.map(({ at, name, level }) => `${at.slice(11, 16)} ${name}${level === null ? "" : ` L${level}`}`),
      state,
    ]);
  }

  take = (as: Who, ticket: string) => this.request(as, "POST", `/tickets/${ticket}/duty/acknowledgement`);

  /** The mails that go out now, to whom and about what. */
  async sent(): Promise<Mail[]> {
    this.mails.length = 0;
    await tellAll(this.post);
    await new Postman(this.post).round();
    return [...this.mails];
  }

  /** Followers read what is before the oldest transaction of the cluster that still runs: of other tests, too. */
  private async allIsDone(): Promise<void> {
    const { db } = this.server;
    const { rows } = await sql<{ tx: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as tx`.execute(db);
    while (BigInt(await horizonOf(db)) < BigInt(rows[0]!.tx)) await setTimeout(5);
  }

  private async settle(): Promise<void> {
    await followToEnd(this.server.db, "duty", () => noticeAlarms(this.server.db));
    await this.sent();
    await inScope(this.server.db, { scope: "mail" }, { readOnly: false }, async (tx) => {
      const gone = { state: "dropped", ended_at: new Date(0) };
      await tx.updateTable("mail_out").set(gone).where("state", "=", "waiting").execute();
      // What other tests left calls and tells nobody any more.
      await tx.updateTable("duty_call").set({ next_at: null }).execute();
      await tx.deleteFrom("duty_rota").execute();
    });
  }

  private get post(): PostOffice {
    const { db, seal } = this.server;
    return {
      db,
      seal,
      clock: () => this.server.now,
      publicUrl: "https://handschlag.example.org",
      from: "Handschlag <desk@example.org>",
      transport: {
        send: (mail) => {
          this.mails.push(mail);
          return Promise.resolve({ kind: "taken" });
        },
        close: () => undefined,
      },
      say: fail,
    };
  }
}

function fail(text: string): never {
  throw new Error(text);
}
