/** Writers that change things through the API, each with an API key and a line of its own. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ANSWER_MS } from "./deadlines.ts";
import type { Draw, Installation } from "./installation.ts";
import type { Creation, Ledger, Renamed } from "./ledger.ts";

const WRITERS = 8;
const REQUEST_MS_MAX = 15_000;
/** After an answer that is none, so that a server that is away is not stormed. */
const REST_MS = 15;
const TRIES_MAX = 200;
const OWNERS = ["Katharina Lindner", "Friedrich Brenner"];
const OWNER_SCOPES = [
  "people:read",
  "people:write",
  "key:write",
  "engagement:read",
  "engagement:write",
  "contract:write",
];
const contractOf = (name: string) =>
  readFileSync(join(import.meta.dirname, `../../fixtures/contracts/${name}.yaml`), "utf8");
const CONTRACT = contractOf("volvo-log");
/** Under which an answer is due after a quarter of an hour at any time; here without an end. */
const DESK_CONTRACT = contractOf("servicenow-log").replace("end: 2017-12-31", "end: 2099-12-31");
const DESK = { owner: "Katharina Lindner", provider: "Lechbogen Systemhaus GmbH", manager: "Markus Wieland" };
/** Contacts lie so long back that the time to answer ends from a little before the report until a little after a restart. */
const ENDS_MS = [-500, 4_000] as const;

interface Answer {
  /** 0: there was none. */
  readonly status: number;
  readonly body: {
    readonly id?: string;
    readonly eventId?: string;
    readonly version?: number;
    readonly key?: string;
    readonly kind?: string;
  };
}

/** Somebody who writes, and what they need for it. */
export interface Writer {
  readonly key: string;
  readonly providerId: string;
  readonly renamed: Renamed;
  readonly desk: Desk;
}

/** Where tickets are reported and answered, and by whose key. */
interface Desk {
  readonly key: string;
  readonly engagementId: string;
}

export class Load {
  private readonly installation: Installation;
  private readonly ledger: Ledger;
  private count = 0;

  constructor(installation: Installation, ledger: Ledger) {
    this.installation = installation;
    this.ledger = ledger;
  }

