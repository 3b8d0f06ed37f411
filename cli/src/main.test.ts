import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { contractText, ended, Place } from "./command.test-support.ts";
import { spawn } from "node:child_process";

const place = new Place();
place.file("contract.yaml", contractText());

test("help shows examples and exit codes, and is no fault", async () => {
  const [all, check, worktime, replay, version] = await Promise.all(
    [["--help"], ["check", "--help"], ["worktime", "--help"], ["replay", "--help"], ["--version"]].map((args) =>
      place.run(args),
    ),
  );
  for (const help of [all!, check!, worktime!, replay!]) {
    expect(help).toMatchObject({ code: 0, stderr: "" });
    expect(help.stdout).toMatch(/Examples:\n(?: {2}handschlag .*\n)+/);
  }
  expect(all!.stdout).toContain("Exit codes: 0 fine, 1 findings or questions that could not be answered, 2 bad input.");
  expect(version).toMatchObject({ code: 0, stdout: "0.1.0\n" });
  const names = readdirSync(fileURLToPath(new URL("../../engine/mappings", import.meta.url))).map((file) =>
    file.replace(".yaml", ""),
  );
  const shown = replay!.stdout.replaceAll(/\s+/g, " ");
  for (const name of names) expect(shown).toMatch(new RegExp(`one that ships: .*\\b${name}[, ]`));
});

test("without a command the help goes to standard error", async () => {
  const { code, stdout, stderr } = await place.run([]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("Usage: handschlag");
});

test.each([
  { args: ["repaly"], error: "unknown command 'repaly'\n(Did you mean replay?)" },
  { args: ["check"], error: "missing required argument 'contract'" },
  { args: ["check", "--jsno", "contract.yaml"], error: "unknown option '--jsno'\n(Did you mean --json?)" },
  { args: ["replay", "contract.yaml"], error: "missing required argument 'log'" },
  {
    args: ["replay", "contract.yaml", "-", "--workers", "0"],
    error: "option '--workers <count>' argument '0' is invalid. Expected a whole number from 1 to 64.",
  },
  {
    args: ["replay", "contract.yaml", "-", "--workers", "abc"],
    error: "option '--workers <count>' argument 'abc' is invalid. Expected a whole number from 1 to 64.",
  },
  {
    args: ["replay", "contract.yaml", "-", "--json", "--csv"],
    error: "option '--json' cannot be used with option '--csv'",
  },
  {
    args: ["replay", "contract.yaml", "-", "--language", "fr"],
    error: "option '--language <language>' argument 'fr' is invalid. Allowed choices are de, en.",
  },
  { args: ["worktime", "now"], error: "too many arguments for 'worktime'. Expected 0 arguments but got 1: now." },
])("$args is refused in one sentence", async ({ args, error }) => {
  expect(await place.run(args)).toMatchObject({
    code: 2,
    stdout: "",
    stderr: `handschlag: ${error}\n(add --help for how to use it)\n`,
  });
});

test("the launcher starts the same command from any folder", async () => {
  const launcher = fileURLToPath(new URL("../../handschlag", import.meta.url));
  expect(await ended(spawn(launcher, ["check", "contract.yaml"], { cwd: place.folder }))).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^contract\.yaml: \d+ Fehler, /m),
  });
});

test("what a file is called does not reach the terminal as it is", async () => {
  expect(await place.run(["check", "\u001b[31mred.yaml"])).toMatchObject({
    code: 2,
    stderr: "handschlag: \\u001b[31mred.yaml: cannot be read: there is no such file\n",
  });
});
