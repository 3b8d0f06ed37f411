/** Mail that comes in by real mail servers: Dovecot is read, Postfix hands in. Left out where Debian's packages are missing. */
import { createTransport } from "nodemailer";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inScope } from "../../db/tenant.ts";
import { TestServer } from "../../server.test-support.ts";
import { imapTry } from "./imap.ts";
import { ImapReader } from "./imap-reader.ts";
import { MailDesk, mailOf } from "./mail-desk.test-support.ts";
import { Dovecot, PEER_PASSWORD, peersMissing, Postfix } from "./peers.test-support.ts";
import { SmtpListener } from "./smtp-listener.ts";

const DOMAIN = "lechbogen.example";
const WAIT = { timeout: 30_000, interval: 50 };
const SWIFT = { privateHosts: true, lookMs: 100, pollMs: 60_000, restMs: [100] };

describe.skipIf(peersMissing !== undefined)(
  `with Dovecot and Postfix${peersMissing === undefined ? "" : `: ${peersMissing}, so left out`}`,
  () => {
    let server: TestServer;
    let mail: MailDesk;
    let listener: SmtpListener;
    let dovecot: Dovecot;
    let postfix: Postfix;
    let box: string;
    const deskOf = () => ({
      db: server.db,
      seal: server.seal,
      clock: () => server.now,
      say: (text: string) => mail.said.push(text),
    });
    const access = () => ({
      host: "127.0.0.1",
      port: dovecot.port,
      security: "none" as const,
      user: `imap@${DOMAIN}`,
      password: PEER_PASSWORD,
    });

    beforeAll(async () => {
      server = await TestServer.start();
      mail = await MailDesk.make(server, "hand@elsewhere.example");
      listener = await SmtpListener.open(deskOf(), { host: "127.0.0.1", port: 0 });
      dovecot = await Dovecot.start();
      postfix = await Postfix.start({ relayPort: listener.port, domain: DOMAIN, maildir: dovecot.maildir });
      box = uuidv7();
      const { host, port, security, user, password } = access();
      // Dovecot's clock is the machine's, the test's stands in the past of it or ahead.
      await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
        tx
          .insertInto("mailbox")
          .values({
            tenant_id: mail.desk.provider,
            mailbox_id: box,
            kind: "imap",
            address: user,
            host,
            port,
            security,
            user_name: user,
            password: server.seal.close("mailbox", password),
            created_at: new Date(0),
          })
          .execute(),
      );
    }, 60_000);
    afterAll(async () => {
      await postfix?.stop();
      await dovecot?.stop();
      await listener?.close();
      await server?.stop();
    });

    /** Gives Postfix a mail, as anybody does. */
    async function send(to: string, subject: string): Promise<string> {
      const from = mail.desk.people.employee.email;
      const id = `<${uuidv7()}@client.example>`;
      const transport = createTransport({ host: "127.0.0.1", port: postfix.port, secure: false, ignoreTLS: true });
      await transport.sendMail({ envelope: { from, to }, raw: mailOf({ from, subject, id }) });
      transport.close();
      return id;
    }
    const subjects = async (mailbox: string) => (await mail.mails()).filter(({ mailbox_id }) => mailbox_id === mailbox);

    test("what is handed in by Postfix becomes a ticket", async () => {
      await send("hand@elsewhere.example", "Von Postfix");
      await vi.waitFor(async () => expect(await subjects(mail.mailbox)).toHaveLength(1), WAIT);
      await mail.sortAll();
      const [row] = await subjects(mail.mailbox);
      expect(row).toMatchObject({ state: "done", subject: "Von Postfix", recipient: "hand@elsewhere.example" });
    }, 60_000);

    test("what lies in a mailbox is read, at once when something comes, once each, and marked as read", async () => {
      await send(`imap@${DOMAIN}`, "Erste");
      const reader = new ImapReader(deskOf(), SWIFT);
      const other = new ImapReader(deskOf(), SWIFT);
      try {
        await vi.waitFor(async () => expect(await subjects(box)).toHaveLength(1), WAIT);
        // A minute passes between two polls: this one is told by IDLE.
        await send(`imap@${DOMAIN}`, "Zweite");
        await vi.waitFor(async () => expect(await subjects(box)).toHaveLength(2), WAIT);
        await mail.sortAll();
        const states = Object.fromEntries((await subjects(box)).map(({ state, subject }) => [subject, state]));
        expect(states).toEqual({ Erste: "done", Zweite: "done" });
      } finally {
        await reader.stop();
        await other.stop();
      }
    }, 90_000);

    test("a server that is down for a while is asked again, and nothing that came meanwhile is missed", async () => {
      await dovecot.pause();
      const reader = new ImapReader(deskOf(), SWIFT);
      const stateOf = () =>
        inScope(server.db, { scope: "mail" }, { readOnly: true }, (tx) =>
          tx.selectFrom("mailbox").select("problem").where("mailbox_id", "=", box).executeTakeFirstOrThrow(),
        );
      try {
        await vi.waitFor(async () => expect((await stateOf()).problem).toBe("mail-host-refused"), WAIT);
        await send(`imap@${DOMAIN}`, "Dritte");
        await dovecot.resume();
        await vi.waitFor(async () => expect(await subjects(box)).toHaveLength(3), WAIT);
        await vi.waitFor(async () => expect((await stateOf()).problem).toBeNull(), WAIT);
      } finally {
        await reader.stop();
      }
    }, 90_000);

    test("killed between fetching and keeping it fetches again; killed after keeping it keeps nothing twice", async () => {
      const before = (await subjects(box)).length;
      await send(`imap@${DOMAIN}`, "Vierte");
      // The first mail that is to be kept ends it: the clock is asked for when it was kept.
      let fails = true;
      const clock = () => {
        if (fails && new Error("where from").stack!.includes("fetchOne")) {
          fails = false;
          throw new Error("killed");
        }
        return server.now;
      };
      const reader = new ImapReader({ ...deskOf(), clock }, SWIFT);
      try {
        await vi.waitFor(async () => expect(await subjects(box)).toHaveLength(before + 1), WAIT);
        expect(fails).toBe(false);
      } finally {
        await reader.stop();
      }
      // As if what was seen had not been written down any more.
      await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
        tx.updateTable("mailbox").set({ uid_seen: "0", uid_validity: null }).where("mailbox_id", "=", box).execute(),
      );
      await send(`imap@${DOMAIN}`, "Fünfte");
      const again = new ImapReader(deskOf(), SWIFT);
      try {
        await vi.waitFor(async () => expect(await subjects(box)).toHaveLength(before + 2), WAIT);
      } finally {
        await again.stop();
      }
    }, 90_000);

    test("what is wrong with a mailbox is said", async () => {
      await expect(imapTry(access(), { privateHosts: true })).resolves.toBeUndefined();
      await expect(imapTry(access(), { privateHosts: false })).rejects.toMatchObject({ kind: "mail-host-forbidden" });
      await expect(imapTry({ ...access(), password: "falsch" }, { privateHosts: true })).rejects.toMatchObject({
        kind: "mail-sign-in-refused",
      });
      await expect(imapTry({ ...access(), security: "starttls" }, { privateHosts: true })).rejects.toMatchObject({
        kind: "mail-certificate",
      });
      await expect(
        imapTry({ ...access(), host: "gibt-es-nicht.invalid" }, { privateHosts: true }),
      ).rejects.toMatchObject({ kind: "mail-host-unknown" });
    }, 60_000);
  },
);
