/** Tickets of another tool, from the file to the queue; and what other times would have made of the tickets there are. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runImports } from "../../server/src/ticket/import-run.ts";
import { House, OPENING_MS_MAX, watchedPage } from "./house.test-support.ts";
import { inspect } from "./inspection.test-support.ts";

let house: House;
beforeAll(async () => {
  house = await House.open();
}, OPENING_MS_MAX);
afterAll(() => house.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const said = (page: Page, text: string | RegExp) => page.getByText(text);

/** The engagement of the architects, as the manager of their provider. */
async function open(language: "de" | "en", place: "import" | "backtest") {
  const context = await house.visit(language, "Markus Wieland");
  const answer = await context.request.get("/api/v1/engagements");
  const { items } = (await answer.json()) as { items: { id: string }[] };
  const watched = await watchedPage(context);
  await watched.page.goto(`/engagements/${items[0]!.id}/${place}`);
  return { ...watched, context };
}

/** What axe and we ourselves find wrong with a German page as it stands. */
const faultsOf = (page: Page) => inspect(page, { language: "de", inColour: false, typed: [], shot: async () => {} });

const runJobs = () => runImports(house.server.db, { clock: () => house.server.now, say: () => undefined });

test("a file is recognised, its words are assigned, it is brought in, and the page survives a reload", async () => {
  const { page, faults, context } = await open("de", "import");
  await heading(page, "Tickets übernehmen").waitFor();
  await page.locator("input[type=file]").setInputFiles("fixtures/logs/glpi.csv");
  await said(page, /^10 Tickets mit \d+ Ereignissen, gemeldet ab 02\.03\.2026/).waitFor();
  expect(await page.getByLabel("Gelesen als").inputValue()).toBe("glpi");
  await said(page, "Alle Zeilen passen.").waitFor();
  await said(page, "Die Leistung „it-support“ steht nicht im Vertrag (10 Tickets).").waitFor();
  await page.getByLabel("„it-support“ im Vertrag").selectOption({ label: "Anwenderunterstützung (1st Level)" });
  await button(page, "Zuordnung übernehmen").click();
  await heading(page, "Ohne Uhr").waitFor({ state: "detached" });
  await page.reload();
  expect(await page.getByLabel("„it-support“ im Vertrag").inputValue()).toBe("first-level");
  await button(page, "10 Tickets übernehmen").click();
  await said(page, "0 von 10 Tickets sind da.").waitFor();
  expect(await page.getByRole("progressbar", { name: "Fortschritt" }).count()).toBe(1);
  await page.reload();
  await said(page, "0 von 10 Tickets sind da.").waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await runJobs();
  await said(page, "10 Tickets sind übernommen.").waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("link", { name: "Tickets ansehen" }).click();
  await page.waitForURL(/\/tickets\?/);
  await page.goto("/tickets?state=all&q=Outlook+startet");
  await said(page, "Outlook startet nicht").first().waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test("the same file again changes nothing, and lines that do not fit are named and can be downloaded", async () => {
  const { page, faults, context } = await open("en", "import");
  await page.locator("input[type=file]").setInputFiles("fixtures/logs/jira.csv");
  await heading(page, "What is in the file").waitFor();
  await button(page, "Discard the file").click();
  await page.locator("input[type=file]").setInputFiles({
    name: "kaputt.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "Issue key,Status,Priority,Created,Resolved,Summary\nA-1,Gone,High,02/Mar/26 8:12 AM,,Mail\nA-2,Open,High,02/Mar/26 8:12 AM,,Net\n",
    ),
  });
  await said(page, "One line does not fit.").waitFor();
  await said(page, 'expected a status of the mapping, in column "Status", found "Gone"').waitFor();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download all lines" }).click();
  expect((await downloading).suggestedFilename()).toBe("import-faults.csv");
  await button(page, "Discard the file").click();
  await page.locator("input[type=file]").setInputFiles({
    name: "unbekannt.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("a,b,c\n1,2,3\n"),
  });
  await said(page, "The columns fit no tool that we know.").waitFor();
  await page.getByLabel("Read as").selectOption("own");
  await page.getByLabel(/^Description of the columns/).fill("format: handschlag/mapping@1\n");
  await button(page, "Read it so").click();
  await said(page, "Something in the description does not fit yet.").waitFor();
  expect(faults.filter((fault) => !fault.includes("422"))).toEqual([]);
  await context.close();
});

test("what is no text, empty, or of another encoding is told in words", async () => {
  const { page, faults, context } = await open("de", "import");
  const hand = (name: string, buffer: Buffer) =>
    page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
  await heading(page, "Tickets übernehmen").waitFor();
  await hand("leer.csv", Buffer.alloc(0));
  await said(page, "Die Datei ist leer.").waitFor();
  await hand("tabelle.xlsx", Buffer.from("PK\u0003\u0004\u0014\0\u0006\0"));
  await said(page, /^Das ist keine CSV-Datei\./).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await hand("glpi.csv", Buffer.from(readFileSync("fixtures/logs/glpi.csv", "utf8"), "latin1"));
  await said(page, /wird als Windows-1252 gelesen/).waitFor();
  await said(page, 'Notebook "LA-17" fährt nicht hoch').first().waitFor();
  await button(page, "Datei verwerfen").click();
  await button(page, "Weitere Datei wählen").waitFor();
  expect(faults.filter((fault) => !fault.includes("422"))).toEqual([]);
  await context.close();
});

test("who does not manage the service is shown no import", async () => {
  for (const name of ["Öznur Çelik", "Katharina Lindner"]) {
    const context = await house.visit("de", name);
    const answer = await context.request.get("/api/v1/engagements");
    const { items } = (await answer.json()) as { items: { id: string }[] };
    const { page } = await watchedPage(context);
    await page.goto(`/engagements/${items[0]!.id}/import`);
    await heading(page, "Diese Seite gehört nicht zu Ihrer Rolle").waitFor();
    expect(await page.locator("input[type=file]").count()).toBe(0);
    expect(await page.getByRole("link", { name: "Tickets übernehmen" }).count()).toBe(0);
    await context.close();
  }
});

test("shorter times are tried over the tickets that there were, and each difference leads to its ticket", async () => {
  const { page, faults, context } = await open("de", "backtest");
  const field = page.getByLabel("Reaktionszeit bei P3");
  expect(await field.inputValue()).toBe("4\u00a0Stunden");
  await field.fill("bald");
  await button(page, "Erproben").click();
  await said(page, "Das verstehen wir nicht als Zeit.").waitFor();
  await field.fill("20 Min.");
  await button(page, "Erproben").click();
  await said(page, /^Bei \d+ Tickets wären mit dem anderen Vertrag \d+ Zeiten verfehlt worden/).waitFor();
  await said(page, "eingehalten → verfehlt").first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("table", { name: "Wo es anders ausgegangen wäre" }).getByRole("link").first().click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  expect(faults).toEqual([]);
  await context.close();
});

test("another contract is tried as a file, and what is wrong with it is told by its place", async () => {
  const { page, faults, context } = await open("de", "backtest");
  await page.getByLabel("Ein anderer Vertrag").check();
  await page.getByLabel("Text des anderen Vertrags").fill("format: handschlag/contract@1\n");
  await button(page, "Erproben").click();
  await said(page, /^Daran passt etwas noch nicht:/).waitFor();
  await page.locator("input[type=file]").setInputFiles("fixtures/contracts/lindenhof-architekten.yaml");
  await button(page, "Erproben").click();
  await said(page, "Kein Ticket wäre anders beurteilt worden.").waitFor();
  expect(faults.filter((fault) => !fault.includes("422"))).toEqual([]);
  await context.close();
});
