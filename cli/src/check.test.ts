import { expect, test } from "vitest";
import { contractText, Place } from "./command.test-support.ts";

const place = new Place();
const fine = place.file("contract.yaml", contractText());
const faulty = place.file(
  "faulty.yaml",
  contractText(["version: 1", "version: .nan"], ["calendar: office", "calendar: offiec"]),
);

test("a contract without faults is said to have none", async () => {
  expect(await place.run(["check", fine])).toMatchObject({ code: 0, stdout: "contract.yaml: no faults\n", stderr: "" });
});

test("each fault is named by file, line and column", async () => {
  expect(await place.run(["check", faulty])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "faulty.yaml:5:1 version: expected a number, found NaN\nfaulty.yaml: 1 fault\n",
  });
  const named = place.file("named.yaml", contractText(["calendar: office", "calendar: offiec"]));
  const { stderr } = await place.run(["check", named]);
  expect(stderr).toMatch(/^named\.yaml:26:5 serviceLevels\.standard\.calendar: .*offiec.*\nnamed\.yaml: 1 fault\n$/);
});

test("several files are all checked, also behind one that cannot be read", async () => {
  const { code, stdout, stderr } = await place.run(["check", "nowhere.yaml", fine, ".", faulty, fine]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "contract.yaml: no faults\ncontract.yaml: no faults\n" });
  expect(stderr.split("\n")).toEqual([
    "handschlag: nowhere.yaml: cannot be read: there is no such file",
    "handschlag: .: cannot be read: it is a folder",
    "faulty.yaml:5:1 version: expected a number, found NaN",
    "faulty.yaml: 1 fault",
    "",
  ]);
});

test("a file that cannot be read is bad input, also alone", async () => {
  expect(await place.run(["check", "nowhere.yaml"])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "handschlag: nowhere.yaml: cannot be read: there is no such file\n",
  });
});

test("as JSON, too", async () => {
  const { code, stdout, stderr } = await place.run(["check", "--json", fine, faulty, "nowhere.yaml"]);
  expect(JSON.parse(stdout)).toEqual({
    files: [
      { file: fine, faults: [] },
      { file: faulty, faults: [{ path: ["version"], line: 5, column: 1, message: "expected a number, found NaN" }] },
      { file: "nowhere.yaml", faults: [], error: "nowhere.yaml: cannot be read: there is no such file" },
    ],
  });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "handschlag: nowhere.yaml: cannot be read: there is no such file\n",
  });
});

test("what no person would write is refused in a sentence, quickly", async () => {
  const aliases = Array.from(
    { length: 30 },
    (_, index) =>
      `a${index}: &a${index} [${Array.from({ length: 10 }, () => (index === 0 ? "x" : `*a${index - 1}`)).join(", ")}]`,
  );
  const files = {
    "empty.yaml": "",
    "aliases.yaml": aliases.join("\n"),
    "large.yaml": `${contractText()}# ${"x".repeat(2 * 1024 * 1024)}\n`,
    "huge.yaml": `# ${"x".repeat(6 * 1024 * 1024)}\n`,
    "nested.json": `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    "broken.yaml": "format: [",
    "twice.yaml": contractText(["id: sample", "id: sample\nid: other"]),
    "date.yaml": contractText(["validFrom: 2026-01-01", "validFrom: 2026-02-30"]),
    "zone.yaml": contractText(["timeZone: Europe/Berlin\nversion", "timeZone: Europe/Atlantis\nversion"]),
    "infinite.yaml": contractText(["version: 1", "version: 1e400"]),
    "latin1.yaml": Buffer.from(contractText(["title: Betreuung", "title: Betreuung für Müller"]), "latin1"),
    "utf16.yaml": Buffer.from(`\uFEFF${contractText()}`, "utf16le"),
    "colour.yaml": contractText(["id: sample", 'id: "\\e[31mred"']),
  };
  for (const [name, text] of Object.entries(files)) place.file(name, text);
  const startedAt = performance.now();
  const { code, stdout, stderr } = await place.run(["check", "/dev/zero", ...Object.keys(files)]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  const first = (name: string) => stderr.split("\n").find((line) => line.includes(name));
  expect(first("/dev/zero")).toBe("handschlag: /dev/zero: expected at most 1 MiB of text");
  expect(first("empty.yaml")).toBe("empty.yaml:1:1 expected a document, found an empty file");
  expect(first("aliases.yaml")).toBe("aliases.yaml:12:12 a11.0: expected at most 100 aliases");
  expect(first("large.yaml")).toBe("large.yaml:1:1 expected at most 1 MiB of text");
  expect(first("huge.yaml")).toBe("handschlag: huge.yaml: expected at most 1 MiB of text");
  expect(first("nested.json")).toMatch(/^nested\.json:1:\d+ expected less nesting$/);
  expect(first("broken.yaml")).toMatch(/^broken\.yaml:1:\d+ expected valid YAML or JSON: /);
  expect(first("twice.yaml")).toBe("twice.yaml:3:1 id: expected each field once, found id again");
  expect(first("date.yaml")).toMatch(/^date\.yaml:6:1 validFrom: expected an existing date/);
  expect(first("zone.yaml")).toMatch(/^zone\.yaml:4:1 timeZone: expected a time zone of the IANA database/);
  expect(first("infinite.yaml")).toBe("infinite.yaml:5:1 version: expected a number, found Infinity");
  expect(first("latin1.yaml")).toBe("handschlag: latin1.yaml:3: expected text in UTF-8");
  expect(first("utf16.yaml")).toBe("handschlag: utf16.yaml:1: expected text in UTF-8");
  expect(first("colour.yaml")).toMatch(/^colour\.yaml:/);
  expect(stderr).not.toContain("\u001b");
  expect(performance.now() - startedAt).toBeLessThan(15_000);
});

test("holidays of other countries are known, and a region that does not exist is a fault", async () => {
  const austrian = place.file("austrian.yaml", contractText(["holidays: DE-BY", "holidays: [AT, DE-BY]"]));
  const nowhere = place.file("atlantis.yaml", contractText(["holidays: DE-BY", "holidays: [AT, XX]"]));
  const { code, stdout, stderr } = await place.run(["check", austrian, nowhere]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "austrian.yaml: no faults\n" });
  expect(stderr).toMatch(/^atlantis\.yaml:20:\d+ calendars\.office\.holidays\.1: /);
});
