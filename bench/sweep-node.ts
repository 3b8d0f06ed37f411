/** The part of a server that looks for deadlines, in a process of its own: for bench/sweep.ts and test/sweep.test.ts. Begins when it is told to. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { databaseOf } from "@handschlag/server/db/connect.ts";
import { Sweeper } from "@handschlag/server/ticket/sweeper.ts";
import type pg from "pg";

const connection = JSON.parse(process.argv[2]!) as pg.ClientConfig;
const db = databaseOf(connection);
let sweeper: Sweeper | undefined;

const now = (): Instant => Date.now() as Instant;
const say = (text: string) => process.send!({ fault: text });

async function stop(): Promise<void> {
  await sweeper?.stop();
  await db.destroy();
  process.send!({ cpu: process.cpuUsage() });
  process.disconnect();
}

process.on("message", (told) => {
  if (told === "go") sweeper = new Sweeper(db, now, say);
  else void stop();
});
process.send!({ ready: true });
