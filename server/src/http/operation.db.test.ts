/** What an operator sees of a running server: health, figures, logs; and that it stops without dropping anybody. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { TenantId } from "../db/tenant.ts";
import { PASSWORD, TestServer, type TestPerson } from "../server.test-support.ts";
import { loggingOf } from "./logging.ts";

let server: TestServer;
let company: TenantId;
let owner: TestPerson;
let leader: string;
let logged: string;
let ready: () => Promise<boolean>;
beforeEach(async () => {
  logged = "";
  ready = () => Promise.resolve(true);
  const stream = new PassThrough();
  stream.on("data", (piece: Buffer) => (logged += piece.toString()));
  server = await TestServer.start({
    ready: () => ready(),
    options: { logger: { ...loggingOf("trace"), stream } },
  });
  company = await server.company("Lindenhof Architekten");
  owner = await server.person(company, "owner", null, { name: "Katharina Lindner" });
  leader = await server.cookie(owner);
});
afterEach(() => server.stop());

const ask = (url: string) => server.app.inject({ url });

test("health says that the process answers, readiness that it can work, and why not", async () => {
  expect((await ask("/health")).json()).toEqual({ status: "ok" });
  expect((await ask("/ready")).json()).toEqual({ status: "ok" });
  ready = () => Promise.resolve(false);
  const waiting = await ask("/ready");
  expect(waiting.json()).toMatchObject({ status: 503, kind: "not-ready" });
  expect(waiting.headers["retry-after"]).toBe("2");
  ready = () => Promise.reject(Object.assign(new Error("connect"), { code: "ECONNREFUSED" }));
  expect((await ask("/ready")).json()).toMatchObject({ status: 503, kind: "database-unavailable" });
  expect((await ask("/health")).statusCode).toBe(200);
});

/** Of whatever was asked, a name that should turn up nowhere. */
const SECRETS = [
  "Katharina",
  "Lindner",
  "Lindenhof",
  "example.org",
  PASSWORD,
  "falsches-Passwort",
  "192.0.2.44",
  "Geheimbrowser",
  "geheimes-Token",
];

/** Requests of every kind, with what is personal wherever it can be. */
async function tour(): Promise<string[]> {
  const from = { from: "192.0.2.44", headers: { "user-agent": "Geheimbrowser/7" } };
  const key = await server.key(owner, "owner", ["company:read", "engagement:read"]);
  const engagement = await server.engagement(company, await server.company("Systemhaus"));
  await server.request("POST", "/session", { body: { email: owner.email, password: PASSWORD }, ...from });
  await server.request("POST", "/session", { body: { email: owner.email, password: "falsches-Passwort" }, ...from });
  await server.request("POST", "/session", { body: { email: "Katharina Lindner", password: [PASSWORD] }, ...from });
  await server.request("POST", "/session", { body: `{"Katharina":`, ...from });
  await server.request("GET", "/company", { as: leader, ...from });
  await server.request("GET", `/engagements/${engagement}`, { as: key, ...from });
  await server.request("GET", "/company?name=Lindner", { as: "Bearer hsk_geheimes-Token", ...from });
  await server.request("GET", "/invitations/geheimes-Token-aus-dem-Brief", from);
  await server.request("GET", "/Katharina/Lindner", from);
  await server.request("GET", "/engagements/Lindner%", from);
  await server.request("GET", `/single-sign-on/start?domain=lindner.example.org`, from);
  return [leader.split("=")[1]!, key.slice("Bearer ".length), engagement, owner.id];
}

test("figures count requests by the pattern of their route, and hold nothing of anybody", async () => {
  const ids = await tour();
  const answer = await ask("/metrics");
  expect(answer.headers["content-type"]).toMatch(/^text\/plain; version=/);
  const value = (line: string) =>
    Number(
      answer.body
        .split("\n")
        .find((each) => each.startsWith(`${line} `))
        ?.split(" ")[1],
    );
  const requests = (labels: string) => value(`handschlag_http_request_seconds_count{${labels}}`);
  expect(requests('method="GET",route="/api/v1/engagements/:id",status="200"')).toBe(1);
  expect(requests('method="POST",route="/api/v1/session",status="401"')).toBe(1);
  expect(requests('method="POST",route="/api/v1/session",status="400"')).toBe(2);
  expect(requests('method="GET",route="none",status="404"')).toBe(1);
  expect(value('handschlag_http_problems_total{status="400"}')).toBeGreaterThanOrEqual(2);
  expect(value("process_resident_memory_bytes")).toBeGreaterThan(0);
  for (const secret of [...SECRETS, ...ids]) expect(answer.body).not.toContain(secret);
});

test("logs are JSON, a line each, that name route, status and request, and hold nothing of anybody", async () => {
  const ids = await tour();
  const lines = logged.trim().split("\n");
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(entries).toContainEqual(
    expect.objectContaining({ req: { method: "GET", route: "/api/v1/engagements/:id" }, reqId: expect.any(String) }),
  );
  expect(entries).toContainEqual(expect.objectContaining({ res: { status: 401 } }));
  for (const secret of [...SECRETS, ...ids]) expect(logged).not.toContain(secret);
});

test.each([
  {
    what: "a rule of the database",
    breaks: "alter table api_key add constraint never check (name <> 'Lindner & Söhne')",
    logs: { type: "error", code: "23514", table: "api_key", constraint: "never" },
  },
  {
    what: "a value that does not fit",
    breaks: "alter table api_key drop constraint api_key_name_check, alter name type integer using 1",
    logs: { type: "error", code: "22P02", message: "invalid input syntax for type integer" },
  },
])("a defect by $what is logged with where it is, and not with whose", async ({ breaks, logs }) => {
  await server.asOwner(breaks);
  const body = { name: "Lindner & Söhne", role: "auditor", scopes: ["people:read"], days: 1 };
  const answer = await server.request("POST", "/company/api-keys", { as: leader, body });
  expect(answer.json()).toMatchObject({ status: 500, kind: "defect" });
  const entry = logged
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { msg: string; reqId: string; err: Record<string, unknown> })
    .find(({ msg }) => msg === "defect");
  expect(entry).toMatchObject({ reqId: answer.headers["x-request-id"], err: logs });
  expect(entry!.err["stack"]).toContain(".ts:");
  expect(logged).not.toContain("Lindner");
});

test("a server that stops answers whom it has begun to answer, ends open lines, and takes nobody new", async () => {
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = server.app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/v1`;
  const line = await fetch(`${url}/live`, { headers: { cookie: leader } });
  const told = line.text();
  let answered: Promise<Response>;
  let closed: Promise<void>;
  // The change waits for the lock of this transaction, which goes on while the server is told to stop.
  await server.nobody().identity(async (tx) => {
    await sql`select from company where id = ${company} for update`.execute(tx);
    const handled = once(server.app.server, "request");
    answered = fetch(`${url}/company`, {
      method: "PATCH",
      headers: { cookie: leader, origin: server.origin, "content-type": "application/json", "if-match": '"1"' },
      body: JSON.stringify({ name: "Zuletzt" }),
    });
    await handled;
    closed = server.app.close().then(() => undefined);
    expect(await told).toMatch(/^: listening/);
    await expect(fetch(`${url}/setup`)).rejects.toThrow("fetch failed");
  });
  expect((await answered!).status).toBe(200);
  await closed!;
  const { name } = await server
    .nobody()
    .identity((tx) => tx.selectFrom("company").select("name").where("id", "=", company).executeTakeFirstOrThrow());
  expect(name).toBe("Zuletzt");
});
