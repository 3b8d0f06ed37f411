/** A client, its provider and files of tickets to be imported between them. */
import type { z } from "zod";
import type { ImportBody } from "@handschlag/api/ticket-import.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { EngagementId, TenantId } from "../db/tenant.ts";
import type { TestPerson, TestServer } from "../server.test-support.ts";
import { runImports } from "./import-run.ts";

export type Import = z.output<typeof ImportBody>;

export class ImportDesk {
  readonly server: TestServer;
  readonly client: TenantId;
  readonly provider: TenantId;
  readonly engagement: EngagementId;
  readonly manager: TestPerson;

  private constructor(
    server: TestServer,
    client: TenantId,
    provider: TenantId,
    engagement: EngagementId,
    manager: TestPerson,
  ) {
    this.server = server;
    this.client = client;
    this.provider = provider;
    this.engagement = engagement;
    this.manager = manager;
  }

  /** Without a contract nothing is promised. */
  static async make(server: TestServer, contract?: string): Promise<ImportDesk> {
    const client = await server.company("Lindenhof");
    const provider = await server.company("Lechbogen");
    const engagement = await server.engagement(client, provider);
    const manager = await server.person(provider, null, "service-manager", { name: "Markus Wieland" });
    if (contract !== undefined) await server.importContract(manager, engagement, contract);
    return new ImportDesk(server, client, provider, engagement, manager);
  }

  path(id?: string, part?: string): string {
    return `/engagements/${this.engagement}/ticket-imports${id === undefined ? "" : `/${id}`}${part === undefined ? "" : `/${part}`}`;
  }

  async ask(method: "GET" | "PUT" | "DELETE", path: string, body?: unknown, as = this.manager) {
    return this.server.request(method, path, {
      as: await this.server.cookie(as),
      ...(body !== undefined && { body }),
    });
  }

  /** Hands a file in. */
  async send(bytes: Buffer | string, mapping?: string, as = this.manager) {
    const query = new URLSearchParams({ fileName: "tickets.csv", ...(mapping !== undefined && { mapping }) });
    return this.server.app.inject({
      method: "POST",
      url: `/api/v1${this.path()}?${query.toString()}`,
      headers: {
        origin: this.server.origin,
        cookie: await this.server.cookie(as),
        "content-type": "application/octet-stream",
      },
      payload: Buffer.from(bytes),
    });
  }

  /** Hands a file in that is taken; by a mapping of one's own where a text is given. */
  async look(bytes: Buffer | string, mapping?: string, own?: string): Promise<Import> {
    const answer = await this.send(bytes, mapping);
    if (answer.statusCode !== 201) throw new Error(`not taken: ${answer.body}`);
    const taken = answer.json<Import>();
    return own === undefined ? taken : this.map(taken.id, { text: own });
  }

  async map(id: string, mapping: object): Promise<Import> {
    const answer = await this.ask("PUT", this.path(id, "mapping"), mapping);
    if (answer.statusCode !== 200) throw new Error(`not mapped: ${answer.body}`);
    return answer.json<Import>();
  }

  async start(id: string): Promise<void> {
    const answer = await this.ask("PUT", this.path(id, "start"));
    if (answer.statusCode !== 202) throw new Error(`not started: ${answer.body}`);
  }

  async show(id: string): Promise<Import> {
    return (await this.ask("GET", this.path(id))).json<Import>();
  }

  run(clock: () => Instant = () => this.server.now): Promise<number> {
    return runImports(this.server.db, { clock, say: () => undefined });
  }

  /** Brings a file in as a whole. */
  async bring(bytes: Buffer | string, mapping?: string, own?: string): Promise<Import> {
    const { id } = await this.look(bytes, mapping, own);
    await this.start(id);
    await this.run();
    return this.show(id);
  }
}
