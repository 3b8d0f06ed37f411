/** What every page must satisfy, whatever it shows. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { DESKTOP, PHONE, type Language } from "./house.test-support.ts";

/** The script that @axe-core/playwright would load anew for each look; here once for a page, which halves the time. */
const AXE = readFileSync(
  createRequire(import.meta.resolve("@axe-core/playwright")).resolve("axe-core/axe.min.js"),
  "utf8",
);
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const OPTIONS = { resultTypes: ["violations"], preload: false };
const ALL_RULES = {
  ...OPTIONS,
  runOnly: { type: "tag", values: TAGS },
  // Experimental in axe, and right.
  rules: { "label-content-name-mismatch": { enabled: true } },
};
/** The only rules whose findings depend on colours. */
const COLOUR_RULES = { ...OPTIONS, runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };
/** A width at which nothing may need two ways of scrolling (WCAG 1.4.10). */
const NARROWEST = { width: 320, height: 640 };
const SCHEMES = {
  light: { colorScheme: "light", contrast: "no-preference" },
  dark: { colorScheme: "dark", contrast: "no-preference" },
  contrast: { colorScheme: "light", contrast: "more" },
} as const;
type Scheme = keyof typeof SCHEMES;
const SIZES = { desktop: DESKTOP, phone: PHONE } as const;
type Size = keyof typeof SIZES;
/** What looks alike in every colour is looked at once in each language, at different sizes. */
const SIZE_IN_LIGHT: Readonly<Record<Language, Size>> = { de: "desktop", en: "phone" };
/** A colour is the same in every language, so each looks at one more scheme. */
const OTHER_SCHEME: Readonly<Record<Language, Scheme>> = { de: "dark", en: "contrast" };

/** The looks of a page in a language: light, and another scheme at a size that differs from page to page. */
function looksOf({ language, inColour, turn = 0 }: View): readonly (readonly [Size, Scheme])[] {
  const light = [SIZE_IN_LIGHT[language], "light"] as const;
  return inColour ? [light, [turn % 2 === 0 ? "desktop" : "phone", OTHER_SCHEME[language]]] : [light];
}

/** Words that stand in almost every sentence of a language, and not in the other one. */
const GIVE_AWAY: Readonly<Record<Language, RegExp>> = {
  de: /\b(?:der|die|das|den|dem|ein|eine|einen|und|oder|ist|sind|nicht|noch|für|mit|von|vom|zum|zur|bei|auf|wird|Sie|Ihr|Ihre)\b/,
  en: /\b(?:the|and|or|is|are|not|your|you|with|from|this|that|for|of|to)\b/,
};

/** Everything that the page says in its own language: texts and names, apart from parts that are marked as another's. */
const SAID = `(() => {
  const own = document.documentElement.lang;
  const isOwn = (element) => element !== null && element.closest("[lang]").lang === own && element.checkVisibility();
  const said = [document.title];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
    if (isOwn(node.parentElement) && !node.parentElement.closest("script, style, textarea")) said.push(node.data);
  for (const element of document.body.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
    if (isOwn(element))
      for (const name of ["aria-label", "title", "placeholder", "alt"]) said.push(element.getAttribute(name) ?? "");
  return said.map((text) => text.trim()).filter((text) => text !== "");
})()`;
const WIDTHS = `[document.documentElement.scrollWidth, document.documentElement.clientWidth]`;
/** What reaches over the right edge, to say which part of a page is too wide. */
const WIDEST = `[...document.body.querySelectorAll("*")]
  .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((element) => element.tagName.toLowerCase() + "." + element.className).slice(0, 5).join(" ")`;

/** Fields whose line does not stand out from the ground (WCAG 1.4.11), which axe does not look at. */
const FAINT_FIELDS = `(() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const isClear = (colour) => /, 0\\)$|^transparent$/.test(colour);
  const groundOf = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    return isClear(backgroundColor) && element.parentElement ? groundOf(element.parentElement) : backgroundColor;
  };
  const isFaint = (field) => {
    const [line, ground] = [getComputedStyle(field).borderTopColor, groundOf(field.parentElement)].map(light);
    return Math.max(line, ground) / Math.min(line, ground) < 3;
  };
  return [...document.querySelectorAll("input, textarea, select")]
    .filter((field) => field.checkVisibility() && !field.disabled && !field.checked && isFaint(field))
    .map((field) => "faint line: " + field.outerHTML.slice(0, 80));
})()`;

