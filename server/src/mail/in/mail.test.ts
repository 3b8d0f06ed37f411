import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { safeHtml } from "./html.ts";
import { readMail } from "./mail.ts";
import { judge } from "./nature.ts";
import { isForwarding, replyText } from "./reply-text.ts";

const fixture = (name: string) => readMail(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)));
const mailOf = (text: string) => readMail(Buffer.from(text.replaceAll("\n", "\r\n")));

test("an absence note is an automatic answer, also without the header that says so", async () => {
  const mail = await fixture("abwesend.eml");
  expect(judge(mail).nature).toBe("auto-reply");
  expect(mail.from).toEqual({ address: "juergen.mayr@example.de", name: "Jürgen Mayr" });
});

test("of an answer from Outlook the quote and what stands below the name are folded", async () => {
  const { text } = await fixture("outlook-antwort.eml");
  const { visible, folded } = replyText(text);
  expect(visible).toBe("Guten Tag,\n\njetzt geht es wieder. Danke!\n\nMit freundlichen Grüßen\nTobias Hartl");
  expect(folded).toContain("Tel. 0821 123456");
  expect(folded).toContain("Wir haben den Treiber erneuert.");
});

test("what is handed on stays to be read", () => {
  const text = "Zur Kenntnis.\n\nVon: A <a@example.org>\nGesendet: heute\nAn: B\nBetreff: Störung\n\nEs brennt.";
  expect(replyText(text).visible).toBe("Zur Kenntnis.");
  expect(replyText(text, { isForwarded: true }).visible).toBe(text);
  expect(["WG: x", "Fwd: x", "FW: x", "AW: x", "Wgx: x"].map(isForwarding)).toEqual([true, true, true, false, false]);
});

test("an answer below and between the quotes is what is read", () => {
  const text = "Am 01.02.2026 09:00 schrieb Öznur:\n> Geht es?\nJa.\n> Und der Drucker?\nNein, auch nicht.";
  expect(replyText(text).visible).toBe("Ja.\nNein, auch nicht.");
});

test("a text that is nothing but a quote stays whole", () => {
  expect(replyText("> ganz\n> gut").visible).toBe("> ganz\n> gut");
});

test("texts that bring patterns to a standstill take no time", () => {
  const texts = [
    `On ${"On ".repeat(100_000)}`,
    "> ".repeat(200_000),
    `${"-".repeat(300_000)}\n${"_".repeat(300_000)}`,
    "\n \t".repeat(100_000),
    "Am 1 \n".repeat(60_000),
    "Von: \n".repeat(60_000),
  ];
  for (const text of texts) {
    const before = performance.now();
    replyText(text);
    // A pattern that backtracks takes minutes.
    expect(performance.now() - before).toBeLessThan(5_000);
  }
});

test("winmail.dat is unpacked, by the long names of its files", async () => {
  const mail = await fixture("winmail.eml");
  expect(mail.text).toBe("Anbei das Angebot.");
  expect(mail.files.map(({ name, content }) => [name, content.toString()])).toEqual([
    ["Angebot für Köln.txt", "100 Euro"],
  ]);
});

test("an invitation without text says what it invites to", async () => {
  const mail = await fixture("einladung.eml");
  expect(mail.text).toBe(
    "Umzug des Servers, zweiter Teil\n2026-11-24 09:00 UTC\n2026-11-24 10:00 UTC\nServerraum\nsabine@example.de",
  );
  expect(mail.files.map(({ name }) => name)).toEqual(["invite.ics"]);
  expect(judge(mail).nature).toBe("human");
});

test("HTML loses what acts and what is fetched, and keeps its own pictures", () => {
  const files = [{ name: "a.png", type: "image/png", content: Buffer.from("x"), contentId: "a@b", isInline: true }];
  const html = `<style>x</style><p style="position:fixed" onclick="go()">Hallo <img src="https://t.example/p.gif"><img src="cid:a@b" alt="Bild">
    <a href="javascript:x">a</a> <a href="https://example.org">b</a><script>1</script><form><input></form><iframe src="//x"></iframe></p>`;
  const safe = safeHtml(html, files);
  expect(safe).toContain('<img alt="Bild" src="data:image/png;base64,eA==" />');
  expect(safe).toContain('href="https://example.org"');
  expect(safe).not.toMatch(/t\.example|javascript|script|style|form|iframe|onclick/);
});

test("nesting, headers and parts without end are not taken apart, and the mail is still there", async () => {
  let nested = "";
  for (let depth = 0; depth < 2_000; depth += 1)
    nested += `Content-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n`;
  const bomb = await mailOf(`From: a@example.org\nSubject: Bombe\n${nested}`);
  expect(bomb).toMatchObject({
    subject: "Bombe",
    from: { address: "a@example.org" },
    unread: "beyond the limit of depth",
  });
  expect(judge(bomb).nature).toBe("broken");
  const flood = await mailOf(`From: a@example.org\n${"X-A: b\n".repeat(200_000)}\nText`);
  expect(flood).toMatchObject({ from: { address: "a@example.org" }, unread: "beyond the limit of headers" });
  const parts = await mailOf(
    `From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n${"--x\n\ny\n".repeat(100_000)}`,
  );
  expect(parts.unread).toBe("beyond the limit of parts");
});

test("a report says which mail came back from whom and why, and whether for good", async () => {
  const report = (action: string) => `From: MAILER-DAEMON@mx.example.org
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

I'm sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; Weg@example.de
Action: ${action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 unknown
--x
Content-Type: message/rfc822

Message-ID: <ours-1@example.org>
Subject: [T-1042]

Text
--x--`;
  expect(judge(await mailOf(report("failed"))).bounce).toEqual({
    isDelay: false,
    recipient: "weg@example.de",
    status: "5.1.1",
    diagnostic: "550 5.1.1 unknown",
    messageIds: ["<ours-1@example.org>"],
  });
  expect(judge(await mailOf(report("delayed"))).bounce!.isDelay).toBe(true);
});
