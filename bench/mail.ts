/**
 * Mails of 50 kB from the first one that a mail server hands in until the last one is a ticket with its file: listener,
 * storage and sorting in this process, as in the server.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Instant } from "@handschlag/engine/instant.ts";
import { Seal } from "@handschlag/server/identity/seal.ts";
import { MailRoom } from "@handschlag/server/mail/in/mail-room.ts";
import { digits, showFault, showTable, showTitle, verdict, whole } from "./report.ts";
import { makeWorld, type World } from "./world.ts";

const quick = process.argv.includes("--quick");
const MAILS = quick ? 100 : 500;
const SENDERS = 25;
const FILE_BYTES = 34_000;
const CONNECTIONS = 5;
const GOAL = { limit: quick ? 12 : 60, unit: " s" };
const PATIENCE_MS = 180_000;
const TO = "support@provider.example";
const CONTRACT = readFileSync(new URL("../fixtures/contracts/lindenhof-architekten.yaml", import.meta.url), "utf8");

/** The client's people, by whose addresses the mails are theirs, and a mailbox of the provider. */
async function people({ superuser, client, provider }: World): Promise<void> {
  await superuser.query(
    "insert into mailbox (tenant_id, mailbox_id, kind, address, created_at) values ($1, $2, 'smtp', $3, now())",
    [provider, randomUUID(), TO],
  );
  for (let index = 0; index < SENDERS; index++) {
    const id = randomUUID();
    await superuser.query("insert into person (id, name, language, created_at) values ($1, $2, 'de', now())", [
      id,
      `Person ${index}`,
    ]);
    await superuser.query("insert into person_account values ($1, $2)", [id, senderOf(index)]);
    await superuser.query(
      "insert into membership (tenant_id, person_id, client_role, joined_at) values ($1, $2, 'employee', now())",
      [client, id],
    );
  }
}

const senderOf = (index: number): string => `person${index % SENDERS}@client.example`;

/** About 50 kB: a text, and a file of its own. */
function mailOf(index: number): string {
  const text = "der Drucker im zweiten Stock druckt nur noch Streifen.\r\n".repeat(60);
  const file = randomBytes(FILE_BYTES)
    .toString("base64")
    .replaceAll(/(.{76})/g, "$1\r\n");
  return [
    `From: ${senderOf(index)}`,
    `To: ${TO}`,
    `Subject: Bench ${index}`,
    `Message-ID: <${randomUUID()}@client.example>`,
    "Content-Type: multipart/mixed; boundary=bench",
    "",
    "--bench",
    "Content-Type: text/plain; charset=utf-8",
    "",
    text,
    "--bench",
    "Content-Type: application/octet-stream; name=bild.bin",
    "Content-Disposition: attachment; filename=bild.bin",
    "Content-Transfer-Encoding: base64",
    "",
    file,
    "--bench--",
    ".",
  ].join("\r\n");
}

/** Hands mails in over one connection, as a mail server does. */
async function handIn(port: number, mails: readonly string[]): Promise<void> {
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  const say = async (line: string | undefined, code: string) => {
    if (line !== undefined) socket.write(`${line}\r\n`);
    const [answer] = (await once(socket, "data")) as [string];
    if (!answer.startsWith(code)) throw new Error(`expected ${code}, found ${answer}`);
  };
  await say(undefined, "220");
  await say("HELO client.example", "250");
  for (const [index, mail] of mails.entries()) {
    await say(`MAIL FROM:<${senderOf(index)}>`, "250");
    await say(`RCPT TO:<${TO}>`, "250");
    await say("DATA", "354");
    await say(mail, "250");
  }
  await say("QUIT", "221");
  socket.destroy();
}

interface Took {
  readonly handedMs: number;
  readonly allMs: number;
}

async function measure({ db, superuser }: World): Promise<Took> {
  const desk = { db, seal: new Seal(randomBytes(32)), clock: () => Date.now() as Instant, say: showFault };
  const room = await MailRoom.open(desk, { smtp: { host: "127.0.0.1", port: 0 }, privateHosts: false });
  const mails = Array.from({ length: MAILS }, (_, index) => mailOf(index));
  const begun = performance.now();
  try {
    const shares = Array.from({ length: CONNECTIONS }, (_, share) =>
      mails.filter((_mail, index) => index % CONNECTIONS === share),
    );
    await Promise.all(shares.map((share) => handIn(room.smtpPort!, share)));
    const handedMs = performance.now() - begun;
    while (performance.now() - begun < PATIENCE_MS) {
      const { rows } = await superuser.query<{ left: number }>(
        "select count(*)::int as left from mail_in where state = 'waiting'",
      );
      if (rows[0]!.left === 0) break;
      await sleep(25);
    }
    return { handedMs, allMs: performance.now() - begun };
  } finally {
    await room.stop();
  }
}

/** Each is a ticket with its file, once. */
async function check({ superuser }: World): Promise<void> {
  const { rows } = await superuser.query<{ done: number; tickets: number; files: number }>(
    `select (select count(*)::int from mail_in where state = 'done') as done,
      (select count(*)::int from ticket where channel = 'mail') as tickets, (select count(*)::int from attachment) as files`,
  );
  const { done, tickets, files } = rows[0]!;
  if (done !== MAILS || tickets !== MAILS || files !== MAILS)
    showFault(`${done} mails were taken in, as ${tickets} tickets with ${files} files`);
}

const folder = mkdtempSync(join(tmpdir(), "handschlag-bench-"));
chmodSync(folder, 0o711);
let world: World | undefined;
try {
  world = await makeWorld(join(folder, "data"), CONTRACT);
  await people(world);
  showTitle(`${whole(MAILS)} mails of 50 kB become tickets`);
  const { handedMs, allMs } = await measure(world);
  await check(world);
  showTable(
    ["", "s", "mails/s", ""],
    [
      ["handed in and kept", digits(handedMs / 1_000), digits((MAILS * 1_000) / handedMs), ""],
      [
        "handed in, sorted, ticket and file",
        digits(allMs / 1_000),
        digits((MAILS * 1_000) / allMs),
        verdict(allMs / 1_000, GOAL),
      ],
    ],
  );
} catch (error) {
  showFault(String(error));
} finally {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
}
