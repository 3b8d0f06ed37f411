/** Taking mails from whoever connects, however they behave. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { deflateRawSync } from "node:zlib";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { TestServer } from "../../server.test-support.ts";
import { replyAddress } from "../reply-address.ts";
import { MailDesk, mailOf } from "./mail-desk.test-support.ts";
import { SmtpListener } from "./smtp-listener.ts";

const TO = "support@lechbogen.example";
const SILENCE_MS = 1_000;
const HASTE_MS = 500;

let server: TestServer;
let mail: MailDesk;
let listener: SmtpListener;
/** Has less patience with a mail. */
let hasty: SmtpListener;
let isAway = false;
beforeAll(async () => {
  server = await TestServer.start();
  mail = await MailDesk.make(server, TO);
  const connection = server.db.connection.bind(server.db);
  const db = Object.assign(Object.create(server.db) as typeof server.db, {
    connection: () => {
      if (isAway) throw new Error("the database is away");
      return connection();
    },
  });
  const desk = { db, seal: server.seal, clock: () => server.now, say: () => undefined };
  listener = await SmtpListener.open(desk, { host: "127.0.0.1", port: 0 }, { silenceMs: SILENCE_MS });
  hasty = await SmtpListener.open(desk, { host: "127.0.0.1", port: 0 }, { silenceMs: SILENCE_MS, mailMs: HASTE_MS });
});
afterAll(async () => {
  await listener.close();
  await hasty.close();
  await server.stop();
});
beforeEach(() => {
  mail.desk.later(30);
});

/** A client that says what it wants, line by line. */
class Client {
  readonly socket: Socket;
  readonly closed: Promise<unknown>;
  private text = "";

  constructor({ port } = listener) {
    this.socket = connect(port, "127.0.0.1").setMaxListeners(0);
    this.closed = once(this.socket, "close");
    this.socket.on("data", (bytes) => (this.text += bytes.toString())).on("error", () => undefined);
  }

  /** Says a line and waits for the answer to it. */
  async say(line: string): Promise<string> {
    this.text = "";
    this.socket.write(`${line}\r\n`);
    return this.answer();
  }

  async answer(): Promise<string> {
    return vi.waitFor(
      () => {
        const last = this.text.trimEnd().split("\r\n").at(-1)!;
        if (!/^\d{3} /.test(last)) throw new Error(`no answer yet: ${this.text}`);
        return last;
      },
      { timeout: 20_000, interval: 5 },
    );
  }

  /** As far as DATA. */
  static async sending(to = TO, at = listener): Promise<Client> {
    const client = new Client(at);
    await client.answer();
    await client.say("EHLO client.example");
    await client.say(`MAIL FROM:<${mail.desk.people.employee.email}>`);
    await client.say(`RCPT TO:<${to}>`);
    await client.say("DATA");
    return client;
  }
}

async function send(raw: Buffer, to: string | string[] = TO): Promise<string> {
  const transport = createTransport({ host: "127.0.0.1", port: listener.port, ignoreTLS: true });
  try {
    return (await transport.sendMail({ envelope: { from: mail.desk.people.employee.email, to }, raw })).response;
  } finally {
    transport.close();
  }
}
const from = () => mail.desk.people.employee.email;
const countOf = async () => (await mail.mails()).length;

test("a mail that was answered with 250 is kept, once for each mailbox, with the address to which it went", async () => {
  const ticket = await mail.desk.open("employee");
  const to = replyAddress(server.seal, TO, ticket)!;
  expect(await send(mailOf({ from: from() }), [to, "Support@Lechbogen.example"])).toMatch(/^250/);
  await mail.sortAll();
  const rows = await mail.mails();
  expect(rows).toHaveLength(1);
  // The last address of a mailbox counts; with its token or without it.
  expect(rows[0]!.recipient).toBe(TO);
  expect(await send(mailOf({ from: from(), text: "Mit Marke" }), to)).toMatch(/^250/);
  await mail.sortAll();
  expect((await mail.mails()).map(({ ticket_id }) => ticket_id)).toContain(ticket);
});

