/** Telling open pages what happened, over real lines. */
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import { inScope, type EngagementId, type TenantId } from "../db/tenant.ts";
import { record, recordAll, type Fact } from "../event/record.ts";
import { enrolTotp } from "../identity/identity.test-support.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";

const DAY_MS = 24 * 3_600_000;
const HEARTBEAT_MS = 15_000;

let server: TestServer;
let client: TenantId;
let provider: TenantId;
let engagement: EngagementId;
let owner: TestPerson;
let manager: TestPerson;
beforeAll(async () => {
  server = await TestServer.start();
  await server.app.listen({ host: "127.0.0.1", port: 0 });
});
// Lines that are still open do not keep the server from ending.
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = (server.now + DAY_MS) as Instant;
  client = await server.company("Lindenhof");
  provider = await server.company("Systemhaus");
  engagement = await server.engagement(client, provider);
  owner = await server.person(client, "owner");
  manager = await server.person(provider, null, "service-manager");
});

interface Message {
  readonly id?: string;
  readonly event?: string;
  readonly data?: { readonly type: string; readonly subjectId: string; readonly engagementId: string | null };
}

/** A page's line, as a browser reads it. */
class Line {
  readonly messages: Message[] = [];
  /** Settles when the line has ended, from whichever side. */
  readonly ended: Promise<void>;
  private readonly cutting = new AbortController();
  private waiting: (() => void) | undefined;

  private constructor(response: Response, cutting: AbortController) {
    this.cutting = cutting;
    this.ended = this.read(response).catch(() => undefined);
  }

