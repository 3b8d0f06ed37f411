/** The folder in which a replay keeps the parts of a log. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fault, reasonOf } from "../fault.ts";
import type { Crew } from "./crew.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A folder for temporary files. It is removed in the end, also when the program is stopped or breaks off. */
export class Scratch {
  readonly folder: string;
  /** The threads that write into the folder. */
  crew: Crew | undefined;
  private stopping = false;

  /** Throws a `Fault` when the folder cannot be made. */
  constructor() {
    try {
      this.folder = mkdtempSync(join(tmpdir(), "handschlag-replay-"));
    } catch (error) {
      throw new Fault(`temporary folder ${tmpdir()}: ${reasonOf(error).replace("such file", "such folder")}`);
    }
    for (const signal of SIGNALS) process.once(signal, this.onSignal);
    process.once("exit", this.clean);
  }

  private readonly clean = (): void =>
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    this.stopping = true;
    void this.empty().finally(() => process.kill(process.pid, signal));
  };

  private async empty(): Promise<void> {
    // A thread that still writes would make new files while the old ones are removed.
    await this.crew?.close();
    this.clean();
  }

  async remove(): Promise<void> {
    // The work broke off because a signal ended the threads: there is nothing to tell, and the process is about to end.
    if (this.stopping) await new Promise(() => undefined);
    await this.empty();
    process.off("exit", this.clean);
    for (const signal of SIGNALS) process.off(signal, this.onSignal);
  }
}
