/** Reading in a contract, and what a page says when its server is gone. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { House, OPENING_MS_MAX, watchedPage } from "./house.test-support.ts";
import { inspect } from "./inspection.test-support.ts";

const CONTRACT = readFileSync("fixtures/contracts/brenner-maschinenbau-network.yaml", "utf8");
const TAKE = "Übernehmen: schon unterschrieben";
/** The version that follows the one of the sample: faster where all stand still, and one service more than before. */
const NEXT = readFileSync("fixtures/contracts/lindenhof-architekten.yaml", "utf8")
  .replace(/^version: 1$/m, "version: 2")
  .replace(/^validFrom: .*$/m, "validFrom: 2027-02-01")
  .replace("response: PT30M", "response: PT15M");

let house: House;
beforeAll(async () => {
  house = await House.open();
}, OPENING_MS_MAX);
afterAll(() => house.close());

const title = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function open(name: string, path: string) {
  const context = await house.visit("de", name);
  const watched = await watchedPage(context);
  await watched.page.goto(path);
  return { ...watched, context };
}

test("a faulty contract is not taken over, a good one is, and the other side sees it at once", async () => {
  const provider = await open("Théo Lemaître", "/");
  const { page, context, faults } = await open("Katharina Lindner", "/");
  await page.getByRole("link", { name: "Grünwall Netzsicherheit GmbH" }).first().click();
  await page.getByRole("link", { name: "Vertrag einlesen" }).click();
  const text = page.getByLabel("Text des Vertrags");
  const faulty = CONTRACT.replace(/^timeZone: .*$/m, "timeZone: Europe/Berlln");
  await text.fill(faulty);
  const line = faulty.split("\n").findIndex((each) => each.startsWith("timeZone:")) + 1;
  const place = page.getByRole("button", { name: `Zeile ${line}, Spalte ` });
  await place.click();
  await page.getByText(/erwartet wird eine Zeitzone .* gefunden wurde „Europe\/Berlln“/).waitFor();
  const caret = (await page.evaluate("document.querySelector('textarea').selectionStart")) as number;
  expect(faulty.slice(0, caret).split("\n")).toHaveLength(line);
  expect(await button(page, TAKE).isDisabled()).toBe(true);
  await text.fill(CONTRACT);
  await page.getByText("Das Dokument ist vollständig").waitFor();
  await page.getByText("Die Prüfung findet").waitFor();
  await button(page, TAKE).click();
  await title(page, /^Vertrag über Netzwerk/).waitFor();
  expect(faults).toEqual([]);
  await provider.page.getByRole("row").filter({ hasText: "Lindenhof" }).getByText("Fassung 1 des Vertrags").waitFor();
  await Promise.all([context.close(), provider.context.close()]);
});

const looked = (page: Page, name: string) =>
  inspect(page, {
    language: "de",
    inColour: true,
    typed: [],
    shot: async (size, scheme) => {
      const folder = process.env["HANDSCHLAG_SHOTS"];
      if (folder === undefined) return;
      await page.screenshot({ path: `${folder}/${name}-${size}-${scheme}.png`, fullPage: true });
    },
  });

test(
  "a version is proposed, read as what it changes, declined, proposed again, and signed by both sides",
  { timeout: 120_000 },
  async () => {
    const { page: theirs, context: provider, faults: providerFaults } = await open("Markus Wieland", "/");
    const { page: ours, context: client, faults } = await open("Katharina Lindner", "/");
    await ours.getByRole("link", { name: "Fassung 2 ansehen" }).click();
    await title(ours, "Vorschlag: Fassung 2").waitFor();
    const change = ours.getByRole("row").filter({ hasText: "bei P1" });
    await change.getByText("30 Minuten").waitFor();
    await change.getByText("15 Minuten").waitFor();
    await ours.getByRole("row").filter({ hasText: "Wochenzeiten › Samstag" }).getByText("09:00-15:00").waitFor();
    expect(await looked(ours, "proposal")).toEqual([]);
    await button(ours, "Ablehnen").click();
    const dialog = ours.getByRole("dialog");
    await dialog.getByRole("button", { name: "Ablehnen" }).click();
    await dialog.getByText("Sagen Sie in einem Satz").waitFor();
    await dialog.getByLabel("Was soll anders werden?").fill("Bitte erst ab Februar 2027.");
    await dialog.getByRole("button", { name: "Ablehnen" }).click();
    await ours.getByText("Fassung 2 wurde abgelehnt: „Bitte erst ab Februar 2027.“").waitFor();
    await ours.getByRole("link", { name: "Vertrag", exact: true }).first().click();
    await ours.getByRole("heading", { name: "Frühere Vorschläge" }).waitFor();

    await theirs.getByRole("link", { name: "Vertrag", exact: true }).first().click();
    await theirs.getByRole("link", { name: "Neue Fassung einlesen" }).click();
    await theirs.getByLabel("Text des Vertrags").fill(NEXT);
    await button(theirs, "Zur Unterschrift vorlegen").click();
    await title(theirs, "Vorschlag: Fassung 2").waitFor();
    // Told live to whoever looks at the contract.
    await ours.getByText("Lechbogen Systemhaus GmbH schlägt Fassung 2 vor.").waitFor();
    await ours.getByRole("link", { name: "Fassung 2 ansehen" }).click();
    for (const page of [theirs, ours]) {
      await button(page, "Unterschreiben").click();
      await page.getByRole("dialog").getByRole("button", { name: "Unterschreiben" }).click();
      await page.getByText("Sie haben Fassung 2 unterschrieben.").waitFor();
    }
    for (const page of [theirs, ours]) {
      await page.getByText("Beide Seiten haben Fassung 2 unterschrieben. Sie gilt ab 01.02.2027.").waitFor();
      const signatures = page.getByRole("table", { name: "Unterschriften" });
      await signatures.getByText("Markus Wieland").waitFor();
      await signatures.getByText("Katharina Lindner").waitFor();
    }
    await ours.getByRole("link", { name: "Vertrag", exact: true }).first().click();
    await ours.getByRole("row").filter({ hasText: "01.02.2027" }).first().waitFor();
    expect([...faults, ...providerFaults]).toEqual([]);
    await Promise.all([provider.close(), client.close()]);
  },
);

