/**
 * The ticket desk over HTTP with all its security on: reports, comments, the queue, one ticket, search; beside the least
 * that puts the same rows into the same database, and beside other ticket systems. Everything shares the machine with the
 * load that is put on it.
 */
import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, chmodSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDeskPeers, type DeskPeer, type Sent } from "./desk-peers.ts";
import { digits, median, showFault, showTable, showTitle, verdict, whole, type Goal } from "./report.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = 3;
const WRITES = quick ? 400 : 3_000;
const READS = quick ? 50 : 300;
/** Of the others, which are slower by far. */
const PEER_REQUESTS = quick ? 8 : 96;
const PEER_TICKETS = 8;
const [OPEN, ENDED] = quick ? [5_000, 5_000] : [100_000, 900_000];

interface Host {
  readonly port: number;
  readonly barePort: number;
  readonly engagement: string;
  readonly client: string;
  readonly provider: string;
}

const folder = mkdtempSync(join(tmpdir(), "handschlag-bench-"));
chmodSync(folder, 0o711);
const child = fork(new URL("./desk-host.ts", import.meta.url), [join(folder, "data")]);
const host = await answer<Host>(child);

function answer<T>(from: ChildProcess): Promise<T> {
  return new Promise((done, fail) => {
    const ended = () => fail(new Error("the server ended"));
    from.once("exit", ended);
    from.once("message", (message) => {
      from.off("exit", ended);
      done(message as T);
    });
  });
}

const asked = <T>(message: object): Promise<T> => {
  const answered = answer<T>(child);
  child.send(message);
  return answered;
};

/** Sends one request; its answer's body. Throws when it is refused. */
function send(agent: Agent, { method, path, body, as, port }: Sent): Promise<string> {
  return new Promise((done, fail) => {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      ...(as !== undefined && { authorization: as }),
      ...(payload !== undefined && {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(payload),
      }),
    };
    const sent = request({ host: "127.0.0.1", port, method, path, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if (response.statusCode! >= 400) fail(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
        else done(text);
      });
    });
    sent.on("error", fail);
    sent.end(payload);
  });
}

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly cpuMs: number;
}

interface Cpu {
  readonly cpu: { readonly user: number; readonly system: number };
}

/** Sends many requests over some connections at once. */
async function load(connections: number, count: number, make: (index: number) => Sent): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const before = (await asked<Cpu>({ ask: "cpu" })).cpu;
  const times: number[] = [];
  const started = performance.now();
  let next = 0;
  const line = async () => {
    while (next < count) {
      const sent = make(next++);
      const at = performance.now();
      await send(agent, sent);
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: connections }, line));
  const seconds = (performance.now() - started) / 1_000;
  const after = (await asked<Cpu>({ ask: "cpu" })).cpu;
  agent.destroy();
  const sorted = times.toSorted((a, b) => a - b);
  const cpuMs = (after.user + after.system - before.user - before.system) / 1_000 / count;
  return { perSecond: count / seconds, p50: median(times), p95: sorted[Math.floor(sorted.length * 0.95)]!, cpuMs };
}

const SUBJECT = "E-Mail geht nicht";
const TEXT = "Seit heute früh kommt keine E-Mail mehr an, auch nicht am Telefon. Bitte um Rückruf unter Durchwahl 12.";
const report = (): Sent => ({
  method: "POST",
  path: `/api/v1/engagements/${host.engagement}/tickets`,
  as: host.client,
  port: host.port,
  body: { subject: SUBJECT, text: TEXT, service: "m365", impact: "person", urgency: "minor" },
});
const bare = (): Sent => ({
  method: "POST",
  path: "/",
  port: host.barePort,
  body: { subject: SUBJECT, text: TEXT },
});
const read = (path: string) => (): Sent => ({
  method: "GET",
  path: `/api/v1${path}`,
  as: host.provider,
  port: host.port,
});

/** One of the others, with the ids of its tickets. */
interface Beside {
  readonly peer: DeskPeer;
  readonly tickets: string[];
}

/** The others, each with its first ticket; what does not answer is named and left out. */
async function besides(peers: readonly DeskPeer[]): Promise<Beside[]> {
  const agent = new Agent({ keepAlive: true });
  const ready: Beside[] = [];
  for (const peer of peers) {
    try {
      // What has to be there first is refused when it is there already.
      for (const sent of peer.first) await send(agent, sent).catch(() => undefined);
      const tickets: string[] = [];
      for (let index = 0; index < PEER_TICKETS; index++) tickets.push(peer.idOf(await send(agent, peer.report())));
      for (const id of tickets) await send(agent, peer.comment(id));
      ready.push({ peer, tickets });
    } catch (error) {
      console.log(`  skipped: ${peer.name}: ${String(error)}`);
    }
  }
  agent.destroy();
  return ready;
}

async function rounds(make: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) all.push(await make());
  return middleOf(all);
}

