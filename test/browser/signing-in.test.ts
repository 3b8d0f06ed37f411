/** Ways in and out, as people go them: by keyboard, with two factors, invited, and thrown out by time. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR_MS } from "../../engine/src/instant.ts";
import { codeAt } from "../../server/src/identity/identity.test-support.ts";
import { PASSWORD, type TestPerson } from "../../server/src/server.test-support.ts";
import { House, OPENING_MS_MAX, PHONE, watchedPage } from "./house.test-support.ts";

const STEP_MS = 30_000;
const FIRST_LOAD_BYTES_MAX = 250_000;
/** What is focused, and whether that can be seen. */
const FOCUS = `(() => {
  const { activeElement: element } = document;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const name = element.getAttribute("name") ?? element.getAttribute("aria-label") ?? element.textContent;
  return { name: name.trim(), isSeen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 };
})()`;

let house: House;
beforeAll(async () => {
  house = await House.open();
}, OPENING_MS_MAX);
afterAll(() => house.close());

const title = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function somebody(): Promise<TestPerson> {
  return house.server.person(await house.server.company("Anker Spedition GmbH"), "employee");
}

async function enterPassword(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("E-Mail-Adresse").fill(email);
  await page.getByLabel("Passwort", { exact: true }).fill(password);
  await button(page, "Anmelden").click();
}

test("the first page is small", async () => {
  const context = await house.visit("de", undefined, { viewport: PHONE });
  const { page, faults } = await watchedPage(context);
  const line = await context.newCDPSession(page);
  await line.send("Network.enable");
  let bytes = 0;
  line.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto("/sign-in", { waitUntil: "networkidle" });
  await title(page, "Anmelden").waitFor();
  console.info(`first load: ${Math.round(bytes / 1000)} kB compressed`);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(FIRST_LOAD_BYTES_MAX);
  expect(faults).toEqual([]);
  await context.close();
});

