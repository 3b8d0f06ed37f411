/** The server as it runs, in a process of its own with a database of its own, for bench/desk.ts; and beside it the least that does the same. */
import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Instant } from "@handschlag/engine/instant.ts";
import { KEY_PREFIX } from "@handschlag/server/company/api-keys.ts";
import { makeApp } from "@handschlag/server/http/app.ts";
import { LiveFeed } from "@handschlag/server/http/live-feed.ts";
import { Metrics } from "@handschlag/server/http/metrics.ts";
import { Seal } from "@handschlag/server/identity/seal.ts";
import pg from "pg";
import { makeWorld } from "./world.ts";

const [folder] = process.argv.slice(2);
const CONTRACT = readFileSync(new URL("../fixtures/contracts/lindenhof-architekten.yaml", import.meta.url), "utf8");
const CONNECTIONS = 20;

const { embedded, db, superuser, client, provider, engagement, keys, close } = await makeWorld(folder!, CONTRACT);
const live = new LiveFeed(db);
const app = await makeApp({
  db,
  seal: new Seal(randomBytes(32)),
  clock: () => Date.now() as Instant,
  publicUrl: "http://127.0.0.1",
  sample: false,
  live,
  metrics: new Metrics(),
  privateHosts: false,
  webFolder: undefined,
  ready: () => Promise.resolve(true),
});
await app.listen({ port: 0, host: "127.0.0.1" });

// The least: the same rows in one transaction, no schema, no rights, no clocks.
await superuser.query(
  "create table bare_ticket (id uuid primary key, subject text, body jsonb); create table bare_event (id uuid primary key, ticket uuid, body text, hash bytea); create table bare_text (id uuid primary key, body text); create table bare_words (id uuid primary key, words tsvector); create index on bare_words using gin (words); create index on bare_event (ticket)",
);
const barePool = new pg.Pool({ ...embedded.superuser, database: embedded.owner.database, max: CONNECTIONS });
const bare = createServer((request, response) => void bareAnswer(request, response));

async function bareAnswer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const id = await bareInsert(request);
  response.writeHead(201, { "content-type": "application/json" });
  response.end(JSON.stringify({ id }));
}

async function bareInsert(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { subject, text } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { subject: string; text: string };
  const [id, eventId] = [randomUUID(), randomUUID()];
  const one = await barePool.connect();
  try {
    await one.query("begin");
    await one.query("insert into bare_ticket values ($1, $2, $3)", [id, subject, "{}"]);
    await one.query("insert into bare_event values ($1, $2, $3::text, sha256(convert_to($3::text, 'UTF8')))", [
      eventId,
      id,
      text,
    ]);
    await one.query("insert into bare_text values ($1, $2)", [eventId, text]);
    await one.query("insert into bare_words values ($1, words_of($2))", [eventId, `${subject} ${text}`]);
    await one.query("commit");
  } finally {
    one.release();
  }
  return id;
}
await new Promise<void>((done) => bare.listen(0, "127.0.0.1", done));

const bearer = (tenant: string, secret: string) => `Bearer ${KEY_PREFIX}${tenant.replaceAll("-", "")}${secret}`;
process.send!({
  port: (app.server.address() as AddressInfo).port,
  barePort: (bare.address() as AddressInfo).port,
  engagement,
  client: bearer(client, keys.client),
  provider: bearer(provider, keys.provider),
});

/** Copies a ticket many times, in the database: whoever reads has something to look through. */
async function fill({ open, ended }: { readonly open: number; readonly ended: number }): Promise<void> {
  await superuser.query(
    `insert into ticket (tenant_id, ticket_id, engagement_id, number, kind, subject, channel, service, impact, urgency, priority,
        stage, awaiting, coverage, story, clocks, opened_at, changed_at, ended_at, due_at, recorded_at)
      select tenant_id, gen_random_uuid(), engagement_id, 1000000 + n, kind, subject, channel, service, impact, urgency, priority,
        case when n > $1 then 'closed' else 'open' end, awaiting, coverage, story, clocks, opened_at - n * interval '1 second',
        changed_at - n * interval '1 second', case when n > $1 then changed_at end,
        case when n > $1 then 'infinity' else due_at + n * interval '1 second' end, recorded_at
      from (select * from ticket limit 1) t, generate_series(1, $2) n`,
    [open, open + ended],
  );
  await superuser.query(
    `insert into ticket_words (tenant_id, event_id, ticket_id, engagement_id, visible_to, words)
      select tenant_id, gen_random_uuid(), ticket_id, engagement_id, 'both', words_of(subject || ' Nummer ' || number || ' Raum ' || number % 997)
      from ticket where number > 1000000`,
  );
  await superuser.query("vacuum analyze");
}

async function stop(): Promise<void> {
  live.stop();
  await app.close();
  bare.close();
  await barePool.end();
  await close();
  process.exit(0);
}

// Whoever measures has ended without a word.
process.on("disconnect", () => void stop());
process.on("message", (message: { readonly ask: string; readonly open?: number; readonly ended?: number }) => {
  if (message.ask === "cpu") process.send!({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
  else if (message.ask === "fill")
    void fill({ open: message.open!, ended: message.ended! }).then(() => process.send!({ filled: true }));
  else if (message.ask === "stop") void stop();
});
