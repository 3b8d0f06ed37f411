/** A change from the request to the review: decided by the link of a mail, without signing in. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, later } from "../../engine/src/instant.ts";
import { DECISION_LINK } from "../../server/src/change/decision-link.ts";
import { inScope } from "../../server/src/db/tenant.ts";
import { linkMake, linksKeep } from "../../server/src/link/link.ts";
import { DESKTOP, House, OPENING_MS_MAX, PHONE, watchedPage, type Language } from "./house.test-support.ts";
import { inspect } from "./inspection.test-support.ts";

let house: House;
beforeAll(async () => {
  house = await House.open();
}, OPENING_MS_MAX);
afterAll(() => house.close());

const WORDS = {
  de: {
    changes: "Änderungen",
    request: "Änderung beantragen",
    title: "Worum geht es, in einer Zeile",
    reason: "Was soll geändert werden, und warum?",
    amount: "Was kostet es zusätzlich?",
    money: "420,00",
    plan: "Wie wird es gemacht?",
    backOut: "Wie kommt man zurück, wenn es schiefgeht?",
    decidedBy: "Es entscheidet: Sabine Röckl.",
    send: "Beantragen",
    ask: "Zur Entscheidung vorlegen",
    waiting: "wartet auf eine Entscheidung",
    approve: "Zustimmen",
    thanks: "Danke, Ihre Entscheidung ist festgehalten",
    approved: "Stand: genehmigt.",
    schedule: "Zeitpunkt ankündigen",
    from: "Beginn",
    until: "Ende",
    scheduled: "Stand: angekündigt.",
    begin: "Beginnen",
    end: "Abschließen",
    record: "Was getan wurde",
    review: "Nachbesprechen",
    reviewText: "Nachbesprechung",
    reviewed: "Stand: durchgeführt und nachbesprochen (wie geplant).",
    bearer: "Das Risiko trägt: Lindenhof Architekten PartG mbB.",
  },
  en: {
    changes: "Changes",
    request: "Request a change",
    title: "What it is about, in one line",
    reason: "What is to be changed, and why?",
    amount: "What does it cost extra?",
    money: "420.00",
    plan: "How is it done?",
    backOut: "What is the way back if it goes wrong?",
    decidedBy: "Decided by: Sabine Röckl.",
    send: "Request",
    ask: "Ask for the decision",
    waiting: "waits for a decision",
    approve: "Approve",
    thanks: "Thank you, your decision is recorded",
    approved: "State: approved.",
    schedule: "Announce the time",
    from: "Beginning",
    until: "End",
    scheduled: "State: announced.",
    begin: "Begin",
    end: "Finish",
    record: "What was done",
    review: "Review",
    reviewText: "Review",
    reviewed: "State: carried out and reviewed (as planned).",
    bearer: "The risk is borne by Lindenhof Architekten PartG mbB.",
  },
} as const;

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first();
const confirm = (page: Page, name: string) => page.getByRole("dialog").getByRole("button", { name, exact: true });
const faultsOf = (page: Page, language: Language) =>
  inspect(page, { language, inColour: false, typed: [], shot: async () => undefined });

/** The link that the mail to the office holds. */
async function linkFor(changeId: string): Promise<string> {
  const { server } = house;
  const { tenant, person } = await inScope(server.db, { scope: "mail" }, { readOnly: true }, async (tx) => {
    const change = await tx
      .selectFrom("change_request")
      .select("tenant_id")
      .where("change_id", "=", changeId)
      .executeTakeFirstOrThrow();
    const account = await tx
      .selectFrom("person_account")
      .select("person_id")
      .where("email", "=", "s.roeckl@lindenhof-architekten.example")
      .executeTakeFirstOrThrow();
    return { tenant: change.tenant_id as never, person: account.person_id };
  });
  const link = linkMake(server.seal, server.now, {
    purpose: DECISION_LINK,
    company: tenant,
    person,
    address: undefined,
    side: "client",
    place: tenant,
    subject: changeId,
    endsAt: later(server.now, DAY_MS),
  });
  await linksKeep(server.db, server.now, [link]);
  return `/decide/${link.token}`;
}

