/** Looks every second for calls that are due, and every minute who comes on call. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import type { DB } from "../db/schema.gen.ts";
import { noticeAlarms } from "./alarm.ts";
import { sweepDuty } from "./sweep.ts";
import { watchRotas } from "./watch.ts";

const EVERY_MS = 1_000;
const WATCH_MS = 60_000;

export class DutySweeper {
  private readonly timer: NodeJS.Timeout;
  private running: Promise<void> | undefined;
  private watchedAt = 0;

  constructor(db: Kysely<DB>, clock: () => Instant, say: (text: string) => void) {
    this.timer = setInterval(() => {
      this.running ??= this.look(db, clock(), say)
        // The database may be away for a moment; what fell due meanwhile is found at the next look.
        .catch((error: unknown) => say(`alarms could not be looked through: ${String(error)}`))
        .finally(() => (this.running = undefined));
    }, EVERY_MS).unref();
  }

  private async look(db: Kysely<DB>, now: Instant, say: (text: string) => void): Promise<void> {
    await noticeAlarms(db);
    await sweepDuty(db, now, say);
    if (now - this.watchedAt < WATCH_MS) return;
    await watchRotas(db, now, say);
    this.watchedAt = now;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
