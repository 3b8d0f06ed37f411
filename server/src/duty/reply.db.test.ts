/** Whoever answers the mail that calls them takes the alarm over, and says to the client nothing. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailKeep } from "../mail/in/inbox.ts";
import { MailDesk, mailOf } from "../mail/in/mail-desk.test-support.ts";
import { sortMails } from "../mail/in/sorter.ts";
import { TestServer } from "../server.test-support.ts";
import { DutyDesk } from "./duty.test-support.ts";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

test("an answer to a call takes it over and becomes a note; a second one stays a note", async () => {
  const desk = await DutyDesk.make(server);
  const { provider } = desk;
  const mailbox = await MailDesk.mailbox(server, provider, "support@domstadt.example");
  await desk.rota();
  const ticket = await desk.alarm();
  await desk.sweep();
  const call = (await desk.sent()).find(({ to }) => to === desk.people.ann.email)!;
  const answer = async (from: string, text: string) => {
    desk.later(1);
    const raw = mailOf({ from, subject: `Re: ${call.subject}`, text, headers: { "In-Reply-To": call.messageId } });
    await mailKeep(server.db, server.now, raw, { tenant: provider, mailbox, receivedAt: server.now });
    const said: string[] = [];
    await sortMails({ db: server.db, seal: server.seal, clock: () => server.now, say: (line) => said.push(line) });
    expect(said).toEqual([]);
  };
  await answer(desk.people.ann.email, "Ich schaue es mir an.");
  expect((await desk.calls("ann", ticket)).items[0]).toMatchObject({
    state: "acknowledged",
    acknowledged: { name: "Ann Amsel" },
  });
  await answer(desk.people.ann.email, "Läuft wieder an.");
  const shown = async (as: "coordinator" | "ann") => (await desk.request(as, "GET", `/tickets/${ticket}`)).body;
  expect(await shown("ann")).toContain("Ich schaue es mir an.");
  expect(await shown("ann")).toContain("Läuft wieder an.");
  expect(await shown("coordinator")).not.toContain("Ich schaue es mir an.");
  expect(await shown("coordinator")).not.toContain("Läuft wieder an.");
});
