/** The desk of the architects, whose contract lets the office decide up to 500 euros, and beyond that with the partner. */
import type { z } from "zod";
import type { ChangeBody } from "@handschlag/api/change.ts";
import { DAY_MS, later } from "@handschlag/engine/instant.ts";
import type { LightMyRequestResponse } from "fastify";
import { linkMake, linksKeep } from "../link/link.ts";
import type { TestServer } from "../server.test-support.ts";
import { CONTRACT, Desk } from "../ticket/desk.test-support.ts";
import { DECISION_LINK } from "./decision-link.ts";
import { WISH } from "./requests.test-support.ts";

const MATRIX_AT = CONTRACT.indexOf("\nchanges:");
/** What the contract says of changes. */
export const MATRIX = CONTRACT.slice(MATRIX_AT);

export type Change = z.output<typeof ChangeBody>;
type Who = keyof Desk["people"];

export class ChangeDesk {
  readonly desk: Desk;

  private constructor(desk: Desk) {
    this.desk = desk;
  }

  /** `matrix`: the part of the contract; the contacts' addresses open the accounts of the owner and the coordinator. */
  static async make(server: TestServer, matrix = MATRIX): Promise<ChangeDesk> {
    const desk = await Desk.make(server);
    const { owner, coordinator } = desk.people;
    const text = CONTRACT.slice(0, MATRIX_AT)
      .replace("k.lindner@lindenhof-architekten.example", owner.email)
      .replace("s.roeckl@lindenhof-architekten.example", coordinator.email.toUpperCase())
      .replace(/^version: 1$/m, "version: 2")
      .replace(/^validFrom: .*$/m, "validFrom: 2026-02-01");
    await server.importContract(desk.people.manager, desk.engagement, `${text}${matrix}`);
    return new ChangeDesk(desk);
  }

  get path(): string {
    return `/engagements/${this.desk.engagement}/changes`;
  }

  /** Asks for a change; by default one of low risk that costs nothing. Returns its id. */
  async wish(as: Who, wish: object = {}): Promise<string> {
    const answer = await this.desk.request(as, "POST", this.path, { ...WISH, ...wish });
    if (answer.statusCode !== 201) throw new Error(`not asked for: ${answer.body}`);
    return answer.json<{ id: string }>().id;
  }

  act(as: Who, id: string, type: string, wish: object = {}): Promise<LightMyRequestResponse> {
    return this.desk.request(as, "POST", `${this.path}/${id}/events`, { type, ...wish });
  }

  /** Does something that has to succeed. */
  async done(as: Who, id: string, type: string, wish: object = {}): Promise<Change> {
    const answer = await this.act(as, id, type, wish);
    if (answer.statusCode !== 201) throw new Error(`${type} was refused: ${answer.body}`);
    return answer.json<Change>();
  }

  /** A change whose decision is awaited. */
  async asked(wish: object = {}): Promise<string> {
    const id = await this.wish("agent", wish);
    await this.done("manager", id, "asked");
    return id;
  }

  async show(as: Who, id: string): Promise<Change> {
    return (await this.desk.request(as, "GET", `${this.path}/${id}`)).json<Change>();
  }

  /** The token of a link that is sent to one of the client's people. */
  async link(to: Who, id: string, days = 3): Promise<string> {
    const { server, client, people } = this.desk;
    const link = linkMake(server.seal, server.now, {
      purpose: DECISION_LINK,
      company: people[to].company,
      person: people[to].id,
      address: undefined,
      side: people[to].company === client ? "client" : "provider",
      place: client,
      subject: id,
      endsAt: later(server.now, days * DAY_MS),
    });
    await linksKeep(server.db, server.now, [link]);
    return link.token;
  }
}
