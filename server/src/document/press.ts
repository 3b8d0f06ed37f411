/**
 * Makes documents in a process of its own: native code that hangs or falls takes nothing with it, and what it used
 * of the memory is free when it ends. Started for the first document, ended after a while without one.
 */
import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Problem } from "../problem.ts";
import type { Finished, Order } from "./order.ts";

/** Documents that may wait at once. */
const QUEUE_MAX = 16;
const WORK_MS_MAX = 30_000;
const IDLE_MS_MAX = 60_000;
const RETRY_SECONDS = 5;
const WORKSHOP = fileURLToPath(new URL("workshop.ts", import.meta.url));

interface Waiting {
  readonly order: Order;
  readonly done: (bytes: Buffer) => void;
  readonly failed: (reason: Problem) => void;
}

export class Press {
  private readonly workMsMax: number;
  private readonly idleMsMax: number;
  private readonly waiting: Waiting[] = [];
  private current: Waiting | undefined;
  private child: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(workMsMax: number = WORK_MS_MAX, idleMsMax: number = IDLE_MS_MAX) {
    this.workMsMax = workMsMax;
    this.idleMsMax = idleMsMax;
  }

  /** The process that works, if one is there. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** The bytes of a document. 503 while too many wait, 500 when it cannot be made or takes too long. */
  make(order: Order): Promise<Buffer> {
    if (this.waiting.length >= QUEUE_MAX) throw new Problem(503, "documents-busy", {}, RETRY_SECONDS);
    return new Promise((done, failed) => {
      this.waiting.push({ order, done, failed });
      this.next();
    });
  }

  /** Ends the process; what waits fails. */
  close(): void {
    for (const each of this.waiting.splice(0)) each.failed(new Problem(500, "document-failed"));
    this.end();
  }

  private next(): void {
    if (this.current !== undefined) return;
    clearTimeout(this.timer);
    this.current = this.waiting.shift();
    if (this.current === undefined) {
      // Whoever waits for nothing else may end: neither the timer nor the process keeps it.
      this.timer = setTimeout(() => this.end(), this.idleMsMax).unref();
      this.child?.unref();
      this.child?.channel?.unref();
      return;
    }
    this.child ??= this.started();
    this.child.ref();
    this.child.channel?.ref();
    this.timer = setTimeout(() => this.end(), this.workMsMax);
    this.child.send(this.current.order);
  }

  private started(): ChildProcess {
    // Of the server's environment, its secrets least of all, a page needs nothing; compiled code starts it sooner.
    const compiled = process.env["NODE_COMPILE_CACHE"];
    const child = fork(WORKSHOP, {
      serialization: "advanced",
      execArgv: [],
      env: compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.on("message", (finished) => this.finish(child, finished as Finished));
    child.on("error", () => this.lost(child));
    child.on("exit", () => this.lost(child));
    return child;
  }

  private finish(child: ChildProcess, finished: Finished): void {
    if (child !== this.child || this.current === undefined) return;
    const { done, failed } = this.current;
    this.current = undefined;
    if (finished.ok) done(Buffer.from(finished.bytes));
    else failed(new Problem(500, "document-failed"));
    this.next();
  }

  /** The process ended, by itself or because it was ended: what it worked on fails, the next document starts another. */
  private lost(child: ChildProcess): void {
    if (child !== this.child) return;
    this.child = undefined;
    const current = this.current;
    this.current = undefined;
    clearTimeout(this.timer);
    current?.failed(new Problem(500, "document-failed"));
    if (this.waiting.length > 0) this.next();
  }

  private end(): void {
    const { child } = this;
    if (child === undefined) return;
    child.kill("SIGKILL");
    this.lost(child);
  }
}

/** The press of this process. */
export const press = new Press();
