/** Whether the contract is kept: on the front pages, month by month, and down to each ticket. */
import type { BrowserContext, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { House, OPENING_MS_MAX, PHONE, watchedPage, type Language } from "./house.test-support.ts";
import { inspect } from "./inspection.test-support.ts";

let house: House;
beforeAll(async () => {
  house = await House.open();
}, OPENING_MS_MAX);
afterAll(() => house.close());

interface Engagement {
  readonly id: string;
  readonly name: string;
  readonly contractNumber: number | null;
}
interface Month {
  readonly period: string;
  readonly levels: readonly { level: string; met: number; missed: number; excluded: number }[];
  readonly periods: readonly { period: string; met: number; missed: number }[];
  readonly misses: readonly { excluded: string | null; met: boolean; ifUpheld: string }[];
}

const json = async <Body>(context: BrowserContext, path: string): Promise<Body> =>
  (await (await context.request.get(`/api/v1${path}`)).json()) as Body;

/** Somebody's browser, and the engagement with a contract that they see. */
async function visit(name: string, language: Language = "de") {
  const context = await house.visit(language, name);
  const { items } = await json<{ items: Engagement[] }>(context, "/engagements");
  const agreed = items.find(({ contractNumber }) => contractNumber !== null)!;
  const month = (period?: string) =>
    json<Month>(context, `/engagements/${agreed.id}/attainment${period === undefined ? "" : `?period=${period}`}`);
  return { ...(await watchedPage(context)), context, items, agreed, month };
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const table = (page: Page, name: string) => page.getByRole("table", { name });
const lead = (page: Page) => page.locator(".page-lead");
const verdicts = (page: Page) => page.locator(".behind .verdicts > li");
const total = (month: Month, count: "met" | "missed" | "excluded") =>
  month.levels.reduce((sum, level) => sum + level[count], 0);

/** What axe and we ourselves find wrong with a German page as it stands. */
const faultsOf = (page: Page) => inspect(page, { language: "de", inColour: false, typed: [], shot: async () => {} });

test("a month with misses: the sentence, the figures, and the tickets behind each of them", async () => {
  const { page, faults, context, agreed, month } = await visit("Katharina Lindner");
  const { period } = (await month()).periods.findLast(({ missed }) => missed > 0)!;
  const shown = await month(period);
  await page.goto(`/engagements/${agreed.id}/attainment?period=${period}`);
  await heading(page, "Einhaltung des Vertrags").waitFor();
  expect(await lead(page).innerText()).toMatch(/später als vereinbart/);
  const missed = shown.levels.find((level) => level.missed > 0)!;
  const rows = table(page, "Nach Zusage").getByRole("row");
  const row = rows.nth(1 + shown.levels.indexOf(missed));
  await row
    .getByRole("link", { name: String(missed.missed), exact: true })
    .last()
    .click();
  await heading(page, /^Tickets hinter der Zahl: .*, später als vereinbart$/).waitFor();
  await expect.poll(() => verdicts(page).count()).toBe(missed.missed);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Schließen" }).click();
  await heading(page, /^Tickets hinter der Zahl/).waitFor({ state: "detached" });
  const late = page.locator("section", { has: heading(page, "Was später kam als vereinbart") }).locator("li");
  expect(await late.count()).toBe(total(shown, "missed"));
  await late.first().getByRole("link").click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  expect(faults).toEqual([]);
  await context.close();
});

test("a month in which all was kept says so, and one can go from month to month", async () => {
  const { page, faults, context, agreed, month } = await visit("Katharina Lindner");
  const { periods, period: present } = await month();
  const kept = periods.find(({ period, missed }) => missed === 0 && period < present)!;
  await page.goto(`/engagements/${agreed.id}/attainment`);
  await page.getByLabel("Monat", { exact: true }).selectOption(kept.period);
  await page.waitForURL(/period=/);
  await expect
    .poll(() => lead(page).innerText())
    .toMatch(/^Der Vertrag wurde im \S+ eingehalten\. (?:Alle \d+ Zusagen|Die eine Zusage)/);
  await page.getByText("Nichts kam später als vereinbart.").waitFor();
  expect(await page.getByText(/Fristen laufen noch|Frist läuft noch/).count()).toBe(0);
  const next = periods[periods.indexOf(kept) + 1]!;
  await page.getByRole("link", { name: "Monat danach" }).click();
  await expect.poll(() => page.getByLabel("Monat", { exact: true }).inputValue()).toBe(next.period);
  expect(faults).toEqual([]);
  await context.close();
});

test("what both sides left out, and what objections would change, stands beside the figures", async () => {
  const { page, faults, context, agreed, month } = await visit("Markus Wieland");
  const months = await Promise.all((await month()).periods.map(({ period }) => month(period)));
  const excluded = months.find((each) => total(each, "excluded") > 0)!;
  const reason = excluded.misses.find((each) => each.excluded !== null)!.excluded!;
  await page.goto(`/engagements/${agreed.id}/attainment?period=${excluded.period}`);
  const left = page.locator("section", { has: heading(page, "Was beide Seiten nicht werten") });
  await left.getByText(`Nicht gewertet, von beiden Seiten so vereinbart: ${reason}`).first().waitFor();
  expect(await left.locator("li").count()).toBe(total(excluded, "excluded"));
  const contested = months.find((each) => each.misses.some(({ met, ifUpheld }) => met && ifUpheld === "missed"))!;
  await page.goto(`/engagements/${agreed.id}/attainment?period=${contested.period}`);
  await table(page, "Nach Zusage")
    .getByText(/^nach Widerspruch \d/)
    .first()
    .waitFor();
  const disputed = page.locator("section", { has: heading(page, "Was nach einem Widerspruch zu spät wäre") });
  await disputed.getByText("Bekäme der Widerspruch recht: später als vereinbart.").first().waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test("without a contract nothing is promised, and who may leads to one", async () => {
  const { page, faults, context, items } = await visit("Katharina Lindner");
  const bare = items.find(({ contractNumber }) => contractNumber === null)!;
  await page.goto(`/engagements/${bare.id}/attainment`);
  await page.getByText("Noch gibt es keinen Vertrag, und ohne ihn ist nichts zugesagt.").waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("link", { name: "Vertrag einlesen" }).click();
  await page.waitForURL(/\/contract\/new$/);
  expect(faults).toEqual([]);
  await context.close();
});

interface Figures {
  readonly engagements: readonly { readonly id: string; readonly open: number; readonly overdue: number }[];
}

test.each([
  { name: "Katharina Lindner", sections: ["Wartet auf Sie", "Dieser Monat"], says: /eingehalten|Frist/ },
  { name: "Sabine Röckl", sections: ["Wartet auf Sie", "Was als Nächstes fällig wird"], says: /eingehalten|Frist/ },
  { name: "Öznur Çelik", sections: ["Was als Nächstes fällig wird", "Mir zugeteilt"], says: /\S/ },
  { name: "Markus Wieland", sections: ["Ihre Kunden, der Dringlichkeit nach"], says: /\S/ },
])("the front page of $name answers what the role comes for", async ({ name, sections, says }) => {
  const { page, faults, context } = await visit(name);
  await page.goto("/");
  for (const section of sections) await heading(page, section).waitFor();
  await expect.poll(() => lead(page).innerText()).toMatch(says);
  expect(await faultsOf(page)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

test("an employee's front page is for reporting and for their own tickets, and shows nobody's figures", async () => {
  const { page, faults, context } = await visit("Tobias Hartl");
  await page.goto("/");
  await heading(page, "Meine Tickets").waitFor();
  expect(await page.getByRole("table").count()).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("link", { name: "Problem melden" }).click();
  await page.waitForURL(/\/report/);
  expect(faults).toEqual([]);
  await context.close();
});

test("each figure of a manager's clients leads to just as many tickets, on a phone as well", async () => {
  const { page, faults, context, agreed } = await visit("Markus Wieland", "en");
  await page.setViewportSize(PHONE);
  await page.goto("/");
  await heading(page, "Your clients, the most urgent first").waitFor();
  const { engagements } = await json<Figures>(context, "/summary");
  const { open } = engagements.find(({ id }) => id === agreed.id)!;
  const cell = page.locator('td[data-head="Open"]').first();
  expect(await cell.innerText()).toContain(String(open));
  await cell.getByRole("link").click();
  await page.waitForURL(/\/tickets\?.*engagement=/);
  const { shown } = await json<{ shown: number }>(context, `/tickets/count?engagement=${agreed.id}`);
  expect(shown).toBe(open);
  expect(faults).toEqual([]);
  await context.close();
});
