/** What those who lead a company do with its people and keys, and what the others notice of it. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MINUTE_MS } from "../../engine/src/instant.ts";
import { PASSWORD } from "../../server/src/server.test-support.ts";
import { House, OPENING_MS_MAX, watchedPage } from "./house.test-support.ts";

let house: House;
beforeAll(async () => {
  house = await House.open();
}, OPENING_MS_MAX);
afterAll(() => house.close());

const title = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const focused = (page: Page) => page.evaluate("document.activeElement.textContent.trim()");

async function open(name: string, path: string) {
  const context = await house.visit("de", name);
  const watched = await watchedPage(context);
  await watched.page.goto(path);
  return { ...watched, context };
}

test("an API key is shown once, works, and is ended", async () => {
  const { page, context, faults } = await open("Katharina Lindner", "/company/api-keys");
  await button(page, "Schlüssel anlegen").first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Monatsauswertung");
  await dialog.getByLabel("Auslagerungen ansehen").check();
  await button(page, "Schlüssel anlegen").last().click();
  const key = (await dialog.locator("code").textContent())!;
  expect(key).toMatch(/^hsk_/);
  const ask = async () => {
    const headers = { authorization: `Bearer ${key}` };
    return (await fetch(`${house.url}/api/v1/engagements`, { headers })).status;
  };
  expect(await ask()).toBe(200);
  await button(page, "Fertig").click();
  await row(page, "Monatsauswertung").waitFor();
  await page.reload();
  await row(page, "Monatsauswertung").waitFor();
  expect(await page.content()).not.toContain(key);
  await row(page, "Monatsauswertung").getByRole("button", { name: "Beenden" }).click();
  await dialog.getByText("Das lässt sich nicht zurücknehmen.").waitFor();
  await dialog.getByRole("button", { name: "Beenden" }).click();
  await row(page, "Monatsauswertung").getByText("beendet").waitFor();
  expect(await ask()).toBe(401);
  expect(faults).toEqual([]);
  await context.close();
});

test("a role is changed and changed back", async () => {
  const { page, context, faults } = await open("Katharina Lindner", "/company");
  await row(page, "Sabine Röckl").getByRole("button", { name: "Rolle ändern" }).click();
  await page.getByLabel("Rolle auf der Auftraggeberseite").selectOption("Beschäftigte");
  await button(page, "Speichern").click();
  await row(page, "Sabine Röckl").getByText("Beschäftigte").waitFor();
  await button(page, "Rückgängig").click();
  await row(page, "Sabine Röckl").getByText("IT-Koordination").waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

describe("a dialog", () => {
  test("keeps the focus, closes by Escape and gives the focus back", async () => {
    const { page, context } = await open("Katharina Lindner", "/company");
    const opener = row(page, "Tobias Hartl").getByRole("button", { name: "Entfernen" });
    await opener.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Tobias Hartl entfernen" });
    await dialog.waitFor();
    for (let stop = 0; stop < 8; stop++) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.closest('[role=dialog]') !== null"), `${stop}`).toBe(true);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => focused(page)).toBe("Entfernen");
    await row(page, "Tobias Hartl").waitFor();
    await context.close();
  });

  test("does not let a hasty Enter do what cannot be undone", async () => {
    const { page, context } = await open("Katharina Lindner", "/company");
    await row(page, "Tobias Hartl").getByRole("button", { name: "Entfernen" }).press("Enter");
    await page.getByRole("dialog").waitFor();
    await expect.poll(() => focused(page)).toBe("Abbrechen");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await row(page, "Tobias Hartl").waitFor();
    await context.close();
  });
});

test("who is removed is out at once, wherever they are, and the history says so", async () => {
  const removed = await open("Tobias Hartl", "/profile");
  await title(removed.page, "Mein Profil").waitFor();
  const { page, context, faults } = await open("Katharina Lindner", "/company");
  await row(page, "Tobias Hartl").getByRole("button", { name: "Entfernen" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Entfernen" }).click();
  await page.getByText("Tobias Hartl ist entfernt.").waitFor();
  expect(await row(page, "Tobias Hartl").count()).toBe(0);
  await title(removed.page, "Anmelden").waitFor();
  await removed.page.getByText("Ihre Anmeldung ist beendet").waitFor();
  await page.getByRole("link", { name: "Verlauf der Firma" }).first().click();
  await page.getByText("Katharina Lindner hat Tobias Hartl aus dem Unternehmen entfernt.").waitFor();
  expect(faults).toEqual([]);
  await Promise.all([context.close(), removed.context.close()]);
});

test("somebody of two companies acts for one of them at a time", async () => {
  const { server } = house;
  const person = await server.person(await server.company("Anker Spedition GmbH"), "employee");
  const other = { tenant_id: await server.company("Bachmann Immobilien KG"), person_id: person.id };
  const membership = { ...other, client_role: "employee", provider_role: null, joined_at: new Date(server.now) };
  await server.nobody().identity((tx) => tx.insertInto("membership").values(membership).execute());
  const context = await house.visit("de");
  const { page, faults } = await watchedPage(context);
  await page.goto("/sign-in");
  await page.getByLabel("E-Mail-Adresse").fill(person.email);
  await page.getByLabel("Passwort", { exact: true }).fill(PASSWORD);
  await button(page, "Anmelden").click();
  await title(page, "Für wen handeln Sie?").waitFor();
  await page.getByRole("button", { name: "Bachmann Immobilien KG" }).click();
  await title(page, "Übersicht").waitFor();
  await page.getByRole("button", { name: "Sie handeln für Bachmann Immobilien KG" }).click();
  await page.getByRole("menuitem", { name: "Anker Spedition GmbH" }).click();
  await page.getByRole("button", { name: "Sie handeln für Anker Spedition GmbH" }).waitFor();
  const session = (await (await context.request.get("/api/v1/session")).json()) as { company: { name: string } };
  expect(session.company.name).toBe("Anker Spedition GmbH");
  expect(faults).toEqual([]);
  await context.close();
});

test("before a dangerous act one proves again who one is, and then it goes on", async () => {
  const { server } = house;
  const leader = await server.person(await server.company("Vorsicht AG"), "owner");
  const context = await house.visit("de");
  const [name, value] = (await server.cookie(leader)).split("=") as [string, string];
  await context.addCookies([{ name, value, url: house.url }]);
  const { page } = await watchedPage(context);
  await page.goto("/company");
  house.advance(11 * MINUTE_MS);
  await button(page, "Person einladen").click();
  await page.getByLabel("E-Mail-Adresse").fill("neu@example.org");
  await page.getByLabel("Rolle auf der Auftraggeberseite").selectOption("Beschäftigte");
  await button(page, "Einladung anlegen").click();
  const proof = page.getByRole("dialog", { name: "Bestätigen Sie, dass Sie es sind" });
  await proof.getByLabel("Ihr Passwort").fill("nicht das Passwort");
  await proof.getByRole("button", { name: "Bestätigen" }).click();
  await proof.getByRole("alert").waitFor();
  await proof.getByLabel("Ihr Passwort").fill(PASSWORD);
  await proof.getByRole("button", { name: "Bestätigen" }).click();
  expect(await page.locator(".once code").textContent()).toContain(`${house.url}/invitation/`);
  await context.close();
});

test("a provider hands out its code, and a client begins with it", async () => {
  const provider = await open("Markus Wieland", "/company");
  const code = (await provider.page.locator(".company-id").textContent())!;
  const { page, context, faults } = await open("Friedrich Brenner", "/");
  await button(page, "Dienstleister hinzufügen").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Worum geht es?").fill("Drucker");
  await dialog.getByLabel("Ja, er hat mir seine Kennung gegeben").check();
  await dialog.getByLabel("Kennung des Dienstleisters").fill(code);
  await button(page, "Dienstleister hinzufügen").last().click();
  await dialog.getByText("sieht die Auslagerung ab jetzt").waitFor();
  await button(page, "Fertig").click();
  await row(page, "Lechbogen Systemhaus GmbH").getByText("Drucker").first().waitFor();
  expect(faults).toEqual([]);
  await Promise.all([context.close(), provider.context.close()]);
});
