/** The ticket desk as both sides see it at once: report, answer, pause, objection, settlement, solution, reopening, breach. */
import type { BrowserContext, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../engine/src/instant.ts";
import { sweep } from "../../server/src/ticket/sweep.ts";
import { House, PHONE, watchedPage, type Language } from "./house.test-support.ts";
import { inspect, settle } from "./inspection.test-support.ts";

const CLIENT = "Sabine Röckl";
const PROVIDER = "Markus Wieland";
const EMPLOYEE = "Tobias Hartl";
/** One pixel. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
const HOURS_MAX = 24 * 7;
/** Two browsers and many steps, perhaps on a busy machine. */
const STORY_MS_MAX = 120_000;
/** As patient as the browser is. */
const PATIENT = { timeout: 10_000 };

let house: House;
let engagement: string;
beforeAll(async () => {
  house = await House.open();
  await untilOpen();
});
afterAll(() => house.close());

/** Lets time go on until a morning at nine at which the provider is there. Nobody is signed in yet. */
async function untilOpen(): Promise<void> {
  const wish = "service=m365&impact=office&urgency=blocked";
  const hour = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "numeric" });
  house.advance(HOUR_MS - (Date.now() % HOUR_MS));
  for (let hours = 0; hours < HOURS_MAX; hours++) {
    if (hour.format(house.server.now) === "09") {
      const context = await house.visit("de", CLIENT);
      const { items } = await json<Engagements>(context, "/engagements");
      engagement = items.find(({ contractNumber }) => contractNumber !== null)!.id;
      const { openNow } = await json<{ openNow: boolean }>(
        context,
        `/engagements/${engagement}/ticket-preview?${wish}`,
      );
      await context.close();
      if (openNow) return;
    }
    house.advance(HOUR_MS);
  }
  throw new Error("The provider is never there");
}

interface Engagements {
  readonly items: readonly { readonly id: string; readonly contractNumber: number | null }[];
}

const json = async <Body>(context: BrowserContext, path: string): Promise<Body> =>
  (await (await context.request.get(`/api/v1${path}`)).json()) as Body;

async function post(context: BrowserContext, path: string, data: object): Promise<{ id: string; eventId: string }> {
  const answer = await context.request.post(`/api/v1${path}`, { data, headers: { origin: house.url } });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  return (await answer.json().catch(() => ({}))) as { id: string; eventId: string };
}