test("nothing is taken for others, and nobody signs in", async () => {
  const client = new Client();
  await client.answer();
  await client.say("EHLO client.example");
  await client.say("MAIL FROM:<a@example.org>");
  expect(await client.say("RCPT TO:<fremd@example.net>")).toMatch(/^550/);
  expect(await client.say("AUTH PLAIN AGEAYg==")).toMatch(/^5/);
  expect(await client.say("VRFY support")).toMatch(/^(252|5)/);
  client.socket.destroy();
});

test("while the database is away the other server is asked to come again", async () => {
  const before = await countOf();
  const client = await Client.sending();
  isAway = true;
  client.socket.write(mailOf({ from: from() }));
  expect(await client.say("\r\n.")).toMatch(/^451/);
  isAway = false;
  client.socket.destroy();
  expect(await countOf()).toBe(before);
});

test("whoever says nothing, or breaks off, leaves nothing behind", async () => {
  const before = await countOf();
  const silent = new Client();
  await silent.closed;
  const half = await Client.sending();
  half.socket.write("From: a@example.org\r\nSubject: halb");
  half.socket.destroy();
  await half.closed;
  const dripping = await Client.sending(TO, hasty);
  const drip = setInterval(() => dripping.socket.write("X-A: b\r\n"), 100);
  await dripping.closed;
  clearInterval(drip);
  expect(await countOf()).toBe(before);
}, 30_000);

test("of a mail of 100 MB nothing is kept, and its sender is told", async () => {
  const before = await countOf();
  const client = await Client.sending();
  const line = Buffer.from(`${"x".repeat(998)}\r\n`);
  const block = Buffer.concat(Array.from({ length: 1_000 }, () => line));
  client.socket.write("Subject: groß\r\n\r\n");
  for (let megabytes = 0; megabytes < 100; megabytes += 1)
    if (!client.socket.write(block)) await Promise.race([once(client.socket, "drain"), client.closed]);
  expect(await client.say(".")).toMatch(/^552/);
  client.socket.destroy();
  expect(await countOf()).toBe(before);
}, 60_000);

/** An archive of a few kB that would be 50 MB. */
function bomb(): string {
  const content = deflateRawSync(Buffer.alloc(50_000_000));
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt32LE(50_000_000, 22);
  head.writeUInt16LE(1, 26);
  return Buffer.concat([head, Buffer.from("a"), content])
    .toString("base64")
    .replaceAll(/(.{76})/g, "$1\n");
}

const nested = () => {
  let text = "";
  for (let depth = 0; depth < 5_000; depth += 1)
    text += `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n`;
  return text;
};

test.each([
  ["a flood of headers", () => Buffer.from(`From: ${from()}\r\n${"X-A: b\r\n".repeat(300_000)}\r\nText\r\n`), "review"],
  [
    "parts within parts without end",
    () => Buffer.from(`From: ${from()}\n${nested()}`.replaceAll("\n", "\r\n")),
    "review",
  ],
  [
    "an archive that would grow",
    () =>
      mailOf({
        from: from(),
        headers: { "Content-Type": "multipart/mixed; boundary=x" },
        text: `--x\n\nText\n--x\nContent-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n${bomb()}\n--x--`,
      }),
    "done",
  ],
  ["addresses without end", () => mailOf({ from: from(), headers: { Cc: "a@b.de, ".repeat(20_000) } }), "done"],
] as const)(
  "%s is kept and hurts nobody",
  async (_what, make, state) => {
    expect(await send(make())).toMatch(/^250/);
    await mail.sortAll();
    const row = (await mail.mails()).reduce((last, each) => (each.received_at >= last.received_at ? each : last));
    expect(row.state).toBe(state);
  },
  30_000,
);

test("one address has its share of connections only", async () => {
  const clients = Array.from({ length: 30 }, () => new Client());
  const answers = await Promise.all(clients.map((client) => client.answer()));
  expect(answers.filter((answer) => answer.startsWith("220"))).toHaveLength(20);
  for (const client of clients) client.socket.destroy();
  await Promise.all(clients.map(({ closed }) => closed));
  await vi.waitFor(async () => expect(await new Client().answer()).toMatch(/^220/));
});
