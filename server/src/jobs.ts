/** Work that goes on behind the requests: what is due, what has expired. Every process with the role does a part of it. */
import { Logger, run, type Runner } from "graphile-worker";
import type { Instant } from "@handschlag/engine/instant.ts";
import { sql, type Kysely } from "kysely";
import pg from "pg";
import { noteDaysNear } from "./contract/days-near.ts";
import { Lapser } from "./change/lapser.ts";
import type { DB } from "./db/schema.gen.ts";
import { inScope } from "./db/tenant.ts";
import { DutySweeper } from "./duty/sweeper.ts";
import { MailRoom } from "./mail/in/mail-room.ts";
import type { PostOffice } from "./mail/out/post-office.ts";
import { News } from "./notice/news.ts";
import type { MailSettings } from "./settings.ts";
import { Importer } from "./ticket/importer.ts";
import { Sweeper } from "./ticket/sweeper.ts";
import { verifyReadings } from "./ticket/verification.ts";
import { Courier, deliveriesExpire } from "./webhook/courier.ts";
import { guardedPost } from "./webhook/post.ts";

const POLL_MS = 500;
const CONCURRENCY = 4;
/** How long answers to repeated creations are kept. */
const ANSWERS_KEPT = "24 hours";

export interface Jobs {
  readonly isRunning: boolean;
  stop(): Promise<void>;
}

/** Removes what has expired: sessions, ceremonies, throttles, kept answers. */
async function expire(db: Kysely<DB>): Promise<void> {
  await inScope(db, { scope: "identity" }, { readOnly: false }, async (tx) => {
    await sql`delete from session where ends_at < now()`.execute(tx);
    await sql`delete from ceremony where ends_at < now()`.execute(tx);
    await sql`delete from throttle where last_at < now() - interval '24 hours'`.execute(tx);
    await sql`delete from idempotency where created_at < now() - ${ANSWERS_KEPT}::interval`.execute(tx);
  });
}

/** Says which tickets keep something else of themselves than their events say: there should never be one. */
async function verify(db: Kysely<DB>, now: Instant, say: (text: string) => void): Promise<void> {
  const { differences } = await verifyReadings(db, now);
  for (const { ticket, columns } of differences) say(`ticket ${ticket} differs from its events: ${columns.join(", ")}`);
}

/** Takes jobs out of the queue until it is stopped; a job that runs is finished first. */
export async function startJobs(
  connection: pg.ClientConfig,
  post: PostOffice,
  { takenAt, privateHosts }: Pick<MailSettings, "takenAt" | "privateHosts">,
): Promise<Jobs> {
  const { db, clock, say } = post;
  const mailRoom = await MailRoom.open(post, { smtp: takenAt, privateHosts });
  const pool = new pg.Pool({ ...connection, max: CONCURRENCY + 2, application_name: "handschlag jobs" });
  pool.on("error", () => undefined).on("connect", (client) => client.on("error", () => undefined));
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    taskList: {
      expire: () => Promise.all([expire(db), deliveriesExpire(post, clock())]).then(() => undefined),
      verify: () => verify(db, clock(), say),
      days: async () => void (await noteDaysNear(db, clock(), say)),
    },
    crontab: ["*/10 * * * * expire", "17 3 * * * verify", "*/15 * * * * days"].join("\n"),
  });
  // What came near while nothing ran is noted now, not at the next quarter of an hour.
  await runner.addJob("days", {}, { jobKey: "days" });
  const sweeper = new Sweeper(db, clock, say);
  const duty = new DutySweeper(db, clock, say);
  const importer = new Importer(db, clock, say);
  const lapser = new Lapser(db, clock, say);
  const news = new News(post);
  const courier = new Courier({ db, seal: post.seal, clock, post: guardedPost() }, say);
  let isRunning = true;
  void runner.promise.catch(() => undefined).finally(() => (isRunning = false));
  return {
    get isRunning() {
      return isRunning;
    },
    stop: async () => {
      await sweeper.stop();
      await duty.stop();
      await importer.stop();
      await lapser.stop();
      await news.stop();
      await mailRoom.stop();
      await courier.stop();
      if (isRunning) await runner.stop();
      await pool.end();
    },
  };
}
