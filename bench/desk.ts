/**
 * The ticket desk over HTTP with all its security on: reports, comments, the queue, one ticket, search; beside the least
 * that puts the same rows into the same database. Everything shares the machine with the load that is put on it.
 */
import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, chmodSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digits, median, showFault, showTable, showTitle, verdict, whole, type Goal } from "./report.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = 3;
const WRITES = quick ? 400 : 3_000;
const READS = quick ? 50 : 300;
const [OPEN, ENDED] = quick ? [5_000, 5_000] : [100_000, 900_000];

interface Host {
  readonly port: number;
  readonly barePort: number;
  readonly engagement: string;
  readonly client: string;
  readonly provider: string;
}

interface Sent {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: unknown;
  readonly as?: string;
  readonly port: number;
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

const TEXT = "Seit heute früh kommt keine E-Mail mehr an, auch nicht am Telefon. Bitte um Rückruf unter Durchwahl 12.";
const report = (): Sent => ({
  method: "POST",
  path: `/api/v1/engagements/${host.engagement}/tickets`,
  as: host.client,
  port: host.port,
  body: { subject: "E-Mail geht nicht", text: TEXT, service: "m365", impact: "person", urgency: "minor" },
});
const bare = (): Sent => ({
  method: "POST",
  path: "/",
  port: host.barePort,
  body: { subject: "E-Mail geht nicht", text: TEXT },
});
const read = (path: string) => (): Sent => ({
  method: "GET",
  path: `/api/v1${path}`,
  as: host.provider,
  port: host.port,
});

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
    `${digits(cpuMs)} ms`,
    goal,
  ]);
}

const perSecond = (limit: number): Goal => ({ limit, unit: "/s", atLeast: true });
const ms = (limit: number): Goal => ({ limit, unit: " ms" });

try {
  showTitle("Ticket desk over HTTP, all security on");
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

  const creations = new Map<number, { readonly ours: Measured; readonly least: Measured }>();
  for (const connections of [1, 8, 32]) {
    const ours: Measured[] = [];
    const least: Measured[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await load(connections, WRITES, report));
      least.push(await load(connections, WRITES, bare));
    }
    creations.set(connections, { ours: middleOf(ours), least: middleOf(least) });
  }
  for (const [connections, { ours, least }] of creations) {
    const goal =
      connections === 32
        ? verdict(ours.perSecond, perSecond(1_500))
        : connections === 1
          ? verdict(ours.p50, ms(1.5))
          : "";
    show(`report, ${connections} connections`, ours, goal);
    show("  the least that does it", least, `ours is ${digits((ours.perSecond / least.perSecond) * 100)} %`);
  }
  const comments = await rounds(() => load(32, WRITES, comment));
  show("comment, 32 connections", comments, verdict(comments.perSecond, perSecond(2_000)));
  await asked({ ask: "fill", open: OPEN, ended: ENDED });
  const list = await rounds(() => load(1, READS, read("/tickets?limit=50")));
  show(`queue, 50 of ${whole(OPEN)} open among ${whole(OPEN + ENDED)}`, list, verdict(list.p50, ms(2)));
  const one = await rounds(() => load(1, READS, read(`/tickets/${tickets[0]}`)));
  show("one ticket", one, verdict(one.p50, ms(4)));
  const search = await rounds(() => load(1, READS, (index) => read(`/tickets?state=all&q=Raum%20${index % 997}`)()));
  show("search", search, verdict(search.p95, ms(60)));
  const health = await rounds(() => load(1, READS * 4, () => ({ method: "GET", path: "/health", port: host.port })));
  show("health, for comparison", health, "");
  showTable(["", "per second", "p50", "p95", "CPU each", ""], rows);
  agent.destroy();
} catch (error) {
  showFault(String(error));
} finally {
  const ended = new Promise((done) => child.once("exit", done));
  child.send({ ask: "stop" });
  await ended;
  rmSync(folder, { recursive: true, force: true });
}

function middleOf(all: readonly Measured[]): Measured {
  const of = (figure: keyof Measured) => median(all.map((each) => each[figure]));
  return { perSecond: of("perSecond"), p50: of("p50"), p95: of("p95"), cpuMs: of("cpuMs") };
}
