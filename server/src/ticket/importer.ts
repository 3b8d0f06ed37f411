/** Looks every second for imports that are to be gone on with. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import type { DB } from "../db/schema.gen.ts";
import { runImports } from "./import-run.ts";

const EVERY_MS = 1_000;

export class Importer {
  private readonly timer: NodeJS.Timeout;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(db: Kysely<DB>, clock: () => Instant, say: (text: string) => void) {
    const { signal } = this.stopping;
    this.timer = setInterval(() => {
      this.running ??= runImports(db, { clock, say, signal })
        // The database may be away for a moment; what was started is found at the next look.
        .then(
          () => undefined,
          (error: unknown) => say(`imports could not be gone on with: ${String(error)}`),
        )
        .finally(() => (this.running = undefined));
    }, EVERY_MS).unref();
  }

  /** Ends after the batch that is being written. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.running;
  }
}
