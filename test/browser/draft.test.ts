/** Both sides write a draft of the contract at once, each in a browser of its own. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { House, OPENING_MS_MAX, watchedPage } from "./house.test-support.ts";
import { inspect } from "./inspection.test-support.ts";

let house: House;
beforeAll(async () => {
  house = await House.open();
}, OPENING_MS_MAX);
afterAll(() => house.close());

const title = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const aside = (page: Page) => page.getByRole("complementary", { name: "Neben dem Formular" });
const saved = (page: Page) => page.getByRole("status").getByText("Gespeichert", { exact: true }).waitFor();
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

async function open(name: string) {
  const context = await house.visit("de", name);
  const watched = await watchedPage(context);
  await watched.page.goto("/");
  return { ...watched, context };
}

async function write(page: Page, label: string, text: string) {
  await field(page, label).fill(text);
  await field(page, label).blur();
}

test(
  "both write, answer, object and agree, and lay before both what they have agreed",
  { timeout: 180_000 },
  async () => {
    const { page: ours, context: client, faults } = await open("Friedrich Brenner");
    const { page: theirs, context: provider, faults: providerFaults } = await open("Théo Lemaître");
    await ours.getByRole("link", { name: "Grünwall Netzsicherheit GmbH" }).first().click();
    await ours.getByRole("link", { name: "Vertrag", exact: true }).first().click();
    await ours.getByText("3 Änderungen warten auf Ihre Antwort.").waitFor();
    await ours.getByRole("link", { name: "Entwurf öffnen" }).first().click();
    await title(ours, "Entwurf der Fassung 2").waitFor();
    await theirs.goto(new URL(ours.url()).pathname);
    await title(theirs, "Entwurf der Fassung 2").waitFor();

    // What one writes the other sees at once, with its author and what stood there before.
    await write(ours, "Verlängerung (Monate)", "24");
    await saved(ours);
    const mark = theirs.getByText("Friedrich Brenner (Brenner Maschinenbau GmbH) hat das geändert. Bisher: 12").first();
    await mark.waitFor();
    expect(await field(theirs, "Verlängerung (Monate)").inputValue()).toBe("24");

    // What cannot be read is said beside the field and changes nothing.
    await write(ours, "Gilt ab", "morgen");
    await ours.getByText("Schreiben Sie das Datum so: 23.11.2026.").waitFor();
    await write(ours, "Gilt ab", "1.3.2027");
    await saved(ours);
    expect(await field(ours, "Gilt ab").inputValue()).toBe("01.03.2027");

    // Both write at the same place: nobody's text is lost, and whoever came later decides.
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await theirs.route("**/changes", async (route) => {
      await held;
      await route.continue();
    });
    await write(theirs, "Mindestlaufzeit (Monate)", "36");
    await theirs.getByText("Wird gespeichert …").waitFor();
    await write(ours, "Mindestlaufzeit (Monate)", "12");
    await saved(ours);
    release();
    const contest = theirs.getByRole("alert", { name: "Hier haben beide zugleich geschrieben" });
    await contest.getByText("36").waitFor();
    await contest.getByText("12", { exact: true }).waitFor();
    expect(await inspect(theirs, { language: "de", inColour: false, typed: [], shot: async () => undefined })).toEqual(
      [],
    );
    await contest.getByRole("button", { name: "Meinen Text nehmen" }).click();
    await contest.waitFor({ state: "detached" });
    await saved(theirs);
    await expect.poll(() => field(ours, "Mindestlaufzeit (Monate)").inputValue()).toBe("36");

    // An objection says why; whoever made the change takes it back.
    const change = aside(ours).locator(".mark").filter({ hasText: "Mindestlaufzeit" });
    await change.getByRole("button", { name: "Widersprechen" }).click();
    const dialog = ours.getByRole("dialog");
    await dialog.getByRole("button", { name: "Widersprechen" }).click();
    await dialog.getByText("Sagen Sie in einem Satz, warum.").waitFor();
    await dialog.getByLabel("Warum").fill("Drei Jahre sind uns zu lang.");
    await dialog.getByRole("button", { name: "Widersprechen" }).click();
    const objected = aside(theirs).locator(".mark").filter({ hasText: "Drei Jahre sind uns zu lang." });
    await objected.getByRole("button", { name: "Zurücknehmen" }).click();
    await objected.waitFor({ state: "detached" });
    await expect.poll(() => field(ours, "Mindestlaufzeit (Monate)").inputValue()).toBe("12");

    // A comment stands where it was written until somebody settles it.
    await theirs.getByRole("button", { name: "Kommentar zu „Verlängerung (Monate)“" }).click();
    await theirs.getByRole("dialog").getByLabel("Ihr Kommentar").fill("Das ist uns recht.");
    await theirs.getByRole("dialog").getByRole("button", { name: "Senden" }).click();
    await ours.getByText("Das ist uns recht.").first().waitFor();

    // Nothing is laid before both while something is open.
    await button(theirs, "Zur Unterschrift vorlegen").click();
    await theirs.getByRole("dialog").getByRole("button", { name: "Zur Unterschrift vorlegen" }).click();
    await theirs.getByRole("dialog").getByRole("alert").waitFor();
    await theirs.getByRole("dialog").getByRole("button", { name: "Abbrechen" }).click();

    await aside(ours)
      .locator(".mark")
      .filter({ hasText: "widerspricht" })
      .getByRole("button", { name: "Zurücknehmen" })
      .click();
    for (const page of [ours, theirs]) {
      await button(page, "Alle annehmen").click();
      await page.getByRole("dialog").getByRole("button", { name: "Alle annehmen" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await theirs.getByText("Alle Änderungen sind angenommen.").waitFor();
    await button(theirs, "Zur Unterschrift vorlegen").click();
    await theirs.getByRole("dialog").getByRole("button", { name: "Zur Unterschrift vorlegen" }).click();
    await title(theirs, "Vorschlag: Fassung 2").waitFor();
    await theirs.getByRole("row").filter({ hasText: "Westring Netze SE" }).first().waitFor();
    await ours.getByText("Der Entwurf liegt zur Unterschrift vor und ruht so lange.").waitFor();
    expect(await field(ours, "Gilt ab").isEditable()).toBe(false);
    expect([...faults, ...providerFaults].filter((fault) => !/409/.test(fault))).toEqual([]);
    await Promise.all([client.close(), provider.close()]);
  },
);

test(
  "a contract is written from a model: a service of the catalogue, its text, and what the check says",
  { timeout: 120_000 },
  async () => {
    const { page, context, faults } = await open("Katharina Lindner");
    await page.getByRole("link", { name: "Grünwall Netzsicherheit GmbH" }).first().click();
    await page.getByRole("link", { name: "Entwurf beginnen" }).first().click();
    await page.getByRole("radio", { name: "Mit einem Mustervertrag" }).check();
    await field(page, "Mustervertrag").selectOption("small");
    await button(page, "Beginnen").click();
    await title(page, "Entwurf der Fassung 1").waitFor();
    await page.getByRole("tab", { name: "Prüfung" }).click();
    await page.getByText("Es fehlt nichts, und die Prüfung findet nichts.").waitFor();

    await page.getByRole("link", { name: /^Leistungen/ }).click();
    await page.getByRole("button", { name: "Übernehmen Managed Firewall" }).click();
    await page.locator("summary").filter({ hasText: "Managed Firewall" }).first().waitFor();
    await saved(page);
    await page.getByRole("link", { name: /^Grundlagen/ }).click();
    await write(page, "Titel", "");
    await page.getByText("Eine Angabe fehlt oder passt nicht.").waitFor();
    await page
      .getByRole("complementary")
      .getByText(/Erwartet wird ein Feld/)
      .waitFor();
    await button(page, "Zur Unterschrift vorlegen").click();
    await page.getByRole("dialog").getByRole("button", { name: "Zur Unterschrift vorlegen" }).click();
    await page.getByRole("dialog").getByRole("alert").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Abbrechen" }).click();

    await page.getByRole("tab", { name: "Text" }).click();
    const text = page.getByLabel("Text des Entwurfs");
    expect(await text.inputValue()).toContain("id: managed-firewall");
    await text.fill(`title: "Netz: sicher`);
    await button(page, "Text übernehmen").click();
    await page.getByText(/^Zeile 1/).waitFor();
    await button(page, "Änderungen am Text verwerfen").click();
    await text.fill(
      (await text.inputValue()).replace("id: starter-small", "id: lindenhof-netz\ntitle: Netz und Firewall"),
    );
    await button(page, "Text übernehmen").click();
    await page.getByText("Der Text ist übernommen.").waitFor();
    expect(await field(page, "Titel").inputValue()).toBe("Netz und Firewall");
    await saved(page);
    await page.reload();
    await title(page, "Entwurf der Fassung 1").waitFor();
    expect(await field(page, "Titel").inputValue()).toBe("Netz und Firewall");

    await button(page, "Weiteres").click();
    await page.getByRole("menuitem", { name: "Verwerfen" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Verwerfen" }).click();
    await page.getByText("Womit möchten Sie beginnen?").waitFor();
    expect(faults.filter((fault) => !/404|422/.test(fault))).toEqual([]);
    await context.close();
  },
);
