import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contractText, Place } from "./command.test-support.ts";

const place = new Place();
const contract = place.file("contract.yaml", contractText());
const faulty = place.file("faulty.yaml", contractText(["version: 1", "version: .nan"]));
const start = (name: string) => readFileSync(join(place.folder, name)).subarray(0, 5).toString("latin1");

test("a contract is set as PDF that is named as it", async () => {
  expect(await place.run(["print", contract])).toMatchObject({ code: 0, stdout: "contract.pdf\n", stderr: "" });
  expect(start("contract.pdf")).toBe("%PDF-");
});

test("the ending of the output says in which format", async () => {
  const done = await place.run(["print", "--language", "en", "-o", "out.docx", contract]);
  expect(done).toMatchObject({ code: 0, stdout: "out.docx\n", stderr: "" });
  expect(start("out.docx").slice(0, 2)).toBe("PK");
});

test("a file that is there is replaced only by force", async () => {
  place.file("there.pdf", "mine");
  const refused = await place.run(["print", "-o", "there.pdf", contract]);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toMatch(/^handschlag: there\.pdf: cannot be written: /);
  expect(place.read("there.pdf")).toBe("mine");
  expect((await place.run(["print", "--force", "-o", "there.pdf", contract])).code).toBe(0);
  expect(start("there.pdf")).toBe("%PDF-");
});

test("what is no contract is bad input", async () => {
  const { code, stderr } = await place.run(["print", faulty]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("faulty.yaml:5:1 version: expected a number, found NaN")]);
});