const rows: string[][] = [];
function show(name: string, { perSecond, p50, p95, cpuMs }: Measured, goal: string): void {
  rows.push([
    name,
    whole(Math.round(perSecond)),
    `${digits(p50)} ms`,
    `${digits(p95)} ms`,
    Number.isFinite(cpuMs) ? `${digits(cpuMs)} ms` : "",
    goal,
  ]);
}

/** Ours in the same rounds as the others': each row says how often ours is as fast. */
async function compare(
  name: string,
  ours: () => Promise<Measured>,
  theirs: (beside: Beside) => Promise<Measured>,
  goalOf: (ours: Measured) => string,
): Promise<Measured> {
  const all = new Map<Beside | undefined, Measured[]>([undefined, ...others].map((each) => [each, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [beside, measured] of all) {
      const one = beside === undefined ? await ours() : { ...(await theirs(beside)), cpuMs: Number.NaN };
      measured.push(one);
    }
  const own = middleOf(all.get(undefined)!);
  show(name, own, goalOf(own));
  for (const beside of others) {
    const their = middleOf(all.get(beside)!);
    show(`  ${beside.peer.name}`, their, `ours is ${digits(own.perSecond / their.perSecond)} × as fast`);
  }
  return own;
}

const perSecond = (limit: number): Goal => ({ limit, unit: "/s", atLeast: true });
const ms = (limit: number): Goal => ({ limit, unit: " ms" });

const { peers, missing, stop: stopPeers } = await startDeskPeers(quick, SUBJECT, TEXT);
let others: readonly Beside[] = [];

try {
  showTitle("Ticket desk over HTTP, all security on");
  for (const line of missing) console.log(`  skipped: ${line}`);
  others = await besides(peers);
  const agent = new Agent({ keepAlive: true });
  const tickets: string[] = [];
  for (let index = 0; index < 200; index++)
    tickets.push((JSON.parse(await send(agent, report())) as { id: string }).id);
  const comment = (index: number): Sent => ({
    method: "POST",
    path: `/api/v1/tickets/${tickets[index % tickets.length]}/events`,
    as: host.provider,
    port: host.port,
    body: { type: "answered", text: "Wir sehen nach und melden uns bis Mittag." },
  });
  for (let index = 0; index < 200; index++) await send(agent, comment(index));

  const least = new Map<number, Measured[]>();
  for (const connections of [1, 8, 32]) {
    const bares: Measured[] = [];
    least.set(connections, bares);
    const ours = await compare(
      `report, ${connections} connections`,
      async () => {
        bares.push(await load(connections, WRITES, bare));
        return load(connections, WRITES, report);
      },
      ({ peer }) => load(connections, PEER_REQUESTS, () => peer.report()),
      ({ perSecond: rate, p50 }) =>
        connections === 32 ? verdict(rate, perSecond(1_500)) : connections === 1 ? verdict(p50, ms(1.5)) : "",
    );
    const bareOnes = middleOf(bares);
    show("  the least that does it", bareOnes, `ours is ${digits((ours.perSecond / bareOnes.perSecond) * 100)} %`);
  }
  await compare(
    "comment, 32 connections",
    () => load(32, WRITES, comment),
    ({ peer, tickets: ids }) => load(32, PEER_REQUESTS, (index) => peer.comment(ids[index % ids.length]!)),
    ({ perSecond: rate }) => verdict(rate, perSecond(2_000)),
  );
  await asked({ ask: "fill", open: OPEN, ended: ENDED });
  await compare(
    `queue, 50 of ${whole(OPEN)} open among ${whole(OPEN + ENDED)}`,
    () => load(1, READS, read("/tickets?limit=50")),
    ({ peer }) => load(1, PEER_REQUESTS, () => peer.list),
    ({ p50 }) => verdict(p50, ms(2)),
  );
  await compare(
    "one ticket",
    () => load(1, READS, read(`/tickets/${tickets[0]}`)),
    ({ peer, tickets: ids }) => load(1, PEER_REQUESTS, () => peer.one(ids[0]!)),
    ({ p50 }) => verdict(p50, ms(4)),
  );
  const search = await rounds(() => load(1, READS, (index) => read(`/tickets?state=all&q=Raum%20${index % 997}`)()));
  show("search", search, verdict(search.p95, ms(60)));
  const health = await rounds(() => load(1, READS * 4, () => ({ method: "GET", path: "/health", port: host.port })));
  show("health, for comparison", health, "");
  showTable(["", "per second", "p50", "p95", "CPU each", ""], rows);
  agent.destroy();
} catch (error) {
  showFault(String(error));
} finally {
  await stopPeers();
  const ended = new Promise((done) => child.once("exit", done));
  child.send({ ask: "stop" });
  await ended;
  rmSync(folder, { recursive: true, force: true });
}

function middleOf(all: readonly Measured[]): Measured {
  const of = (figure: keyof Measured) => median(all.map((each) => each[figure]));
  return { perSecond: of("perSecond"), p50: of("p50"), p95: of("p95"), cpuMs: of("cpuMs") };
}
