import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SETTINGS } from "../server/src/settings.ts";

const OPERATE = readFileSync("docs/operate.md", "utf8");

test("docs/operate.md lists every setting with its default and meaning, and no other", () => {
  const listed = OPERATE.split("\n").filter((line) => /^\| `[A-Z]/.test(line));
  expect(listed).toEqual(
    SETTINGS.map(
      ({ name, meaning, unlessTold }) =>
        `| \`${name}\` | ${unlessTold === "" ? "–" : `\`${unlessTold}\``} | ${meaning} |`,
    ),
  );
});