test("without a network a page says so, keeps what was entered, and goes on by itself", async () => {
  const { page, context } = await open("Katharina Lindner", "/profile");
  await page.getByLabel("Name", { exact: true }).fill("Katharina Lindner-Brandt");
  await context.setOffline(true);
  await button(page, "Speichern").click();
  await page.getByRole("alert").getByText("Der Server ist gerade nicht erreichbar.").waitFor();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Katharina Lindner-Brandt");
  await page.getByRole("link", { name: "Rollen & Rechte" }).click();
  await title(page, "Diese Seite lässt sich gerade nicht zeigen").waitFor();
  await context.setOffline(false);
  await button(page, "Noch einmal versuchen").click();
  await title(page, "Rollen & Rechte").waitFor();
  await context.close();
});

test("a page whose line to the server breaks says that it may be out of date, and catches up", async () => {
  const { page, context } = await open("Katharina Lindner", "/company");
  await page.getByRole("row").filter({ hasText: "Sabine Röckl" }).waitFor();
  await page.route("**/api/v1/**", (route) => route.abort());
  house.server.app.server.closeAllConnections();
  await page.getByText("Was Sie sehen, kann veraltet sein").waitFor();
  const { server } = house;
  const ofOwner = (await (await context.request.get("/api/v1/session")).json()) as { company: { id: string } };
  await server.person(ofOwner.company.id as never, "employee", null, { name: "Inzwischen Gekommen" });
  await page.unroute("**/api/v1/**");
  await page.getByRole("row").filter({ hasText: "Inzwischen Gekommen" }).waitFor();
  expect(await page.getByText("Was Sie sehen, kann veraltet sein").count()).toBe(0);
  await context.close();
});

test("an answer that fails on the server's side is told with its number, and can be asked for again", async () => {
  const { page, context } = await open("Katharina Lindner", "/");
  let isBroken = true;
  await page.route("**/api/v1/company/people", (route) =>
    isBroken
      ? route.fulfill({ status: 503, json: { kind: "database-unavailable", requestId: "r-42" } })
      : route.continue(),
  );
  await page.getByRole("link", { name: "Unternehmen & Personen" }).click();
  await page.getByText("Vorgang r-42").waitFor();
  isBroken = false;
  await button(page, "Noch einmal versuchen").click();
  await page.getByRole("row").filter({ hasText: "Sabine Röckl" }).waitFor();
  expect(await page.getByText("Vorgang").count()).toBe(0);
  await context.close();
});

test("an end is set by one side, seen by the other at once, taken back, and stands in the history", async () => {
  const { page: theirs, context: provider, faults: providerFaults } = await open("Markus Wieland", "/");
  const { page: ours, context: client, faults } = await open("Katharina Lindner", "/");
  for (const [page, other] of [
    [theirs, "Lindenhof Architekten PartG mbB"],
    [ours, "Lechbogen Systemhaus GmbH"],
  ] as const) {
    await page.getByRole("link", { name: other }).first().click();
    await title(page, other).waitFor();
  }
  await button(theirs, "Auslagerung beenden").click();
  const dialog = theirs.getByRole("dialog");
  await dialog.getByRole("button", { name: "Ende festlegen" }).click();
  await dialog.getByText("Wählen Sie den letzten Tag.").waitFor();
  await dialog.getByLabel("Letzter Tag").fill("2100-12-31");
  await dialog.getByRole("button", { name: "Ende festlegen" }).click();
  const note =
    "Diese Auslagerung endet; ihr letzter Tag ist der 31.12.2100. So hat es Lechbogen Systemhaus GmbH festgelegt.";
  await ours.getByText(note).waitFor();
  // Who did not set it cannot move it.
  expect(await button(ours, "Letzten Tag ändern").count()).toBe(0);
  await button(theirs, "Ende zurücknehmen").click();
  await dialog.getByRole("button", { name: "Ende zurücknehmen" }).click();
  await ours.getByText(note).waitFor({ state: "detached" });
  await ours.getByText("hat das Ende der Auslagerung (letzter Tag 31.12.2100) zurückgenommen.").first().waitFor();
  expect([...faults, ...providerFaults]).toEqual([]);
  await Promise.all([client.close(), provider.close()]);
});