  static async open(as: string, lastId?: string): Promise<Line> {
    const cutting = new AbortController();
    const { port } = server.app.server.address() as AddressInfo;
    const headers = as.startsWith("Bearer ") ? { authorization: as } : { cookie: as };
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/live`, {
      headers: { ...headers, ...(lastId !== undefined && { "last-event-id": lastId }) },
      signal: cutting.signal,
    });
    if (response.status !== 200) throw new Error(`no line: ${response.status} ${await response.text()}`);
    if (response.headers.get("content-type") !== "text/event-stream") throw new Error("no line of events");
    return new Line(response, cutting);
  }

  private async read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    for await (const piece of response.body!) {
      text += decoder.decode(piece as Uint8Array, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop()!;
      this.messages.push(...blocks.flatMap(messageOf));
      this.waiting?.();
    }
  }

  /** Waits until so many messages have come. Throws when only a heartbeat would bring them. */
  async until(count: number): Promise<void> {
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort();
      this.waiting?.();
    }, HEARTBEAT_MS - 1_000);
    while (this.messages.length < count && !late.signal.aborted)
      await new Promise<void>((resolve) => (this.waiting = resolve));
    clearTimeout(timer);
    if (late.signal.aborted) throw new Error(`${this.messages.length} of ${count} messages came before the heartbeat`);
  }

  /** Subjects of the changes that it told of. */
  get subjects(): string[] {
    return this.messages.flatMap(({ event, data }) => (event === "change" ? [data!.subjectId] : []));
  }

  /** As when a train goes into a tunnel. */
  cut(): void {
    this.cutting.abort();
  }
}

function messageOf(block: string): Message[] {
  const lines = block.split("\n").filter((line) => !line.startsWith(":") && line.trim() !== "");
  if (lines.length === 0) return [];
  const fields = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
  return [{ ...fields, data: JSON.parse(fields["data"]!) as Message["data"] } as Message];
}

type Eyes = "both" | "client" | "provider";
let subjects = 0;
const newSubject = () => `018f0000-0000-7000-8000-${String(++subjects).padStart(12, "0")}`;

/** Something happens, on which the transaction goes on until `meanwhile` is done. */
function happen(
  tenant: TenantId,
  of: EngagementId | null,
  visibleTo: Eyes = "both",
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const subjectId = newSubject();
  const fact = { type: "test.made", visibleTo, subjectId, ...(of !== null && { engagementId: of }) };
  return inScope(server.db, { tenant, side: "system" }, { readOnly: false }, async (tx) => {
    await record(tx, server.nobody(), { tenant, side: "system" }, fact);
    // With the next question it goes to the database, also when the transaction goes on for longer.
    await sql`select`.execute(tx);
    await meanwhile();
    return subjectId;
  });
}

test("what happens arrives, on both sides, with what it is about and nothing more", async () => {
  const lines = [await Line.open(await server.cookie(owner)), await Line.open(await server.cookie(manager))];
  const subjectId = await happen(client, engagement);
  for (const line of lines) {
    await line.until(1);
    expect(line.messages).toEqual([
      {
        id: expect.stringMatching(/^\d+_[0-9a-f-]{36}$/),
        event: "change",
        data: { type: "test.made", subjectId, engagementId: engagement },
      },
    ]);
  }
});

test("a key listens, too", async () => {
  const line = await Line.open(await server.key(owner, "owner", ["engagement:read", "history:read"]));
  const subjectId = await happen(client, engagement);
  // The key's own making is past before the line begins, and its being used is no event.
  while (!line.subjects.includes(subjectId)) await line.until(line.messages.length + 1);
  expect(line.subjects.at(-1)).toBe(subjectId);
});

test("a line that breaks again and again, wherever, loses nothing and tells nothing twice", async () => {
  const as = await server.cookie(owner);
  const happened: string[] = [];
  const seen: string[] = [];
  const first = await Line.open(as);
  happened.push(await happen(client, engagement));
  await first.until(1);
  let last = first.messages[0]!.id!;
  seen.push(...first.subjects);
  first.cut();
  for (let round = 1; round <= 12; round++) {
    for (let each = 0; each < round % 4; each++) happened.push(await happen(client, engagement));
    const line = await Line.open(as, last);
    happened.push(await happen(client, engagement));
    const wanted = happened.length - seen.length;
    // Some are cut before they have told all: what came is known, the rest comes on the next line.
    await line.until(Math.max(1, wanted - (round % 3)));
    line.cut();
    await line.ended;
    seen.push(...line.subjects);
    last = line.messages.at(-1)!.id!;
  }
  const rest = await Line.open(as, last);
  happened.push(await happen(client, engagement));
  await rest.until(happened.length - seen.length);
  expect([...seen, ...rest.subjects]).toEqual(happened);
});

test("what was begun earlier and done later is not passed over, on an open line or a new one", async () => {
  const as = await server.cookie(owner);
  const line = await Line.open(as);
  const quick: string[] = [];
  let position: string | undefined;
  const slow = await happen(client, engagement, "both", async () => {
    // Another transaction, begun after this one, is done before it: while this one is open it is not told.
    quick.push(await happen(client, engagement));
    const early = await Line.open(as);
    quick.push(await happen(client, engagement));
    early.cut();
  });
  await line.until(3);
  expect(line.subjects).toEqual([slow, ...quick]);
  position = line.messages[0]!.id;
  const again = await Line.open(as, position);
  await happen(client, engagement);
  await again.until(3);
  expect(again.subjects.slice(0, 2)).toEqual(quick);
});

test("hundreds at once all arrive, in their order", async () => {
  const line = await Line.open(await server.cookie(owner));
  const happened = await happenOften(client, engagement, 450);
  await line.until(450);
  expect(line.subjects).toEqual(happened);
});

/** So many events of one transaction, a reading of which does not come to the end. */
const happenOften = (tenant: TenantId, of: EngagementId | null, count: number) =>
  inScope(server.db, { tenant, side: "system" }, { readOnly: false }, async (tx) => {
    const place = { tenant, side: "system" } as const;
    const facts = Array.from({ length: count }, () => ({
      type: "test.made",
      visibleTo: of === null ? "client" : "both",
      subjectId: newSubject(),
      ...(of !== null && { engagementId: of }),
    })) satisfies Fact[];
    await recordAll(tx, server.nobody(), place, facts);
    return facts.map(({ subjectId }) => subjectId);
  });

test("who is client and provider at once hears all of both, in order, however much of one there is", async () => {
  const both = await server.person(provider, "owner", "service-manager");
  const line = await Line.open(await server.cookie(both));
  const happened = [
    ...(await happenOften(provider, null, 250)),
    ...(await happenOften(client, engagement, 250)),
    ...(await happenOften(provider, null, 210)),
    await happen(client, engagement),
  ];
  await line.until(happened.length);
  expect(line.subjects).toEqual(happened);
});

test("any number of events that somebody may not hear of do not keep from them those that they may", async () => {
  const line = await Line.open(await server.cookie(await server.person(client, "employee")));
  await happenOften(client, null, 450);
  const subjectId = await happen(client, engagement);
  await line.until(1);
  expect(line.subjects).toEqual([subjectId]);
});

test("nobody hears of what is not for their eyes: other side, other engagement, other client, own affairs without the right", async () => {
  const otherClient = await server.company("Anderswo");
  const elsewhere = await server.engagement(otherClient, provider);
  const otherProvider = await server.company("Netzsicherheit");
  const beside = await server.engagement(client, otherProvider);
  const external = { assigned: [elsewhere] };
  const listeners = {
    owner: await server.cookie(owner),
    employee: await server.cookie(await server.person(client, "employee")),
    manager: await server.cookie(manager),
    external: await server.cookie(await server.person(provider, null, "external", external)),
    otherOwner: await server.cookie(await server.person(otherClient, "owner")),
    otherManager: await server.cookie(await server.person(otherProvider, null, "service-manager")),
  };
  const lines = Object.fromEntries(
    await Promise.all(Object.entries(listeners).map(async ([name, as]) => [name, await Line.open(as)] as const)),
  );
  const told: Record<string, string> = {};
  const name = async (what: string, ...event: Parameters<typeof happen>) => {
    told[await happen(...event)] = what;
  };
  await name("both", client, engagement);
  await name("client's", client, engagement, "client");
  await name("provider's", client, engagement, "provider");
  await name("own affair", client, null, "client");
  await name("own affair of the provider", provider, null, "client");
  await name("beside", client, beside);
  await name("beside, provider's", client, beside, "provider");
  await name("elsewhere", otherClient, elsewhere);
  await name("elsewhere, client's", otherClient, elsewhere, "client");
  // The last that each of them hears.
  await name("end", otherClient, elsewhere);
  await name("end", client, beside);
  await name("end", client, engagement);
  const hears: Record<string, string[]> = {
    owner: ["both", "client's", "own affair", "beside", "end", "end"],
    employee: ["both", "client's", "beside", "end", "end"],
    manager: ["both", "provider's", "own affair of the provider", "elsewhere", "end", "end"],
    external: ["elsewhere", "end"],
    otherOwner: ["elsewhere", "elsewhere, client's", "end"],
    otherManager: ["beside", "beside, provider's", "end"],
  };
  for (const [who, expected] of Object.entries(hears)) {
    await lines[who]!.until(expected.length);
    expect([who, lines[who]!.subjects.map((subject) => told[subject])]).toEqual([who, expected]);
  }
});

/** How a line ends by itself, and not only when the next heartbeat finds its listener gone. */
async function endBeforeHeartbeat(line: Line): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, HEARTBEAT_MS - 1_000)));
  const isEnded = await Promise.race([line.ended.then(() => true), late.then(() => false)]);
  clearTimeout(timer);
  return isEnded ? line.messages.at(-1)?.event : "late";
}

test.each<{ what: string; end: (as: { leader: string; listener: TestPerson; cookie: string }) => Promise<unknown> }>([
  {
    what: "is removed",
    end: ({ leader, listener }) => server.request("DELETE", `/company/people/${listener.id}`, { as: leader }),
  },
  { what: "signs out elsewhere", end: ({ cookie }) => server.request("DELETE", "/session", { as: cookie }) },
  {
    what: "changes the password elsewhere",
    end: async ({ listener }) => {
      const body = { current: "ein-gutes-Passwort-7", next: "noch-ein-Passwort-8" };
      return server.request("PUT", "/me/password", { as: await server.cookie(listener), body });
    },
  },
  {
    what: "turns to another company",
    end: async ({ cookie, listener }) => {
      const other = await server.company("Zweite Firma");
      await server.nobody().identity((tx) =>
        tx
          .insertInto("membership")
          .values({
            tenant_id: other,
            person_id: listener.id,
            client_role: "employee",
            joined_at: new Date(server.now),
          })
          .execute(),
      );
      return server.request("PUT", "/session/company", { as: cookie, body: { companyId: other } });
    },
  },
])("the line of somebody who $what ends at once, and tells nothing of what comes after", async ({ end }) => {
  const listener = await server.person(client, "coordinator");
  const cookie = await server.cookie(listener);
  const line = await Line.open(cookie);
  const subjectId = await happen(client, engagement);
  await line.until(1);
  const leader = await server.cookie(owner);
  const answer = (await end({ leader, listener, cookie })) as { statusCode: number };
  expect(answer.statusCode).toBeLessThan(300);
  const after = await happen(client, engagement);
  expect(await endBeforeHeartbeat(line)).toBe("end");
  expect(line.subjects).toContain(subjectId);
  expect(line.subjects).not.toContain(after);
});

test("the line of a provider's removed agent ends, and of an external only what they no longer work on", async () => {
  const leader = await server.cookie(manager);
  const agent = await server.person(provider, null, "agent");
  const external = await server.person(provider, null, "external", { assigned: [engagement] });
  await enrolTotp(server, external);
  const [agents, externals] = [
    await Line.open(await server.cookie(agent)),
    await Line.open(await server.cookie(external)),
  ];
  const before = await happen(client, engagement);
  await agents.until(1);
  await externals.until(1);
  await server.request("DELETE", `/company/people/${agent.id}`, { as: leader });
  expect(await endBeforeHeartbeat(agents)).toBe("end");
  const otherClient = await server.company("Anderswo");
  const elsewhere = await server.engagement(otherClient, provider);
  const roles = { clientRole: null, providerRole: "external", engagements: [elsewhere] };
  const changed = await server.request("PATCH", `/company/people/${external.id}`, {
    as: await server.cookie(manager),
    body: roles,
    headers: { "if-match": '"1"' },
  });
  expect(changed.statusCode).toBe(204);
  await happen(client, engagement);
  const inEngagement = await happen(otherClient, elsewhere);
  await externals.until(2);
  expect(externals.subjects).toEqual([before, inEngagement]);
});

test("a revoked key hears no more", async () => {
  const { id, key } = (
    await server.request("POST", "/company/api-keys", {
      as: await server.cookie(owner),
      body: { name: "Horcher", role: "owner", scopes: ["engagement:read"], days: 1 },
    })
  ).json<{ id: string; key: string }>();
  const line = await Line.open(`Bearer ${key}`);
  await server.request("DELETE", `/company/api-keys/${id}`, { as: await server.cookie(owner) });
  expect(await endBeforeHeartbeat(line)).toBe("end");
});

test("a database that is away for a moment breaks a line, and does not say that the sign-in has ended", async () => {
  const line = await Line.open(await server.cookie(owner));
  await happen(client, engagement);
  await line.until(1);
  await server.asOwner("alter function actor_by_session(bytea, timestamptz) rename to actor_away");
  try {
    await happen(client, engagement);
    await line.ended;
    expect(line.messages.map(({ event }) => event)).toEqual(["change"]);
  } finally {
    await server.asOwner("alter function actor_away(bytea, timestamptz) rename to actor_by_session");
  }
});

test("one may open twenty lines; a line that is given up makes room for another", async () => {
  const as = await server.cookie(owner);
  const lines = await Promise.all(Array.from({ length: 20 }, () => Line.open(as)));
  await expect(Line.open(as)).rejects.toThrow("no line: 429");
  await expect(Line.open(await server.cookie(manager))).resolves.toBeDefined();
  lines[0]!.cut();
  await lines[0]!.ended;
  const opened = async (): Promise<Line> => Line.open(as).catch(opened);
  expect(await opened()).toBeDefined();
});

test.each(["x", "", "1_x", `1_${"-".repeat(36)}`, "-1_018f0000-0000-7000-8000-000000000000", "9".repeat(30)])(
  "whoever names %j as the last that was seen begins with what comes",
  async (lastId) => {
    await happen(client, engagement);
    const line = await Line.open(await server.cookie(owner), lastId);
    const subjectId = await happen(client, engagement);
    // What was on its way when the line began may come before it.
    while (!line.subjects.includes(subjectId)) await line.until(line.messages.length + 1);
    expect(line.subjects.length).toBeLessThanOrEqual(2);
    expect(line.subjects.at(-1)).toBe(subjectId);
  },
);

test("the position of another tenant's event tells nothing of that tenant", async () => {
  const stranger = await server.person(await server.company("Anderswo"), "owner");
  const line = await Line.open(await server.cookie(owner));
  await happen(client, engagement);
  await line.until(1);
  const other = await Line.open(await server.cookie(stranger), line.messages[0]!.id);
  const subjectId = await happen(stranger.company, null, "client");
  while (!other.subjects.includes(subjectId)) await other.until(other.messages.length + 1);
  expect(other.subjects.at(-1)).toBe(subjectId);
});