async function open(name: string, language: Language, path: string, size?: typeof PHONE) {
  const context = await house.visit(language, name, size === undefined ? {} : { viewport: size });
  const watched = await watchedPage(context);
  await watched.page.goto(path);
  await settle(watched.page);
  return { ...watched, context };
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const clock = (page: Page, name: string) => page.getByRole("article", { name, exact: true });
const countOf = async (context: BrowserContext) =>
  (await json<{ items: unknown[] }>(context, "/tickets?state=all&limit=100")).items.length;
const newTicket = (context: BrowserContext, wish: object = {}) =>
  post(context, `/engagements/${engagement}/tickets`, {
    subject: "E-Mail geht nicht",
    text: "Seit heute früh.",
    service: "m365",
    impact: "office",
    urgency: "blocked",
    ...wish,
  });

describe("reporting", () => {
  test("takes a few choices, and says beforehand what will happen", async () => {
    const { page, context, faults } = await open(EMPLOYEE, "de", `/report?engagement=${engagement}`, PHONE);
    await page.getByLabel("E-Mail geht nicht").check();
    await page.getByLabel("Alle im Büro").check();
    await page.getByLabel("Ich kann nicht arbeiten").check();
    const preview = page.getByRole("region", { name: "Was dann geschieht" });
    await preview.getByText(/^Sie bekommen eine Antwort bis/).waitFor();
    await preview.getByText("Lechbogen Systemhaus GmbH hat gerade geöffnet.").waitFor();
    await preview.getByText("Ja. Das gehört zu").waitFor();
    expect(await preview.getByRole("link").getAttribute("href")).toBe("tel:+498999998200");
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "fehler.png", mimeType: "image/png", buffer: PICTURE });
    await button(page, "Melden").click();
    await page.waitForURL(/\/tickets\//);
    await page.getByRole("heading", { level: 1, name: "E-Mail geht nicht" }).waitFor();
    await page.getByRole("img", { name: "Bild: fehler.png" }).waitFor();
    await clock(page, "Antwort").getByText("läuft").waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  test("keeps its draft, and makes one ticket of two clicks and a broken line", async () => {
    const { page, context } = await open(EMPLOYEE, "de", `/report?engagement=${engagement}`);
    const before = await countOf(context);
    await page.getByLabel("Mein Rechner startet nicht").check();
    await page.getByLabel("Nur ich").check();
    await page.getByLabel("Ich kann nicht arbeiten").check();
    await page.getByLabel(/^Mehr dazu/).fill("Der Bildschirm bleibt schwarz.");
    await page.reload();
    await settle(page);
    expect(await page.getByLabel(/^Mehr dazu/).inputValue()).toBe("Der Bildschirm bleibt schwarz.");
    // The server takes it, but its answer gets lost.
    await page.route("**/api/v1/engagements/*/tickets", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button(page, "Melden").click();
    await page.getByRole("alert").getByText("nicht erreichbar").waitFor();
    await page.unroute("**/api/v1/engagements/*/tickets");
    await page.getByLabel(/^Mehr dazu/).fill("Der Bildschirm bleibt schwarz, auch nach dem Neustart.");
    await button(page, "Melden").dblclick();
    await page.waitForURL(/\/tickets\//);
    expect(await countOf(context)).toBe(before + 1);
    // What was changed after the first attempt is not lost.
    const message = page.getByLabel("Ihre Nachricht an Lechbogen Systemhaus GmbH");
    await expect.poll(() => message.inputValue(), PATIENT).toContain("auch nach dem Neustart");
    await context.close();
  });

  test("asks for what is missing, in words and at the field", async () => {
    const { page, context } = await open(EMPLOYEE, "de", `/report?engagement=${engagement}`);
    await page.getByLabel("Etwas anderes").check();
    await button(page, "Melden").click();
    await page.getByText("Wählen Sie, wer betroffen ist.").waitFor();
    await page.getByText("Schreiben Sie in einem Satz, worum es geht.").waitFor();
    expect(await page.evaluate("document.activeElement.name")).toBe("impact");
    await context.close();
  });

  test("an agent reports for a client; the clock runs from the contact", async () => {
    const { page, context } = await open(PROVIDER, "en", `/report?engagement=${engagement}`);
    await page.getByLabel("Call").check();
    const contact = new Date(house.server.now - 10 * MINUTE_MS);
    const local = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Europe/Berlin",
      dateStyle: "short",
      timeStyle: "short",
    });
    await page.getByLabel("When did the client make contact?").fill(local.format(contact).replace(" ", "T"));
    await page.getByLabel("E-mail does not work").check();
    await page.getByLabel("Everybody in the office").check();
    await page.getByLabel("work is not possible").check();
    await button(page, "Report").click();
    await page.waitForURL(/\/tickets\//);
    const left = await clock(page, "Answer").getByRole("time").first().textContent();
    expect(left).toMatch(/^(19|20):\d\d left$/);
    await context.close();
  });
});

test(
  "report, answer, pause, objection, settlement, solution, reopening, breach: live on both sides, by keys",
  async () => {
    const client = await open(CLIENT, "de", "/report");
    const { id } = await newTicket(client.context);
    const provider = await open(PROVIDER, "en", `/tickets/${id}`);
    await client.page.goto(`/tickets/${id}`);
    await settle(client.page);
    const [ours, theirs] = [client.page, provider.page];
    const write = async (page: Page, key: string, text: string) => {
      await page.keyboard.press(key);
      await expect.poll(() => page.evaluate("document.activeElement.tagName"), PATIENT).toBe("TEXTAREA");
      await page.keyboard.type(text);
      await page.keyboard.press("Control+Enter");
      await expect.poll(() => page.evaluate("document.activeElement.tagName"), PATIENT).not.toBe("TEXTAREA");
    };
    await clock(ours, "Antwort").getByText("läuft").waitFor();

    house.advance(5 * MINUTE_MS);
    await write(theirs, "r", "Wir sehen nach.");
    await ours.getByText("Wir sehen nach.").waitFor();
    await clock(ours, "Antwort").getByText("eingehalten").waitFor();
    await write(theirs, "n", "Vermutlich das Zertifikat.");
    await theirs.getByText("only for Lechbogen Systemhaus GmbH", { exact: true }).waitFor();

    house.advance(5 * MINUTE_MS);
    await theirs.keyboard.press("p");
    await expect.poll(() => theirs.evaluate("document.activeElement.type"), PATIENT).toBe("radio");
    await theirs.keyboard.press("Space");
    await theirs.keyboard.press("Tab");
    await theirs.keyboard.type("Welches Gerät ist es?");
    await theirs.keyboard.press("Control+Enter");
    await ours.getByText("wartet seit").waitFor();
    await clock(ours, "Wiederherstellung").getByText("angehalten", { exact: true }).waitFor();
    expect(await ours.content()).not.toContain("Zertifikat");

    house.advance(10 * MINUTE_MS);
    await button(ours, "Widersprechen").last().press("Enter");
    await ours.getByLabel("Warum soll das nicht gelten?").waitFor();
    await ours.keyboard.type("Es wurde nichts gefragt.");
    await button(ours, "Widersprechen").last().press("Enter");
    await theirs.getByText("Es wurde nichts gefragt.").first().waitFor();
    await theirs.getByText("If the objection holds").first().waitFor();
    await button(theirs, "Agree to the objection").press("Enter");
    await ours.getByText("Beide Seiten sind sich einig: Das zählt nicht.").waitFor();
    await clock(ours, "Wiederherstellung").getByText("läuft", { exact: true }).waitFor();

    await write(theirs, "e", "Zertifikat erneuert.");
    await button(ours, "Nein, noch nicht").press("Enter");
    await expect.poll(() => ours.evaluate("document.activeElement.tagName"), PATIENT).toBe("TEXTAREA");
    await ours.keyboard.type("Bei mir geht es noch nicht.");
    await ours.keyboard.press("Control+Enter");
    await theirs.getByText("Bei mir geht es noch nicht.").waitFor();
    await theirs.getByText("It is your turn.").waitFor();

    house.advance(5 * HOUR_MS);
    await sweep(house.server.db, house.server.now);
    await clock(ours, "Wiederherstellung").getByText("überfällig", { exact: true }).waitFor();
    await clock(theirs, "Restoration").getByText("overdue", { exact: true }).waitFor();
    expect([...client.faults, ...provider.faults]).toEqual([]);
    await Promise.all([client.context.close(), provider.context.close()]);
  },
  STORY_MS_MAX,
);

test("an act that is refused is taken back, explained, and its text is kept", async () => {
  const client = await house.visit("de", CLIENT);
  const { id } = await newTicket(client);
  const { page, context } = await open(PROVIDER, "de", `/tickets/${id}`);
  await page.route("**/api/v1/tickets/*/events", (route) => route.abort());
  await page.getByLabel("Ihre Antwort an Lindenhof").fill("Wir sehen nach.");
  await button(page, /^An Lindenhof/).click();
  await page.getByRole("alert").getByText("nicht erreichbar").waitFor();
  expect(await page.getByLabel("Ihre Antwort an Lindenhof").inputValue()).toBe("Wir sehen nach.");
  await expect.poll(() => page.getByRole("listitem").filter({ hasText: "Wir sehen nach." }).count(), PATIENT).toBe(0);
  await page.unroute("**/api/v1/tickets/*/events");
  await button(page, /^An Lindenhof/).click();
  await page.getByRole("listitem").filter({ hasText: "Wir sehen nach." }).waitFor();
  await expect.poll(() => page.getByLabel("Ihre Antwort an Lindenhof").inputValue(), PATIENT).toBe("");
  // A file waits until it is sent, and one that does not arrive can be sent again.
  await page.route("**/attachments?*", (route) => route.abort());
  const picture = { name: "bild.png", mimeType: "image/png", buffer: PICTURE };
  await page.locator("input[type=file]").setInputFiles(picture);
  await page.getByRole("img", { name: "Vorschau von bild.png" }).waitFor();
  await button(page, /^An Lindenhof/).click();
  await page.getByText("bild.png kam nicht an.").waitFor();
  await page.unroute("**/attachments?*");
  await button(page, "Noch einmal versuchen").click();
  await page.getByRole("img", { name: "Bild: bild.png" }).waitFor();
  await Promise.all([context.close(), client.close()]);
});

describe("what hangs on a ticket", () => {
  test("somebody who was let in has it among their own, at once, and loses it as soon as they are not", async () => {
    const client = await open(CLIENT, "de", "/tickets");
    const employee = await open(EMPLOYEE, "de", "/tickets?mine=true", PHONE);
    const { id } = await newTicket(client.context, { subject: "Drucker im Flur" });
    await client.page.goto(`/tickets/${id}`);
    await button(client.page, "Hinzufügen").click();
    await client.page.getByLabel(/^Wer von Lindenhof/).selectOption({ label: EMPLOYEE });
    await button(client.page, "Mitlesen lassen").click();
    await client.page.getByRole("dialog").waitFor({ state: "detached" });
    await employee.page.getByText("Drucker im Flur").first().click();
    await employee.page.getByRole("heading", { level: 1, name: "Drucker im Flur" }).waitFor();
    // Deciding stays with who reported it.
    expect(await button(employee.page, "Zurückziehen").count()).toBe(0);
    await button(employee.page, "Nicht mehr mitlesen").click();
    await employee.page.waitForURL(/\/tickets(\?|$)/);
    await employee.page.goto(`/tickets/${id}`);
    await employee.page.getByRole("heading", { level: 1 }).waitFor();
    expect(await employee.page.content()).not.toContain("Drucker im Flur");
    expect(client.faults).toEqual([]);
    await Promise.all([client.context.close(), employee.context.close()]);
  });

  test("a part becomes a ticket of its own, with the clock of when it was written", async () => {
    const provider = await open(PROVIDER, "en", "/tickets");
    const client = await house.visit("de", CLIENT);
    const { id } = await newTicket(client);
    const { page, context, faults } = provider;
    await page.goto(`/tickets/${id}`);
    house.advance(10 * MINUTE_MS);
    await button(page, "Split off as a ticket of its own").click();
    await page.getByLabel("Subject of the new ticket").fill("Der Scanner auch");
    await button(page, "Split off").press("Enter");
    await page.getByRole("link", { name: /^To T-/ }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "Der Scanner auch" }).waitFor();
    expect(await clock(page, "Answer").getByRole("time").first().textContent()).toMatch(/^(19|20):\d\d left$/);
    await page.getByText("split off from").waitFor();
    expect(faults).toEqual([]);
    await Promise.all([context.close(), client.close()]);
  });

  test("a template fills the answer, and a checklist becomes steps that can be said anew", async () => {
    const { page, context, faults } = await open(PROVIDER, "de", "/company/templates");
    const add = async (what: string, name: string, field: string, text: string) => {
      await button(page, what).click();
      await page.getByRole("textbox", { name: "Name" }).fill(name);
      await page.getByRole("textbox", { name: field }).fill(text);
      await button(page, "Speichern").click();
      await page.getByRole("heading", { level: 3, name }).waitFor();
    };
    await add("Antwort anlegen", "Rückfrage", "Text", "Guten Tag {name}, zu {number}: {subject}");
    await add("Checkliste anlegen", "Umzug", "Schritte", "Kabel prüfen\nKonto anlegen");
    const client = await house.visit("de", CLIENT);
    const { id } = await newTicket(client);
    await page.goto(`/tickets/${id}`);
    await page.getByLabel("Vorlage einfügen").selectOption({ label: "Rückfrage" });
    expect(await page.getByLabel("Ihre Antwort an Lindenhof").inputValue()).toMatch(
      /^Guten Tag Sabine Röckl, zu T-\d+: E-Mail geht nicht$/,
    );
    await button(page, "Checkliste").click();
    await page.getByLabel("Welche Checkliste").selectOption({ label: "Umzug" });
    await button(page, "Schritte hinzufügen").click();
    await page.getByText("0 von 2 erledigt").waitFor();
    await button(page, "Schritt „Kabel prüfen“ ändern").click();
    await page.getByLabel("Wer", { exact: true }).selectOption({ label: "Öznur Çelik" });
    await button(page, "Speichern").click();
    await page.locator(".steps").getByText("Öznur Çelik").waitFor();
    await page.getByRole("checkbox", { name: "Kabel prüfen" }).check();
    await page.getByText("1 von 2 erledigt").waitFor();
    expect(faults).toEqual([]);
    await Promise.all([context.close(), client.close()]);
  });

  test("details are put right, and the search finds them", async () => {
    const { page, context, faults } = await open(CLIENT, "de", "/tickets");
    const { id } = await newTicket(context, { subject: "Irgendwas" });
    await page.goto(`/tickets/${id}`);
    await button(page, "Angaben ändern").click();
    await page.getByRole("textbox", { name: "Betreff" }).fill("Plotter druckt Streifen");
    await page.getByRole("textbox", { name: "Gerät oder System" }).fill("PLT-0815");
    await button(page, "Speichern").click();
    await page.getByRole("heading", { level: 1, name: "Plotter druckt Streifen" }).waitFor();
    await page.goto("/tickets?q=PLT-0815");
    await page.getByText("Plotter druckt Streifen").waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});

describe("the pages are for everybody", () => {
  const typed = [
    "E-Mail geht nicht",
    "Netzwerk und Firewall",
    "IT-Betreuung",
    "Terminfindung",
    "Schaltplan und Zähler",
  ];
  let rich: string;
  beforeAll(async () => {
    const [client, provider] = [await house.visit("de", CLIENT), await house.visit("de", PROVIDER)];
    rich = (await newTicket(client)).id;
    const act = (context: BrowserContext, body: object) => post(context, `/tickets/${rich}/events`, body);
    await act(provider, {
      type: "answered",
      text: `${"Sehr langer Text mit Donaudampfschifffahrt. ".repeat(60)}\n\nEnde`,
    });
    await act(provider, { type: "noted", text: "Nur für uns." });
    const { eventId } = await act(provider, { type: "paused", reason: "waiting-for-client", text: "Welches Gerät?" });
    await act(client, { type: "objected", event: eventId, text: "Es wurde nichts gefragt." });
    await act(client, { type: "excluded", level: "resolve", reason: "Terminfindung" });
    await post(provider, `/tickets/${rich}/steps`, { title: "Zertifikat erneuern", dueOn: "2026-12-01" });
    await post(provider, `/tickets/${rich}/time-records`, { day: "2026-11-01", minutes: 25, chargeable: true });
    await client.request.post(`/api/v1/tickets/${rich}/attachments?name=bild.png`, {
      data: PICTURE,
      headers: { origin: house.url, "content-type": "application/octet-stream" },
    });
    await Promise.all([client.close(), provider.close()]);
  });

  test.each([
    [EMPLOYEE, "de", "report"],
    [PROVIDER, "en", "report"],
    [CLIENT, "en", "ticket"],
    [PROVIDER, "de", "ticket"],
  ] as const)(
    "%s in %s: %s",
    async (name, language, shown) => {
      const path = shown === "report" ? `/report?engagement=${engagement}` : `/tickets/${rich}`;
      const { page, context, faults } = await open(name, language, path);
      if (shown === "report") {
        await page.locator("[name=example]").nth(0).check();
        await page.locator("[name=impact]").nth(0).check();
        await page.locator("[name=urgency]").nth(0).check();
        await page.locator(".report-promises").waitFor();
      }
      for (const summary of await page.locator("summary").all()) await summary.click();
      const shot = () => Promise.resolve();
      expect(await inspect(page, { language, inColour: true, typed, shot })).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    },
    STORY_MS_MAX,
  );
});