test("the keyboard alone signs in, and shows at every stop where it is", async () => {
  const person = await somebody();
  const context = await house.visit("de");
  const { page, faults } = await watchedPage(context);
  await page.goto("/sign-in");
  await title(page, "Anmelden").waitFor();
  const stops: unknown[] = [];
  const tab = async () => {
    await page.keyboard.press("Tab");
    stops.push(await page.evaluate(FOCUS));
  };
  await tab();
  await page.keyboard.type(person.email);
  await tab();
  await page.keyboard.type(PASSWORD);
  for (let stop = 0; stop < 6; stop++) await tab();
  const names = ["email", "password", "Passwort anzeigen oder verbergen", "Anmelden", "Mit Passkey anmelden"];
  const seen = [...names, "Mit der Firmenanmeldung", "Deutsch", "English"].map((name) => ({ name, isSeen: true }));
  expect(stops).toEqual(seen);
  await page.getByLabel("Passwort", { exact: true }).press("Enter");
  await title(page, "Übersicht").waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test("a reader by keyboard skips the navigation and moves through it", async () => {
  const context = await house.visit("de", "Katharina Lindner");
  const { page } = await watchedPage(context);
  await page.goto("/");
  await title(page, "Übersicht").waitFor();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(FOCUS)).toEqual({ name: "Zum Inhalt springen", isSeen: true });
  await page.keyboard.press("Enter");
  expect(await page.evaluate("document.activeElement.id")).toBe("content");
  await page.getByRole("link", { name: "Rollen & Rechte" }).press("Enter");
  await title(page, "Rollen & Rechte").waitFor();
  // A new page is told by ear, because its heading takes the focus.
  await expect.poll(() => page.evaluate("document.activeElement.tagName")).toBe("H1");
  await context.close();
});

describe("somebody invited to lead", () => {
  const email = "neue.leitung@example.org";
  const password = "fünf-Wörter-sind-leicht-gemerkt";
  let secret = "";
  let usedCode = "";
  let recoveryCodes: string[] = [];

  test("appears on an open page as soon as they have accepted and set up a second factor", async () => {
    const inviting = await house.visit("de", "Katharina Lindner");
    const { page: company } = await watchedPage(inviting);
    await company.goto("/company");
    await button(company, "Person einladen").click();
    await company.getByLabel("E-Mail-Adresse").fill(email);
    await company.getByLabel("Rolle auf der Auftraggeberseite").selectOption("Leitung");
    await button(company, "Einladung anlegen").click();
    const link = await company.getByRole("dialog").locator("code").textContent();
    await button(company, "Fertig").click();
    await company.getByRole("rowheader", { name: email }).waitFor();

    const invited = await house.visit("de");
    const { page, faults } = await watchedPage(invited);
    await page.goto(link!);
    await page.getByText("Katharina Lindner lädt Sie ein").waitFor();
    await page.getByLabel("Ihr Name").fill("Neue Leitung");
    await page.getByLabel("Passwort", { exact: true }).fill(password);
    await button(page, "Einladung annehmen").click();
    await button(page, "App einrichten").click();
    secret = (await page.locator(".factor-secret").textContent())!.replaceAll(" ", "");
    usedCode = codeAt(secret, house.server.now);
    await page.getByLabel("Code aus der App").fill(usedCode);
    await button(page, "Prüfen und einrichten").click();
    await title(page, "Ihre Wiederherstellungscodes").waitFor();
    recoveryCodes = await page.locator(".once code").allTextContents();
    await button(page, "Ich habe sie aufbewahrt. Weiter").click();
    await title(page, "Übersicht").waitFor();
    await company.getByRole("rowheader", { name: "Neue Leitung" }).waitFor();
    expect(recoveryCodes).toHaveLength(10);
    expect(faults).toEqual([]);
    await Promise.all([inviting.close(), invited.close()]);
  });

  test("signs in with password and code, and with no code twice", async () => {
    const context = await house.visit("de");
    const { page } = await watchedPage(context);
    await page.goto("/sign-in");
    await enterPassword(page, email, "nicht dieses Passwort");
    await page.getByRole("alert").getByText("E-Mail-Adresse oder Passwort stimmen nicht.").waitFor();
    await enterPassword(page, email, password);
    await title(page, "Zweiter Schritt").waitFor();
    await page.getByLabel("Code aus der App").fill(usedCode);
    await button(page, "Weiter").click();
    await page.getByRole("alert").getByText("wurde schon benutzt").waitFor();
    house.advance(STEP_MS);
    await page.getByLabel("Code aus der App").fill(codeAt(secret, house.server.now));
    await button(page, "Weiter").click();
    await title(page, "Übersicht").waitFor();
    await page.getByRole("button", { name: "Konto von Neue Leitung" }).click();
    await page.getByRole("menuitem", { name: "Abmelden" }).click();
    await title(page, "Anmelden").waitFor();
    await page.goto("/company");
    await title(page, "Anmelden").waitFor();
    expect(page.url()).toContain("/sign-in");
    await context.close();
  });

  test("comes in by a recovery code when the device is lost", async () => {
    const context = await house.visit("de");
    const { page } = await watchedPage(context);
    await page.goto("/sign-in?to=/profile");
    await enterPassword(page, email, password);
    await page.getByRole("button", { name: "Ich habe mein Gerät nicht" }).click();
    await page.getByLabel("Wiederherstellungscode").fill(recoveryCodes[0]!);
    await button(page, "Weiter").click();
    await title(page, "Mein Profil").waitFor();
    await page.getByText("9 Codes sind noch übrig.").waitFor();
    expect(page.url()).toBe(`${house.url}/profile`);
    await context.close();
  });
});

test("whose session ends in the middle is told so, and comes back to where they were", async () => {
  const person = await somebody();
  const context = await house.visit("de");
  const { page } = await watchedPage(context);
  await page.goto("/sign-in?to=/profile");
  await enterPassword(page, person.email);
  await title(page, "Mein Profil").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Anderer Name");
  house.advance(13 * HOUR_MS);
  // Whichever comes first: the answer to this, or the server's word on the line that tells what happens.
  await button(page, "Speichern")
    .click({ timeout: 1_000 })
    .catch(() => undefined);
  await title(page, "Anmelden").waitFor();
  await page.getByText("Ihre Anmeldung ist beendet").waitFor();
  await enterPassword(page, person.email);
  await title(page, "Mein Profil").waitFor();
  expect(page.url()).toBe(`${house.url}/profile`);
  await context.close();
});

test.each(["https://example.org/", "//example.org/", "/\\example.org/"])(
  "the sign-in leads to no other site: %s",
  async (elsewhere) => {
    const person = await somebody();
    const context = await house.visit("de");
    const { page } = await watchedPage(context);
    await page.goto(`/sign-in?to=${encodeURIComponent(elsewhere)}`);
    await enterPassword(page, person.email);
    await page.getByRole("button", { name: "Konto von" }).waitFor();
    expect(new URL(page.url()).origin).toBe(house.url);
    await context.close();
  },
);

test("whoever chooses a language and an appearance keeps both", async () => {
  const context = await house.visit("de", "Katharina Lindner");
  const { page, faults } = await watchedPage(context);
  await page.goto("/");
  await button(page, "Sprache").click();
  await page.getByRole("menuitem", { name: "English" }).click();
  await title(page, "Overview").waitFor();
  await button(page, "Appearance").click();
  await page.getByRole("menuitem", { name: "High contrast" }).click();
  await page.reload();
  await title(page, "Overview").waitFor();
  expect(await page.evaluate("[document.documentElement.lang, document.documentElement.dataset.contrast]")).toEqual([
    "en",
    "more",
  ]);
  expect(faults).toEqual([]);
  await context.close();
});
