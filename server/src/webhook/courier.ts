/** Follows the events for webhooks and sends what is due, in the background. */
import { DAY_MS, type Instant } from "@handschlag/engine/instant.ts";
import { inScope } from "../db/tenant.ts";
import { webhooksFollow } from "./follower.ts";
import { sendSome, type Sending } from "./sender.ts";

const EVERY_MS = 500;
/** Webhooks to which this process sends at the same time. */
const AT_ONCE = 4;
/** What has arrived, and what was dropped, is kept for so long; what is dead stays three times as long, to be sent again. */
const KEPT_MS = 30 * DAY_MS;

export class Courier {
  private readonly sending: Sending;
  private readonly say: (text: string) => void;
  private readonly timer: NodeJS.Timeout;
  private following: Promise<void> | undefined;
  private readonly running = new Set<Promise<void>>();
  private isStopped = false;

  constructor(sending: Sending, say: (text: string) => void) {
    this.sending = sending;
    this.say = say;
    this.timer = setInterval(() => this.turn(), EVERY_MS).unref();
  }

  /** What is at work is finished first. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await Promise.all([this.following, ...this.running]);
  }

  private turn(): void {
    this.following ??= this.follow().finally(() => (this.following = undefined));
    if (this.running.size >= AT_ONCE) return;
    const run = this.send().finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async follow(): Promise<void> {
    try {
      while (!this.isStopped && (await webhooksFollow(this.sending.db, this.sending.clock())) > 0);
    } catch (error) {
      // The database may be away for a moment; what happens meanwhile is found at the next look.
      this.say(`events could not be read for webhooks: ${String(error)}`);
    }
  }

  private async send(): Promise<void> {
    try {
      while (!this.isStopped && (await sendSome(this.sending)) !== undefined);
    } catch (error) {
      this.say(`webhooks could not be sent: ${String(error)}`);
    }
  }
}

/** Removes deliveries that ended long ago. */
export async function deliveriesExpire({ db }: Pick<Sending, "db">, now: Instant): Promise<void> {
  await inScope(db, { scope: "mail" }, { readOnly: false }, async (tx) => {
    await tx
      .deleteFrom("webhook_delivery")
      .where((row) =>
        row.or([
          row.and([row("state", "in", ["delivered", "dropped"]), row("ended_at", "<", new Date(now - KEPT_MS))]),
          row.and([row("state", "=", "dead"), row("ended_at", "<", new Date(now - 3 * KEPT_MS))]),
        ]),
      )
      .execute();
  });
}
