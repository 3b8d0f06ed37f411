/** The tests of all pages in one language; each language is a test file of its own, so that both run at once. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPENING_MS_MAX, type Language } from "./house.test-support.ts";
import { inspect, settle } from "./inspection.test-support.ts";
import { PAGES, type PageCase, type Viewer } from "./page-table.test-support.ts";
import { Stage } from "./stage.test-support.ts";

/** A folder for pictures of every page, to be looked at by people. */
const PICTURES = process.env["HANDSCHLAG_PICTURES"];
const PAGE_MS_MAX = 60_000;
/** Every page in every colour, by all rules in both languages: takes minutes more. Else each rule looks once. */
const IN_ALL_LOOKS = process.env["HANDSCHLAG_PAGES"] === "1";

export function describePages(language: Language): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.build();
  }, OPENING_MS_MAX);
  afterAll(() => stage.house.close());

  describe.each(PAGES)("$name", (page) => {
    test.each(page.viewers)(
      "for %s",
      async (viewer) => {
        expect(await faultsOf(stage, page, viewer, language)).toEqual([]);
      },
      PAGE_MS_MAX,
    );
  });
}

async function faultsOf(stage: Stage, shown: PageCase, viewer: Viewer, language: Language): Promise<string[]> {
  const { page, faults } = await stage.pageOf(viewer, language, shown.arrange !== undefined);
  const before = faults.length;
  await shown.arrange?.(page, stage);
  await stage.go(page, shown.path?.(stage, viewer) ?? shown.route!);
  await settle(page, shown.waits);
  await shown.act?.(page, stage);
  await settle(page, shown.waits);
  const found = await inspect(page, {
    language,
    inColour: IN_ALL_LOOKS && viewer === shown.viewers[0],
    turn: PAGES.indexOf(shown),
    isVast: shown.vast === true || (!IN_ALL_LOOKS && (language === "en" || viewer !== shown.viewers[0])),
    typed: stage.typed,
    shot: (size, scheme) => picture(page, `${shown.name}-${viewer}-${language}-${size}-${scheme}`, shown.vast !== true),
  });
  if (shown.arrange !== undefined || shown.act !== undefined) await stage.forget(viewer);
  const noted = faults.slice(before);
  return [...noted.filter((fault) => shown.refused !== true || !fault.includes("Failed to load resource")), ...found];
}

async function picture(page: Page, name: string, fullPage: boolean): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name.replaceAll(/[^\w-]+/g, "_")}.png`), fullPage });
}
