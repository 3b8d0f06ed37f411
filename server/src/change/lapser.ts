/** Looks every few seconds for decisions whose time is over. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import type { DB } from "../db/schema.gen.ts";
import { lapseDecisions } from "./lapse.ts";

const EVERY_MS = 5_000;

export class Lapser {
  private readonly timer: NodeJS.Timeout;
  private running: Promise<void> | undefined;

  constructor(db: Kysely<DB>, clock: () => Instant, say: (text: string) => void) {
    this.timer = setInterval(() => {
      this.running ??= lapseDecisions(db, clock())
        // The database may be away for a moment; what fell due meanwhile is found at the next look.
        .then(
          () => undefined,
          (error: unknown) => say(`awaited decisions could not be looked through: ${String(error)}`),
        )
        .finally(() => (this.running = undefined));
    }, EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
