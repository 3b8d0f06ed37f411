/** A night on call in the browser: the rota, an alarm, taking it over by the link of a mail, and handing over. */
import type { BrowserContext, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../engine/src/instant.ts";
import { watchRotas } from "../../server/src/duty/watch.ts";
import {
  COORDINATOR,
  linkFor,
  MANAGER,
  raiseAlarm,
  stageDuty,
  sweepHouse,
  TECHNICIAN,
  type StagedDuty,
} from "./duty-stage.test-support.ts";
import { DESKTOP, House, OPENING_MS_MAX, PHONE, watchedPage, type Language } from "./house.test-support.ts";
import { settle } from "./inspection.test-support.ts";

/** Several browsers and many steps, perhaps on a busy machine. */
const STORY_MS_MAX = 120_000;

let house: House;
let duty: StagedDuty;
beforeAll(async () => {
  house = await House.open();
  duty = await stageDuty(house);
}, OPENING_MS_MAX);
afterAll(() => house.close());

async function open(name: string | undefined, language: Language, path: string, size = DESKTOP) {
  const context: BrowserContext = await house.visit(language, name, { viewport: size });
  const watched = await watchedPage(context);
  await watched.page.goto(path);
  await settle(watched.page);
  return { context, ...watched };
}

const say = (page: Page, text: RegExp) => page.getByText(text).first().waitFor();

test(
  "an alarm is taken over by the link of the mail, and everybody sees by whom",
  async () => {
    const manager = await open(MANAGER, "de", `/tickets/${duty.ticket}`);
    await say(manager.page, /Die Bereitschaft ist gerufen\. Noch hat niemand übernommen\./);
    await say(manager.page, / gerufen \(Erste Bereitschaft\)/);
    house.advance(10 * MINUTE_MS);
    await sweepHouse(house);
    await manager.page.reload();
    await say(manager.page, /gerufen \(Servicemanagement\)/);

    const link = await open(undefined, "de", `/duty/${duty.token}`);
    await link.page.getByRole("heading", { name: "Alarm: Werk ohne Netz" }).waitFor();
    // Looking at it takes nothing over: mail scanners look, too.
    await link.page.reload();
    await link.page.getByRole("button", { name: "Ich übernehme" }).click();
    await link.page.getByRole("heading", { name: "Sie haben übernommen" }).waitFor();
    await link.page.goto(`/duty/${duty.token}`);
    await say(link.page, /Ingeborg Süß hat übernommen/);
    expect(await link.page.getByRole("button", { name: "Ich übernehme" }).count()).toBe(0);

    await manager.page.reload();
    await say(manager.page, /Ingeborg Süß hat übernommen/);
    const client = await open(COORDINATOR, "de", `/tickets/${duty.ticket}`);
    await say(client.page, /Ingeborg Süß hat übernommen/);
    // Who was called before is the provider's own affair.
    expect(await client.page.getByText("gerufen (").count()).toBe(0);
    for (const { context, faults } of [manager, link, client]) {
      expect(faults).toEqual([]);
      await context.close();
    }
  },
  STORY_MS_MAX,
);

test(
  "of two who press at once one takes over; the other reads who was first",
  async () => {
    const { items } = (await (await (await house.visit("de", MANAGER)).request.get("/api/v1/duty/rotas")).json()) as {
      items: { serves: { id: string }[] }[];
    };
    const ticket = await raiseAlarm(house, items[0]!.serves[0]!.id);
    const token = await linkFor(house, ticket);
    const link = await open(undefined, "en", `/duty/${token}`, PHONE);
    const desk = await open(TECHNICIAN, "en", "/duty");
    const manager = await open(MANAGER, "en", `/tickets/${ticket}`);
    const alarm = desk.page.locator("article", { has: desk.page.locator(`a[href="/tickets/${ticket}"]`) });
    await alarm.getByRole("button", { name: "I take over" }).click();
    await alarm.waitFor({ state: "detached" });
    await link.page.getByRole("button", { name: "I take over" }).click();
    await say(link.page, /Ingeborg Süß has taken over/);
    await link.page.getByRole("button", { name: "I take over" }).waitFor({ state: "detached" });
    // The ticket says so by itself, and offers nothing any more.
    await manager.page.reload();
    await say(manager.page, /Ingeborg Süß has taken over/);
    expect(await manager.page.getByRole("button", { name: "I take over" }).count()).toBe(0);
    for (const { context } of [link, desk, manager]) await context.close();
  },
  STORY_MS_MAX,
);

test(
  "the technician hands over, the manager fills a gap, and the next one on call gets the note",
  async () => {
    const technician = await open(TECHNICIAN, "de", `/duty/rotas/${duty.rota}`);
    await technician.page.getByRole("button", { name: "Übergabe schreiben" }).click();
    await technician.page
      .getByRole("textbox", { name: "Was die nächste Person wissen muss" })
      .fill("Router 2 beobachten");
    await technician.page.getByRole("button", { name: "Speichern" }).click();
    await say(technician.page, /Router 2 beobachten/);
    // Only the manager speaks for others.
    expect(await technician.page.getByRole("button", { name: "Jemand übernimmt" }).count()).toBe(0);

    const manager = await open(MANAGER, "de", `/duty/rotas/${duty.rota}`);
    await say(manager.page, /Von .* bis .* hat niemand Bereitschaft\./);
    await manager.page.getByRole("button", { name: "Jemand übernimmt" }).click();
    await manager.page.getByRole("combobox", { name: "Person" }).selectOption({ label: "Théo Lemaître" });
    await manager.page.getByRole("button", { name: "Speichern" }).click();
    await say(manager.page, /Théo Lemaître übernimmt „Erste Bereitschaft“/);
    await manager.page.getByRole("button", { name: /^Zurücknehmen: Théo/ }).click();
    await manager.page.getByText(/Théo Lemaître übernimmt/).waitFor({ state: "detached" });

    for (const { context, faults } of [technician, manager]) {
      expect(faults).toEqual([]);
      await context.close();
    }
    await watchRotas(house.server.db, house.server.now);
    house.advance(15 * DAY_MS);
    expect(await watchRotas(house.server.db, house.server.now)).toBeGreaterThan(0);
  },
  STORY_MS_MAX,
);

test(
  "a first rota is made in the browser, from the empty page to who is on call now",
  async () => {
    const { context, page, faults } = await open("Markus Wieland", "de", "/duty");
    await say(page, /Noch kein Bereitschaftsplan/);
    await page.getByRole("button", { name: "Plan anlegen" }).click();
    await page.getByRole("button", { name: "Speichern" }).click();
    await say(page, /Geben Sie einen Namen ein/);
    await page.getByRole("textbox", { name: "Name" }).fill("Nachtdienst");
    await page.getByRole("radio", { name: "Rund um die Uhr" }).check();
    await page.getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Speichern" }).click();
    await page.getByRole("heading", { name: "Nachtdienst" }).waitFor();
    await say(page, /Jetzt hat niemand Bereitschaft, obwohl die Zeit besetzt sein soll/);
    await page.getByRole("button", { name: "Gruppe anlegen" }).click();
    await page.getByRole("textbox", { name: "Name der Gruppe" }).fill("Alle");
    await page.getByRole("combobox", { name: "Person hinzufügen" }).selectOption({ label: "Öznur Çelik" });
    await page.getByRole("button", { name: "Speichern" }).click();
    await say(page, /Jetzt in Bereitschaft: Öznur Çelik\./);
    await say(page, /In den nächsten vier Wochen ist jede Zeit besetzt\./);
    expect(faults).toEqual([]);
    await context.close();
  },
  STORY_MS_MAX,
);
