import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSettings, SETTINGS } from "./settings.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "handschlag-settings-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (environment: Record<string, string>, file?: string) => {
  if (file !== undefined) writeFileSync(join(folder, "settings.env"), file);
  return readSettings({ HANDSCHLAG_DATA: folder, ...environment });
};

test("without a word all is for this machine alone", () => {
  expect(readSettings({})).toEqual({
    dataFolder: join(import.meta.dirname, "../../.data"),
    port: 4400,
    host: "127.0.0.1",
    publicUrl: "http://localhost:4400",
    databaseUrl: undefined,
    secret: undefined,
    trustProxy: false,
    logLevel: "warn",
    mail: {
      smtpUrl: undefined,
      from: "Handschlag <handschlag@localhost>",
      dkim: undefined,
      takenAt: undefined,
      privateHosts: false,
    },
  });
});

test("what is set is taken, and the address of the pages follows the port", () => {
  expect(read({ PORT: "4501", HOST: "0.0.0.0", TRUST_PROXY: "true", LOG_LEVEL: "debug" })).toMatchObject({
    port: 4501,
    host: "0.0.0.0",
    publicUrl: "http://localhost:4501",
    trustProxy: true,
    logLevel: "debug",
  });
  expect(read({ PUBLIC_URL: "https://handschlag.example.org/" })).toMatchObject({
    publicUrl: "https://handschlag.example.org",
  });
  const database = { DATABASE_URL: "postgres://a:b@c/d", HANDSCHLAG_SECRET: "x".repeat(32) };
  expect(read(database)).toMatchObject({ databaseUrl: "postgres://a:b@c/d", secret: "x".repeat(32) });
});

test("the file in the data folder speaks where the environment does not; set to nothing is not set", () => {
  const file = "# for the night\nPORT=4502\nLOG_LEVEL='info'\nHOST=\n";
  expect(read({}, file)).toMatchObject({ port: 4502, logLevel: "info", host: "127.0.0.1" });
  expect(read({ PORT: "4503", LOG_LEVEL: "" })).toMatchObject({ port: 4503, logLevel: "info" });
});

test.each([
  ["PORT", "0"],
  ["PORT", "65536"],
  ["PORT", "44e2"],
  ["PORT", "-1"],
  ["PORT", " 4400"],
  ["PUBLIC_URL", "handschlag.example.org"],
  ["PUBLIC_URL", "javascript:alert(1)"],
  ["DATABASE_URL", "mysql://x"],
  ["HANDSCHLAG_SECRET", "too short"],
  ["TRUST_PROXY", "yes"],
  ["LOG_LEVEL", "loud"],
])("%s=%s is refused by its name and with what was expected, from the environment and from the file", (name, value) => {
  const told = new RegExp(`^The settings do not fit: ${name}: expected `);
  expect(() => read({ [name]: value })).toThrow(told);
  expect(() => read({}, `${name}='${value}'\n`)).toThrow(told);
});

test("all that is wrong is told at once, and nothing that is secret", () => {
  const wrong = { PORT: "x", LOG_LEVEL: "y", HANDSCHLAG_SECRET: "kurz-und-geheim" };
  expect(() => read(wrong)).toThrow(/PORT: .*HANDSCHLAG_SECRET: .*LOG_LEVEL: /);
  expect(() => read(wrong)).not.toThrow(/kurz-und-geheim/);
});

test("a setting that there is not is told in the file, where it can only be a slip, and passed over in the environment", () => {
  expect(() => read({}, "PROT=4400\n")).toThrow(/settings\.env: there is no setting PROT$/);
  expect(read({ PROT: "4400" }, "PORT=4504\n")).toMatchObject({ port: 4504 });
  expect(() => read({}, "HANDSCHLAG_DATA=elsewhere\n")).toThrow(/there is no setting HANDSCHLAG_DATA$/);
});

test("every setting stands in docs/operate.md with its default", () => {
  const text = readFileSync("docs/operate.md", "utf8");
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  const missing = SETTINGS.filter(
    ({ name, unlessTold }) => !rows.some((row) => row.includes(`\`${name}\``) && row.includes(unlessTold)),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test("mails are taken at a port only where one is set", () => {
  expect(read({ SMTP_PORT: "2525", SMTP_HOST: "0.0.0.0", MAIL_PRIVATE_HOSTS: "true" }).mail).toMatchObject({
    takenAt: { host: "0.0.0.0", port: 2525 },
    privateHosts: true,
  });
  expect(() => read({ SMTP_PORT: "70000" })).toThrow("SMTP_PORT");
});

test("mails go out as set, signed by the key of a file", () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 1_024,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const file = join(folder, "dkim.pem");
  writeFileSync(file, privateKey);
  const set = { SMTP_URL: "smtp://mail.example.org:587", MAIL_FROM: "Desk <desk@example.org>", DKIM_KEY: file };
  expect(read(set).mail).toEqual({
    smtpUrl: "smtp://mail.example.org:587",
    from: "Desk <desk@example.org>",
    dkim: { key: privateKey, selector: "handschlag" },
    takenAt: undefined,
    privateHosts: false,
  });
  expect(() => read({ SMTP_URL: "smtp://mail.example.org" })).toThrow("MAIL_FROM");
  expect(() => read({ SMTP_URL: "mail.example.org", MAIL_FROM: "desk@example.org" })).toThrow("SMTP_URL");
  expect(() => read({ MAIL_FROM: "a@b.org\r\nBcc: c@d.org" })).toThrow("MAIL_FROM");
  writeFileSync(file, "no key");
  expect(() => read({ ...set })).toThrow("DKIM_KEY");
  expect(() => read({ ...set, DKIM_KEY: join(folder, "gone.pem") })).toThrow("DKIM_KEY");
});
