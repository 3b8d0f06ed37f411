/** A client and its provider under the sample contract of the architects, for tests of the ticket desk. */
import { readFileSync } from "node:fs";
import { instant, type Instant } from "@handschlag/engine/instant.ts";
import type { z } from "zod";
import type { TicketBody, Tickets } from "@handschlag/api/ticket.ts";
import type { EngagementId, TenantId } from "../db/tenant.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";

export const CONTRACT = readFileSync("fixtures/contracts/lindenhof-architekten.yaml", "utf8");
export type Ticket = z.output<typeof TicketBody>;
export type Queue = z.output<typeof Tickets>;

export class Desk {
  readonly server: TestServer;
  readonly client: TenantId;
  readonly provider: TenantId;
  readonly engagement: EngagementId;
  readonly people: Record<"owner" | "coordinator" | "employee" | "manager" | "agent", TestPerson>;

  private constructor(
    server: TestServer,
    client: TenantId,
    provider: TenantId,
    engagement: EngagementId,
    people: Desk["people"],
  ) {
    this.server = server;
    this.client = client;
    this.provider = provider;
    this.engagement = engagement;
    this.people = people;
  }

  static async make(server: TestServer): Promise<Desk> {
    const client = await server.company("Lindenhof");
    const provider = await server.company("Lechbogen");
    const engagement = await server.engagement(client, provider);
    const people = {
      owner: await server.person(client, "owner", null, { name: "Katharina Lindner" }),
      coordinator: await server.person(client, "coordinator", null, { name: "Sabine Röckl" }),
      employee: await server.person(client, "employee", null, { name: "Tobias Hartl" }),
      manager: await server.person(provider, null, "service-manager", { name: "Markus Wieland" }),
      agent: await server.person(provider, null, "agent", { name: "Öznur Çelik" }),
    };
    await server.importContract(people.manager, engagement, CONTRACT);
    return new Desk(server, client, provider, engagement, people);
  }

  /** Moves the clock to an instant. */
  at(iso: string): this {
    this.server.now = instant(iso);
    return this;
  }

  /** Moves the clock on by some minutes. */
  later(minutes: number): this {
    this.server.now = (this.server.now + minutes * 60_000) as Instant;
    return this;
  }

  async request(
    as: keyof Desk["people"],
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
  ) {
    return this.server.request(method, path, {
      as: await this.server.cookie(this.people[as]),
      ...(body !== undefined && { body }),
    });
  }

  /** Opens a ticket: by default everybody in the office is blocked in their e-mail, which is P1. Returns its id. */
  async open(as: keyof Desk["people"], wish: object = {}): Promise<string> {
    const body = {
      subject: "E-Mail geht nicht",
      text: "Seit heute früh.",
      service: "m365",
      impact: "office",
      urgency: "blocked",
      ...wish,
    };
    const answer = await this.request(as, "POST", `/engagements/${this.engagement}/tickets`, body);
    if (answer.statusCode !== 201) throw new Error(`not opened: ${answer.body}`);
    return answer.json<{ id: string }>().id;
  }

  act(as: keyof Desk["people"], ticket: string, type: string, wish: object = {}) {
    return this.request(as, "POST", `/tickets/${ticket}/events`, { type, ...wish });
  }

  /** Does something that has to succeed; returns the event's id. */
  async done(as: keyof Desk["people"], ticket: string, type: string, wish: object = {}): Promise<string> {
    const answer = await this.act(as, ticket, type, wish);
    if (answer.statusCode !== 201) throw new Error(`${type} was refused: ${answer.body}`);
    return answer.json<{ eventId: string }>().eventId;
  }

  async show(as: keyof Desk["people"], ticket: string): Promise<Ticket> {
    const answer = await this.request(as, "GET", `/tickets/${ticket}`);
    if (answer.statusCode !== 200) throw new Error(`not shown: ${answer.body}`);
    return answer.json<Ticket>();
  }

  async queue(as: keyof Desk["people"], query = ""): Promise<Queue> {
    const answer = await this.request(as, "GET", `/tickets?${query}`);
    if (answer.statusCode !== 200) throw new Error(`no queue: ${answer.body}`);
    return answer.json<Queue>();
  }
}

/** State and deadline of a ticket's clocks by level. */
export const clocksOf = ({ readings }: Ticket): Record<string, string> =>
  Object.fromEntries(readings.map(({ level, state, deadline }) => [level, `${state} ${deadline ?? "-"}`]));