/** Waits until a page has what it shows; of one that `waits` for an answer, until it says so. */
export async function settle(page: Page, waits = false): Promise<void> {
  await page.locator("h1, [role=alert]").first().waitFor();
  if (!waits) await page.locator(".waiting").first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready.then(() => true)");
}

export interface View {
  readonly language: Language;
  /** Whether it is looked at in other schemes, too: once for a page is enough, whoever it is shown to. */
  readonly inColour: boolean;
  /** Any number, by which pages take turns. */
  readonly turn?: number;
  /** Too much for rules that compare everything with everything; how it fits and what it says is looked at all the same. */
  readonly isVast?: boolean;
  /** What people typed themselves, in whatever language. */
  readonly typed: readonly string[];
  readonly shot: Shot;
}

/** Faults of a page in one language, each in a line; none is what is wanted. */
export async function inspect(page: Page, view: View): Promise<string[]> {
  const { language, typed, shot, isVast = false } = view;
  const faults: string[] = [];
  const title = await page.title();
  if (!/^\S.* · Handschlag$/.test(title)) faults.push(`title: "${title}"`);
  const lang = await page.locator("html").getAttribute("lang");
  if (lang !== language) faults.push(`lang is ${lang}`);
  if ((await page.evaluate("typeof axe")) === "undefined") await page.evaluate(AXE);
  for (const size of ["desktop", "phone"] as const) {
    await page.setViewportSize(SIZES[size]);
    faults.push(...(await widthFaults(page)));
    await shot(size, "light");
    for (const [, scheme] of looksOf(view).filter(([ofSize]) => ofSize === size)) {
      await page.emulateMedia(SCHEMES[scheme]);
      if (scheme !== "light") await shot(size, scheme);
      const found = [
        ...(isVast ? [] : await axeFaults(page, scheme === "light")),
        ...((await page.evaluate(FAINT_FIELDS)) as string[]),
      ];
      faults.push(...found.map((fault) => `${size}, ${scheme}: ${fault}`));
    }
    await page.emulateMedia(SCHEMES.light);
  }
  await page.setViewportSize(NARROWEST);
  faults.push(...(await widthFaults(page)), ...(await strangeTexts(page, language, typed)));
  await page.setViewportSize(DESKTOP);
  return faults;
}

async function widthFaults(page: Page): Promise<string[]> {
  const [wide, shown] = (await page.evaluate(WIDTHS)) as [number, number];
  return wide > shown ? [`${wide} px wide at ${shown}: ${String(await page.evaluate(WIDEST))}`] : [];
}

/** Takes a picture when pictures are wanted. */
type Shot = (size: Size, scheme: Scheme) => Promise<void>;

/** `all`: also the rules that do not look at colours. */
async function axeFaults(page: Page, all: boolean): Promise<string[]> {
  const options = JSON.stringify(all ? ALL_RULES : COLOUR_RULES);
  return (await page.evaluate(`axe.run(document, ${options}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
      id + ": " + target.join(" ") + " (" + failureSummary.replaceAll(/\\s+/g, " ") + ")")))`)) as string[];
}

/** Texts in the other language, apart from what people `typed` themselves. */
async function strangeTexts(page: Page, language: Language, typed: readonly string[]): Promise<string[]> {
  const other = GIVE_AWAY[language === "de" ? "en" : "de"];
  const said = (await page.evaluate(SAID)) as string[];
  // A reason stands as whoever gave it wrote it.
  const own = said.map((text) =>
    // Few texts hold a word of the other language at all.
    other.test(text)
      ? typed.reduce((rest, name) => rest.replaceAll(name, ""), text).replace(/(?<=Grund: |Reason: ).*/s, "")
      : "",
  );
  return own.filter((text) => other.test(text)).map((text) => `not in ${language}: ${text}`);
}
