/** Who is told of a change by mail, and that the link of the mail decides. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS, instant, later } from "@handschlag/engine/instant.ts";
import type { PostOffice } from "../mail/out/post-office.ts";
import { Postman } from "../mail/out/postman.ts";
import type { Mail } from "../mail/out/transport.ts";
import { tellAll } from "../notice/news.test-support.ts";
import { TestServer } from "../server.test-support.ts";
import type { Desk } from "../ticket/desk.test-support.ts";
import { ChangeDesk } from "./change.test-support.ts";
import { lapseDecisions } from "./lapse.ts";
import { HARMLESS } from "./requests.test-support.ts";

let server: TestServer;
let desk: Desk;
let changes: ChangeDesk;
let got: Mail[] = [];
beforeAll(async () => {
  server = await TestServer.start();
  changes = await ChangeDesk.make(server);
  desk = changes.desk;
  desk.at("2026-11-23T08:00:00Z");
  await tellAll(post());
});
afterAll(() => server.stop());
beforeEach(async () => {
  await send();
  desk.later(5);
});

const post = (): PostOffice => ({
  db: server.db,
  seal: server.seal,
  clock: () => server.now,
  publicUrl: "https://handschlag.example.org",
  from: "Handschlag <desk@example.org>",
  transport: {
    send: async (mail) => {
      got.push(mail);
      return { kind: "taken" };
    },
    close: () => undefined,
  },
  say: (text) => expect.fail(text),
});
/** Tells of all that happened and sends what is due now. */
async function send(): Promise<Mail[]> {
  got = [];
  await tellAll(post());
  await new Postman(post()).round();
  return got;
}
const to = (mails: readonly Mail[]) => mails.map((mail) => mail.to).toSorted();

test("who must decide gets a mail that says what it means, costs, until when and who bears the risk; its link decides", async () => {
  const id = await changes.asked({ title: "Firewall austauschen", amount: "480.00" });
  const mails = await send();
  expect(to(mails)).toEqual([desk.people.coordinator.email]);
  const { subject, text } = mails[0]!;
  expect(subject).toBe("Ihre Entscheidung: Firewall austauschen");
  for (const part of [
    "Wenn Sie zustimmen, führt Lechbogen die Änderung wie beschrieben durch.",
    "Wenn Sie ablehnen, bleibt alles, wie es ist.",
    "Ohne Ihre Antwort gilt die Änderung als abgelehnt.",
    "480,00",
    "Lindenhof Architekten PartG mbB",
    "Do., 26.11.2026",
  ])
    expect(text.replaceAll(/\s+/g, " ")).toContain(part);
  const token = /https:\/\/handschlag\.example\.org\/decide\/([\w-]+)/.exec(text)![1]!;
  const decided = await server.request("POST", `/change-decisions/${token}`, { body: { answer: "approved" } });
  expect(decided.json()).toMatchObject({ state: "decided-by-you", stage: "approved" });
  expect((await changes.show("owner", id)).decisions).toMatchObject([{ way: "link" }]);
  const told = await send();
  expect(told.map(({ subject: line }) => line)).toEqual(["Genehmigt: Firewall austauschen"]);
  expect(to(told)).toEqual([desk.people.agent.email]);
});

test("of two who decide together the first yes tells nobody; what is withdrawn before it is sent asks nobody", async () => {
  const id = await changes.asked({ answers: { ...HARMLESS, users: "all", undo: "not", before: "never", trial: "no" } });
  expect(to(await send())).toEqual([desk.people.coordinator.email, desk.people.owner.email].toSorted());
  await changes.done("owner", id, "approved");
  expect(await send()).toEqual([]);
  const other = await changes.asked();
  await changes.done("agent", other, "withdrawn");
  expect(await send()).toEqual([]);
});

test("a lapse, a window and an emergency are told to those whom they concern", async () => {
  await changes.asked({ title: "Verteiler anlegen" });
  const scheduled = await changes.asked({ title: "Server neu starten" });
  await changes.done("coordinator", scheduled, "approved");
  const emergency = await changes.wish("agent", { kind: "emergency", title: "Lücke schließen" });
  await send();
  await changes.done("agent", scheduled, "scheduled", {
    from: "2026-12-05T09:00:00Z",
    until: "2026-12-05T11:00:00Z",
  });
  await changes.done("agent", emergency, "begun");
  const mails = await send();
  const leaders = [desk.people.coordinator.email, desk.people.owner.email].toSorted();
  const titled = (part: string) => to(mails.filter(({ subject }) => subject === part));
  expect(titled("Angekündigt: Server neu starten")).toEqual(leaders);
  expect(titled("Notfall: Lücke schließen")).toEqual(leaders);
  server.now = later(instant("2026-11-26T17:00:00Z"), DAY_MS);
  await lapseDecisions(server.db, server.now);
  expect(
    (await send()).filter(({ subject }) => subject.startsWith("Nicht rechtzeitig entschieden: Verteiler")),
  ).toSatisfy(
    (lapsed: Mail[]) =>
      to(lapsed).join() === [desk.people.agent.email, desk.people.coordinator.email].toSorted().join(),
  );
});
