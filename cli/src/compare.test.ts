import { expect, test } from "vitest";
import { contractText, Place } from "./command.test-support.ts";

const place = new Place();
const before = place.file("before.yaml", contractText());
const after = place.file("after.yaml", contractText(["version: 1", "version: 2"]));
const faulty = place.file("faulty.yaml", contractText(["version: 1", "version: .nan"]));

test("two contracts that say the same do not differ", async () => {
  expect(await place.run(["compare", before, before])).toMatchObject({
    code: 0,
    stdout: "no difference\n",
    stderr: "",
  });
});

test("each difference stands in a line with its place", async () => {
  expect(await place.run(["compare", before, after])).toMatchObject({
    code: 1,
    stdout: "version: 1 → 2\n",
    stderr: "",
  });
});

test("as JSON, too", async () => {
  const { code, stdout } = await place.run(["compare", "--json", before, after]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual({ before, after, differences: [{ path: ["version"], before: 1, after: 2 }] });
});

test.each([
  [
    "is no contract",
    faulty,
    "handschlag: faulty.yaml: not a valid contract\n  faulty.yaml:5:1 version: expected a number, found NaN\n",
  ],
  ["is not there", "nowhere.yaml", "handschlag: nowhere.yaml: cannot be read: there is no such file\n"],
])("a file that %s is bad input", async (_, file, stderr) => {
  expect(await place.run(["compare", before, file])).toMatchObject({ code: 2, stdout: "", stderr });
});
