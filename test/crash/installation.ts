/** An installation that is started, killed and started again. Linux only: it finds the database's processes in /proc. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createPassableFolder } from "@handschlag/server/db/cluster.test-support.ts";
import { attachEmbedded } from "@handschlag/server/db/embedded.ts";
import { servesFolder, runningPostmaster } from "@handschlag/server/db/postmaster.ts";
import pg from "pg";

/** `server`: ours. `database`: PostgreSQL's first process. `worker`: one of its others. `all`: every one at once. */
export const VICTIMS = ["server", "database", "worker", "all"] as const;
export type Victim = (typeof VICTIMS)[number];

const READY_MS_MAX = 60_000;
const REQUEST_MS_MAX = 10_000;

/** Draws a whole number from 0 to `below` - 1. */
export type Draw = (below: number) => number;

export class Installation {
  readonly url: string;
  private readonly folder: string;
  private readonly port: number;
  private child: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.port = port;
    this.url = `http://localhost:${port}`;
  }

  /** A new one with the sample in it, not running. */
  static async make(): Promise<Installation> {
    const installation = new Installation(createPassableFolder(), await freePort());
    mkdirSync(installation.data, { mode: 0o711 });
    const sampling = installation.spawn(["sample"]);
    const [code] = (await once(sampling, "exit")) as [number | null];
    if (code !== 0) throw new Error(`the sample could not be made:\n${installation.log}`);
    return installation;
  }

  private get data(): string {
    return join(this.folder, "data");
  }

  /** What the processes have said so far. */
  get log(): string {
    return readFileSync(join(this.folder, "log"), "utf8");
  }

  private spawn(args: readonly string[]): ChildProcess {
    const log = openSync(join(this.folder, "log"), "a");
    try {
      return spawn(process.execPath, [join(import.meta.dirname, "server.ts"), ...args], {
        env: {
          ...process.env,
          PORT: String(this.port),
          HANDSCHLAG_DATA: this.data,
          DATABASE_URL: "",
          LOG_LEVEL: "error",
          // As with npm start; the run that makes the sample fills it.
          NODE_COMPILE_CACHE: join(this.folder, "compiled"),
        },
        stdio: ["ignore", log, log],
      });
    } finally {
      closeSync(log);
    }
  }

  /** Starts the server unless it runs; does not wait for it. */
  launch(): void {
    if (!this.isRunning) this.child = this.spawn([]);
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Whether the server has ended without having been killed. */
  get hasDied(): boolean {
    return this.child !== undefined && !this.isRunning && this.child.signalCode !== "SIGKILL";
  }

  /** Waits until the server answers that it is ready. Throws when it ends instead, or not within a minute. */
  async ready(): Promise<void> {
    for (const deadline = performance.now() + READY_MS_MAX; performance.now() < deadline; await sleep(25)) {
      if (!this.isRunning) throw new Error(`the server did not start:\n${this.log}`);
      const answer = await fetch(`${this.url}/ready`, { signal: AbortSignal.timeout(REQUEST_MS_MAX) }).catch(
        () => null,
      );
      await answer?.arrayBuffer();
      if (answer?.status === 200) return;
    }
    throw new Error(`the server is not ready after a minute:\n${this.log}`);
  }

  /** The links of the sample's people by their name. */
  linkOf(name: string): string {
    const people = JSON.parse(readFileSync(join(this.data, "sample.json"), "utf8")) as {
      name: string;
      token: string;
    }[];
    return people.find((person) => person.name === name)!.token;
  }

  /** Kills with SIGKILL; returns when our own process, if it was killed, is gone. */
  async kill(victim: Victim, draw: Draw): Promise<void> {
    const cluster = join(this.data, "pg");
    const postmaster = runningPostmaster(cluster);
    const workers = () =>
      readdirSync("/proc")
        .map(Number)
        .filter((pid) => pid > 0 && pid !== postmaster && servesFolder(pid, cluster))
        .toSorted((a, b) => a - b);
    const server = this.child!;
    if (victim === "server" || victim === "all") server.kill("SIGKILL");
    if (victim === "worker") killed(workers().at(draw(workers().length)));
    if (victim === "database" || victim === "all") killed(postmaster);
    if (victim === "all") workers().forEach(killed);
    if (victim !== "database" && victim !== "worker" && this.isRunning) await once(server, "exit");
  }

  /** The way to the database past all its walls. */
  async database(): Promise<pg.ClientConfig> {
    const { superuser, owner } = await attachEmbedded(this.data, READY_MS_MAX);
    return { ...superuser, database: owner.database };
  }

  /** Asks the database past all its walls. */
  async ask<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client(await this.database());
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** Stops what runs and removes all files. */
  async remove(): Promise<void> {
    if (this.isRunning) {
      const gone = once(this.child!, "exit");
      this.child!.kill("SIGTERM");
      await gone;
    }
    // Left behind by a round that failed.
    killed(runningPostmaster(join(this.data, "pg")));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

function killed(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, "SIGKILL");
  } catch (error) {
    // It was quicker.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
