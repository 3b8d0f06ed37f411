/** Handing mails to a real SMTP server: what arrives, what is refused, and what the way does. */
import { createVerify, generateKeyPairSync } from "node:crypto";
import { SMTPServer } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { smtpTransport, type Mail, type Transport } from "./transport.ts";

let server: SMTPServer | undefined;
let transport: Transport | undefined;
afterEach(async () => {
  transport?.close();
  await new Promise<void>((done) => (server === undefined ? done() : server.close(() => done())));
  server = undefined;
});

const MAIL: Mail = {
  to: "tobias@example.org",
  from: "Handschlag <desk@example.org>",
  replyTo: "desk+abc@example.org",
  messageId: "<1@example.org>",
  subject: "[T-7] Drückerei – „läuft“",
  text: "Grüße\n",
  html: "<p>Grüße</p>",
  date: new Date("2026-11-23T08:00:00Z"),
  references: ["<ticket.7@example.org>"],
  headers: { "auto-submitted": "auto-generated" },
};

/** Starts a server that answers the recipient as told; returns its address and what it got. */
async function start(answer?: { readonly code: number; readonly text: string }) {
  const got: string[] = [];
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) =>
      done(answer === undefined ? undefined : Object.assign(new Error(answer.text), { responseCode: answer.code })),
    onData: (stream, _session, done) => {
      let text = "";
      stream.on("data", (part: Buffer) => (text += part.toString()));
      stream.on("end", () => {
        got.push(text);
        done();
      });
    },
  });
  await new Promise<void>((done) => server!.listen(0, "127.0.0.1", done));
  const { port } = server.server.address() as { port: number };
  return { url: `smtp://127.0.0.1:${port}`, got };
}

test("what is handed over arrives with its headers, as text and as HTML", async () => {
  const { url, got } = await start();
  transport = smtpTransport({ url });
  expect(await transport.send(MAIL)).toEqual({ kind: "taken" });
  const [mail] = got;
  expect(mail).toMatch(/^Message-ID: <1@example\.org>\r$/m);
  expect(mail).toMatch(/^In-Reply-To: <ticket\.7@example\.org>\r$/m);
  expect(mail).toMatch(/^References: <ticket\.7@example\.org>\r$/m);
  expect(mail).toMatch(/^Reply-To: desk\+abc@example\.org\r$/m);
  expect(mail).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(mail).toMatch(/^Date: Mon, 23 Nov 2026 08:00:00 \+0000\r$/m);
  expect(mail).toMatch(/multipart\/alternative/);
});

test("a header cannot be smuggled in by what people write", async () => {
  const { url, got } = await start();
  transport = smtpTransport({ url });
  await transport.send({ ...MAIL, subject: "Hallo\r\nBcc: boese@example.org\r\n\r\nText" });
  expect(got[0]).not.toMatch(/^Bcc:/im);
  expect(got[0]!.split("\r\n\r\n")[0]).toContain("Subject: Hallo");
});

test("a mail is signed by the key whose public half the domain's DNS has (RFC 6376)", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2_048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const { url, got } = await start();
  transport = smtpTransport({ url, dkim: { domain: "example.org", selector: "handschlag", privateKey } });
  await transport.send(MAIL);
  const [head] = got[0]!.split("\r\n\r\n");
  const fields = head!.split(/\r\n(?![ \t])/);
  const signature = fields.find((field) => field.startsWith("DKIM-Signature:"))!;
  const tags = Object.fromEntries(
    signature
      .slice("DKIM-Signature:".length)
      .split(";")
      .map((tag) =>
        tag
          .trim()
          .match(/^(\w+)=([^]*)$/)!
          .slice(1),
      ),
  ) as Record<string, string>;
  expect(tags).toMatchObject({ d: "example.org", s: "handschlag", a: "rsa-sha256", c: "relaxed/relaxed" });
  const relaxed = (field: string) => {
    const [name, ...value] = field.split(":");
    return `${name!.toLowerCase().trim()}:${value.join(":").replaceAll(/\s+/g, " ").trim()}`;
  };
  const unsigned = signature.replace(/(\bb=)[^;]*$/, "$1");
  const signed = tags["h"]!.split(":").map((name) =>
    fields.find((field) => field.toLowerCase().startsWith(`${name.trim().toLowerCase()}:`))!,
  );
  const text = [...signed.filter((field) => field !== undefined).map(relaxed), relaxed(unsigned)].join("\r\n");
  expect(createVerify("RSA-SHA256").update(text).verify(publicKey, tags["b"]!.replaceAll(/\s/g, ""), "base64")).toBe(
    true,
  );
});

test("refused for good, refused for now, and not reached are told apart", async () => {
  const forGood = await start({ code: 550, text: "no such user" });
  transport = smtpTransport({ url: forGood.url });
  expect(await transport.send(MAIL)).toMatchObject({
    kind: "refused",
    problem: expect.stringContaining("no such user"),
  });
  transport.close();
  await new Promise<void>((done) => server!.close(() => done()));
  const forNow = await start({ code: 451, text: "greylisted" });
  transport = smtpTransport({ url: forNow.url });
  expect(await transport.send(MAIL)).toMatchObject({ kind: "later", problem: expect.stringContaining("greylisted") });
  transport.close();
  await new Promise<void>((done) => server!.close(() => done()));
  server = undefined;
  transport = smtpTransport({ url: forNow.url });
  expect(await transport.send(MAIL)).toMatchObject({ kind: "away" });
});
