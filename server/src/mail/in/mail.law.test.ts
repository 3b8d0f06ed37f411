/** Whatever comes in: reading it never throws, never hangs, and never loses what the headers say. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { safeHtml } from "./html.ts";
import { readMail } from "./mail.ts";
import { judge, NATURES } from "./nature.ts";
import { replyText } from "./reply-text.ts";
import { structureOf } from "./structure.ts";

const FOLDER = "/work/shared/data/emails/raw";
const OWN = import.meta.dirname + "/fixtures";
const real = [
  ...readdirSync(OWN).map((name) => readFileSync(`${OWN}/${name}`)),
  ...(existsSync(FOLDER) ? readdirSync(FOLDER).map((name) => readFileSync(`${FOLDER}/${name}`)) : []),
];

async function taken(raw: Buffer): Promise<void> {
  const mail = await readMail(raw);
  expect(NATURES).toContain(judge(mail).nature);
  expect(mail.text).not.toContain("\0");
  const { visible, folded } = replyText(mail.text);
  const words = (value: string) => value.split(/\s+/).filter(Boolean).toSorted();
  expect(words(`${visible}\n${folded}`)).toEqual(words(mail.text));
  const html = safeHtml(mail.html ?? "", mail.files);
  expect(html).not.toMatch(/<script|javascript:|\son\w+=|<style/i);
}

const boundary = fc.constantFrom("a", "b", "a--", "--", "");
const header = fc.oneof(
  fc.constantFrom(
    "Content-Type: text/plain",
    "Content-Type: text/html; charset=utf-7",
    "Content-Type: message/rfc822",
    "Content-Type: message/delivery-status",
    "Content-Type: application/ms-tnef; name=winmail.dat",
    "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: quoted-printable",
    "Subject: =?utf-8?B?w7w=?= =?unicode-1-1-utf-7?Q?+ANw-?=",
    "From: a@example.org",
    "Auto-Submitted: auto-replied",
    " folded",
    "no header",
  ),
  boundary.map((each) => `Content-Type: multipart/mixed; boundary="${each}"`),
);
const piece = fc.oneof(
  header,
  boundary.map((each) => `--${each}`),
  boundary.map((each) => `--${each}--`),
  fc.constantFrom(
    "",
    "Ja, gern.",
    "> Zitat",
    "Am 1.2.2026 schrieb A:",
    "-- ",
    "<p onclick=x>Hallo<script>1</script>",
    "eJ8+Ig==",
  ),
);

test("mails of any structure", async () => {
  const mails = fc.array(piece, { maxLength: 40 }).map((lines) => Buffer.from(lines.join("\r\n")));
  await fc.assert(fc.asyncProperty(mails, taken), { numRuns: 300 });
});

test("real mails that something was done to", async () => {
  const change = fc.record({
    mail: fc.nat(real.length - 1),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    insert: fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      piece.map((text) => Buffer.from(`\r\n${text}\r\n`)),
    ),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ mail, at, length, insert }) => {
      const raw = real[mail]!;
      const from = Math.floor(at * raw.length);
      await taken(Buffer.concat([raw.subarray(0, from), insert, raw.subarray(from + length)]));
    }),
    { numRuns: 300 },
  );
});

test("any bytes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      taken,
    ),
  );
});

test("parts lie within the mail, each behind the one before", () => {
  const mails = fc.array(piece, { maxLength: 40 }).map((lines) => Buffer.from(lines.join("\n")));
  fc.assert(
    fc.property(mails, (raw) => {
      let before = 0;
      for (const { from, to } of structureOf(raw).parts) {
        expect(from).toBeGreaterThanOrEqual(before);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(raw.length);
        before = from;
      }
    }),
  );
});