describe.each([
  { language: "de" as const, size: DESKTOP, width: 1440 },
  { language: "en" as const, size: PHONE, width: 390 },
])("in $language at $width pixels", ({ language, size }) => {
  const w = WORDS[language];
  test("request, ask, decide by link, announce, begin, end, review", { timeout: 180_000 }, async () => {
    const context = await house.visit(language, "Markus Wieland", { viewport: size });
    const { page, faults } = await watchedPage(context);
    await page.goto("/");
    const engagement = await page.evaluate(async () => {
      const answer = await fetch("/api/v1/engagements");
      return ((await answer.json()) as { items: { id: string; contractNumber: number | null }[] }).items.find(
        ({ contractNumber }) => contractNumber !== null,
      )!.id;
    });
    await page.goto(`/engagements/${engagement}/changes`);
    await page.getByRole("link", { name: w.request }).first().click();
    await page.getByLabel(w.title).fill(`Drucker am Empfang tauschen (${language})`);
    await page.getByLabel(w.reason).fill("Er zieht kein Papier mehr ein.");
    await page.getByLabel(w.amount).fill(w.money);
    for (const select of await page.getByRole("group").getByRole("combobox").all())
      await select.selectOption({ index: 1 });
    await page.getByRole("status").getByText(w.decidedBy).waitFor();
    await page.getByLabel(w.plan).fill("Neuen Drucker anschließen und einrichten.");
    await page.getByLabel(w.backOut).fill("Den bisherigen wieder anschließen.");
    await button(page, w.send).click();
    await button(page, w.ask).click();
    await confirm(page, w.ask).click();
    await page.getByText(w.waiting).first().waitFor();
    const changeUrl = new URL(page.url()).pathname;

    const stranger = await house.visit(language, undefined, { viewport: size });
    const { page: mail, faults: mailFaults } = await watchedPage(stranger);
    const link = await linkFor(changeUrl.split("/").at(-1)!);
    await mail.goto(link);
    await button(mail, w.approve).waitFor();
    expect(await faultsOf(mail, language)).toEqual([]);
    // To look, and to press once, decides nothing: the second press does.
    await button(mail, w.approve).click();
    await mail.goto(link);
    await button(mail, w.approve).click();
    await button(mail, w.approve).click();
    await mail.getByRole("heading", { name: w.thanks }).waitFor();
    await mail.goto(link);
    await mail.getByRole("heading", { name: w.thanks }).waitFor();

    await page.getByText(w.approved).waitFor();
    await page.getByText(w.bearer).waitFor();
    expect(await faultsOf(page, language)).toEqual([]);
    await button(page, w.schedule).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(w.from).fill("2099-12-05T10:00");
    await dialog.getByLabel(w.until).fill("2099-12-05T11:00");
    await confirm(page, w.schedule).click();
    await page.getByText(w.scheduled).waitFor();
    await button(page, w.begin).click();
    await confirm(page, w.begin).click();
    await button(page, w.end).click();
    await dialog.getByLabel(w.record).fill("Getauscht und erprobt.");
    await confirm(page, w.end).click();
    await button(page, w.review).click();
    await dialog.getByLabel(w.reviewText).fill("Nichts zu ändern.");
    await confirm(page, w.review).click();
    await page.getByText(w.reviewed).waitFor();
    expect([...faults, ...mailFaults]).toEqual([]);
    await context.close();
    await stranger.close();
  });
});

test(
  "what waits for somebody stands above every page, and is gone when it is decided",
  { timeout: 120_000 },
  async () => {
    const context = await house.visit("de", "Sabine Röckl");
    const { page } = await watchedPage(context);
    await page.goto("/");
    const banner = page.getByRole("region", { name: "Wartet auf Ihre Entscheidung" });
    await banner.getByText("Firewall gegen ein neueres Gerät austauschen").waitFor();
    await banner.getByRole("link", { name: "Ansehen und entscheiden" }).first().click();
    await button(page, "Ablehnen").click();
    await button(page, "Ablehnen").click();
    await page.getByText("Sagen Sie in einem Satz, warum.").waitFor();
    await page.getByLabel("Warum lehnen Sie ab?").fill("Bitte erst nach der Abgabe.");
    await button(page, "Ablehnen").click();
    await page.getByText("Stand: abgelehnt.").waitFor();
    await expect.poll(() => banner.count()).toBe(0);
    await context.close();
  },
);