  private async send(
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer & { readonly cookie: string }> {
    try {
      const answer = await fetch(`${this.installation.url}/api/v1${path}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(REQUEST_MS_MAX),
      });
      const text = await answer.text();
      const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
      return { status: answer.status, cookie, body: text === "" ? {} : (JSON.parse(text) as Answer["body"]) };
    } catch {
      return { status: 0, cookie: "", body: {} };
    }
  }

  private asKey(method: string, path: string, key: string, body?: unknown, headers = {}): Promise<Answer> {
    return this.send(method, path, body, { authorization: `Bearer ${key}`, ...headers });
  }

  /** Keys of the two owners of the sample, and for each writer an engagement to rename. */
  async writers(): Promise<readonly Writer[]> {
    const made: Writer[] = [];
    const desk = await this.desk();
    for (let number = 0; number < WRITERS; number++) {
      const key = await this.keyOf(OWNERS[number % OWNERS.length]!, `writer ${number}`, "owner", OWNER_SCOPES);
      const engagements = await this.asKey("GET", "/engagements", key);
      const { items } = engagements.body as { items: { provider: { id: string } }[] };
      const providerId = items[0]!.provider.id;
      const { body } = await this.asKey("POST", "/engagements", key, { name: `renamed ${number} 1`, providerId });
      const renamed = { id: body.id!, sender: key, version: 1, isOpen: false };
      this.ledger.renamed.push(renamed);
      made.push({ key, providerId, renamed, desk });
    }
    return made;
  }

  /** An engagement with a contract whose deadlines run at any time. */
  private async desk(): Promise<Desk> {
    const owner = await this.keyOf(DESK.owner, "desk", "owner", OWNER_SCOPES);
    const engagements = await this.asKey("GET", "/engagements", owner);
    const { items } = engagements.body as { items: { provider: { id: string; name: string } }[] };
    const providerId = items.find(({ provider }) => provider.name === DESK.provider)!.provider.id;
    const { body } = await this.asKey("POST", "/engagements", owner, { name: "desk", providerId });
    const path = `/engagements/${body.id}/contract-versions`;
    const { status } = await this.asKey("POST", path, owner, { text: DESK_CONTRACT });
    if (status !== 201) throw new Error(`no contract for the desk: ${status}`);
    const key = await this.keyOf(DESK.manager, "desk", "service-manager", [
      "ticket:read",
      "ticket:report",
      "ticket:work",
    ]);
    return { key, engagementId: body.id! };
  }

  private async keyOf(owner: string, name: string, role: string, scopes: readonly string[]): Promise<string> {
    const { url } = this.installation;
    const token = this.installation.linkOf(owner);
    const { cookie } = await this.send("POST", "/session/link", { token }, { origin: url });
    const wish = { name, role, scopes, days: 30 };
    const { status, body } = await this.send("POST", "/company/api-keys", wish, { origin: url, cookie });
    if (status !== 201 || typeof body.key !== "string") throw new Error(`no key for ${owner}: ${status} ${body.kind}`);
    return body.key;
  }

  /** Writes until `isOver` says so. */
  async write({ key, providerId, renamed, desk }: Writer, draw: Draw, isOver: () => boolean): Promise<void> {
    const invitations: Creation[] = [];
    const engagements: string[] = [];
    const tickets: string[] = [];
    while (!isOver()) {
      const act = draw(24);
      if (act >= 16) {
        const made = act < 20 || tickets.length === 0 ? this.report(desk, draw) : this.reply(desk, tickets.shift()!);
        await this.create(made);
        if (made.id !== undefined && made.kind === "ticket") tickets.push(made.id);
      } else if (act < 4) await this.rename(renamed);
      else if (act < 7 && invitations.length > 0) await this.takeBack(invitations.pop()!);
      else {
        const made = this.wish(act, key, providerId, act < 9 ? engagements.pop() : undefined);
        await this.create(made);
        if (made.id !== undefined && made.kind === "invitation") invitations.push(made);
        if (made.id !== undefined && made.kind === "engagement") engagements.push(made.id);
      }
    }
  }

  private wish(act: number, sender: string, providerId: string, engagementId: string | undefined): Creation {
    const name = `crash-${++this.count}`;
    if (engagementId !== undefined) {
      // The row of a version has no name of its own; in its text, it does.
      const path = `/engagements/${engagementId}/contract-versions`;
      return this.ledger.creation("contract", sender, name, { path, body: { text: `# ${name}\n${CONTRACT}` } });
    }
    if (act < 10) {
      const body = { name, role: "employee", scopes: ["engagement:read"], days: 1 };
      return this.ledger.creation("key", sender, name, { path: "/company/api-keys", body });
    }
    if (act < 13)
      return this.ledger.creation("engagement", sender, name, { path: "/engagements", body: { name, providerId } });
    const body = { email: `${name}@crash.example`, clientRole: "employee", providerRole: null };
    return this.ledger.creation("invitation", sender, name, { path: "/company/invitations", body });
  }

  private report({ key, engagementId }: Desk, draw: Draw): Creation {
    const subject = `crash-${++this.count}`;
    const endsMs = ENDS_MS[0] + draw(ENDS_MS[1] - ENDS_MS[0]);
    const contactAt = new Date(Date.now() - ANSWER_MS + endsMs).toISOString();
    const about = { service: "it-support", impact: "high", urgency: "high", reason: "crash test" };
    const body = { subject, text: "Away?", channel: "phone", contactAt, ...about };
    return this.ledger.creation("ticket", key, subject, { path: `/engagements/${engagementId}/tickets`, body });
  }

  private reply({ key }: Desk, ticket: string): Creation {
    const text = `crash-${++this.count}`;
    return this.ledger.creation("answer", key, text, {
      path: `/tickets/${ticket}/events`,
      body: { type: "answered", text },
    });
  }

  private async create(creation: Creation): Promise<Answer> {
    const { path, sender, body, idempotencyKey } = creation;
    const answer = await this.asKey("POST", path, sender, body, { "idempotency-key": idempotencyKey });
    if (answer.status === 201) creation.id = answer.body.id ?? answer.body.eventId;
    else await this.pass(answer, `creating ${creation.kind} ${creation.name}`);
    return answer;
  }

  private async rename(renamed: Renamed): Promise<void> {
    // Somebody whose change was not answered looks first.
    if (renamed.isOpen && !(await this.look(renamed))) return;
    renamed.isOpen = true;
    const { id, sender, version } = renamed;
    const name = `renamed ${id} ${version + 1}`;
    const answer = await this.asKey("PATCH", `/engagements/${id}`, sender, { name }, { "if-match": `"${version}"` });
    if (answer.status !== 200) return this.pass(answer, `renaming from version ${version}`);
    renamed.version = version + 1;
    renamed.isOpen = false;
  }

  /** Finds out whether a change that was not answered has happened. */
  private async look(renamed: Renamed): Promise<boolean> {
    const answer = await this.asKey("GET", `/engagements/${renamed.id}`, renamed.sender);
    if (answer.status !== 200) {
      await this.pass(answer, "reading what is renamed");
      return false;
    }
    const { version = 0 } = answer.body;
    if (version !== renamed.version && version !== renamed.version + 1)
      this.ledger.strange.push(`${renamed.id}: version ${renamed.version} was acknowledged, ${version} is there`);
    renamed.version = version;
    renamed.isOpen = false;
    return true;
  }

  private async takeBack(invitation: Creation): Promise<Answer> {
    const wasAsked = invitation.removal === "asked";
    invitation.removal = "asked";
    const answer = await this.asKey("DELETE", `/company/invitations/${invitation.id}`, invitation.sender);
    // It was not acknowledged the first time, and still happened.
    if (answer.status === 204 || (answer.status === 404 && wasAsked)) invitation.removal = "done";
    else await this.pass(answer, `taking back ${invitation.name}`);
    return answer;
  }

  /** Away, busy and slow down are no faults; whatever else was not asked for is one. */
  private async pass({ status, body }: Answer, what: string): Promise<void> {
    if (![0, 429, 503].includes(status)) this.ledger.strange.push(`${what}: ${status} ${body.kind ?? ""}`);
    await sleep(REST_MS);
  }

  /** Repeats what was not acknowledged until it is, with the same idempotency keys. */
  async finish(): Promise<void> {
    const { open, creations, renamed } = this.ledger;
    const asked = creations.filter(({ removal }) => removal === "asked");
    // All at once, as clients do that come back after an outage.
    await Promise.all([
      ...open.map((each) =>
        this.insist(
          () => this.create(each),
          () => each.id !== undefined,
        ),
      ),
      ...asked.map((each) =>
        this.insist(
          () => this.takeBack(each),
          () => each.removal === "done",
        ),
      ),
      ...renamed.map((each) =>
        this.insist(
          () => this.look(each),
          () => !each.isOpen,
        ),
      ),
    ]);
  }

  private async insist(act: () => Promise<unknown>, isDone: () => boolean): Promise<void> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      if (isDone()) return;
      await act();
    }
    if (!isDone()) this.ledger.strange.push("a request that was repeated is not answered");
  }
}
