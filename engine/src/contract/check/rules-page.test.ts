import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rulesPage } from "./rules-page.test-support.ts";
import { RULES } from "./rules.ts";

const PAGE = new URL("../../../../docs/rules/contract-checks.md", import.meta.url);
const MARK = "`HANDSCHLAG_UPDATE=1` writes it anew.\n\n";

test("docs/rules/contract-checks.md lists every rule; HANDSCHLAG_UPDATE=1 writes them anew", () => {
  const [before] = readFileSync(PAGE, "utf8").split(MARK);
  if (process.env["HANDSCHLAG_UPDATE"] === "1") writeFileSync(PAGE, `${before}${MARK}${rulesPage(RULES)}`);
  expect(readFileSync(PAGE, "utf8").split(MARK)[1]).toBe(rulesPage(RULES));
});
