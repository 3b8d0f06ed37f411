/**
 * Other ticket systems for bench/desk.ts, as Debian packages them: Request Tracker 5 behind nginx and FastCGI, and Redmine
 * behind Puma. bench/peers/desk-peers.sh installs and runs them in a layer above the system, of which nothing is changed.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface Sent {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly body?: unknown;
  readonly as?: string;
  readonly port: number;
}

export interface DeskPeer {
  readonly name: string;
  /** What has to be there before the first ticket. */
  readonly first: readonly Sent[];
  report(): Sent;
  comment(id: string): Sent;
  readonly list: Sent;
  one(id: string): Sent;
  idOf(answer: string): string;
}

interface DeskPeers {
  readonly peers: readonly DeskPeer[];
  /** What could not be installed, and why. */
  readonly missing: readonly string[];
  readonly stop: () => Promise<void>;
}

const SCRIPT = fileURLToPath(new URL("./peers/desk-peers.sh", import.meta.url));
const LAYER = fileURLToPath(new URL("./peers/node_modules/.desk", import.meta.url));
const UNSHARE = ["--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"];
/** Fetching and installing takes some minutes, once. */
const START_MS_MAX = 20 * 60_000;

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

function requestTracker(port: number, subject: string, text: string): DeskPeer {
  const shared = { as: basic("root", "password"), port } as const;
  const open = encodeURIComponent("Status = 'new' OR Status = 'open'");
  return {
    name: "Request Tracker 5",
    first: [],
    report: () => ({
      ...shared,
      method: "POST",
      path: "/REST/2.0/ticket",
      body: { Queue: "General", Subject: subject, Content: text },
    }),
    comment: (id) => ({
      ...shared,
      method: "POST",
      path: `/REST/2.0/ticket/${id}/correspond`,
      body: { Content: text, ContentType: "text/plain" },
    }),
    list: {
      ...shared,
      method: "GET",
      path: `/REST/2.0/tickets?query=${open}&per_page=50&fields=Subject,Status,Queue,Created,Owner`,
    },
    one: (id) => ({ ...shared, method: "GET", path: `/REST/2.0/ticket/${id}` }),
    idOf: (answer) => String((JSON.parse(answer) as { id: string | number }).id),
  };
}

function redmine(port: number, subject: string, text: string): DeskPeer {
  const shared = { as: basic("bench", "-"), port } as const;
  return {
    name: "Redmine",
    first: [
      { ...shared, method: "POST", path: "/projects.json", body: { project: { name: "Bench", identifier: "bench" } } },
    ],
    report: () => ({
      ...shared,
      method: "POST",
      path: "/issues.json",
      body: { issue: { project_id: "bench", tracker_id: 3, priority_id: 2, subject, description: text } },
    }),
    comment: (id) => ({
      ...shared,
      method: "PUT",
      path: `/issues/${id}.json`,
      body: { issue: { notes: text } },
    }),
    list: { ...shared, method: "GET", path: "/issues.json?status_id=open&limit=50" },
    one: (id) => ({ ...shared, method: "GET", path: `/issues/${id}.json?include=journals` }),
    idOf: (answer) => String((JSON.parse(answer) as { issue: { id: number } }).issue.id),
  };
}

/** Starts them, after installing what is not there yet; `quick`: only what is. */
export async function startDeskPeers(quick: boolean, subject: string, text: string): Promise<DeskPeers> {
  const none = (why: string): DeskPeers => ({
    peers: [],
    missing: [`Request Tracker and Redmine: ${why}`],
    stop: () => Promise.resolve(),
  });
  if (process.platform !== "linux" || process.getuid?.() !== 0) return none("only root can lay a layer above a Linux");
  if (quick && !existsSync(LAYER)) return none("not installed yet, which takes some minutes: run without --quick");
  mkdirSync(LAYER, { recursive: true });
  const [rt, red] = [await freePort(), await freePort()];
  const child = spawn("unshare", [...UNSHARE, "sh", SCRIPT, LAYER, String(rt), String(red)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  const said = await linesUntilUp(child);
  const peers = [
    ...(said.includes("ready rt") ? [requestTracker(rt, subject, text)] : []),
    ...(said.includes("ready redmine") ? [redmine(red, subject, text)] : []),
  ];
  const missing = said.filter((line) => !line.startsWith("ready"));
  return { peers, missing, stop: () => stopped(child) };
}

/** What it says until all that can be started is; at last why it ended, if it did. */
async function linesUntilUp(child: ChildProcess): Promise<string[]> {
  console.error("Starting Request Tracker and Redmine; the first time they are fetched from Debian …");
  const said: string[] = [];
  let last = "";
  child.stderr!.on("data", (chunk: Buffer) => (last = chunk.toString("utf8").trim() || last));
  child.on("error", (error) => (last = error.message));
  const timer = setTimeout(() => child.kill(), START_MS_MAX);
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line === "up") {
      clearTimeout(timer);
      return said;
    }
    said.push(line);
  }
  clearTimeout(timer);
  return [...said, `Request Tracker and Redmine: ${last}`];
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.stdin!.end();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
