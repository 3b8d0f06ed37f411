import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instant } from "@handschlag/engine/instant.ts";
import { ProblemBody } from "@handschlag/api/problem.ts";
import type { TenantId } from "../db/tenant.ts";
import { ORIGIN, TestServer } from "../server.test-support.ts";

const DAY_MS = 24 * 3_600_000;
const MEGABYTE = 1_000_000;

let server: TestServer;
let company: TenantId;
let leader: string;
beforeAll(async () => {
  server = await TestServer.start();
  await server.app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = (server.now + DAY_MS) as Instant;
  company = await server.company("Lindenhof");
  leader = await server.cookie(await server.person(company, "owner"));
});

/** Sends bytes as they are; answers with what comes back until the line is closed. */
function sendRaw(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = server.app.server.address() as AddressInfo;
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    let received = "";
    socket.setEncoding("utf8").on("data", (piece: string) => (received += piece));
    socket.on("error", reject).on("close", () => resolve(received));
  });
}

const send = (headers: Record<string, string>, payload?: string | Buffer, url = "/api/v1/company/invitations") =>
  server.app.inject({
    method: "POST",
    url,
    headers: { origin: ORIGIN, cookie: leader, ...headers },
    ...(payload !== undefined && { payload }),
  });
const JSON_TYPE = { "content-type": "application/json" };

test.each([
  { what: "no content", headers: JSON_TYPE, payload: undefined, status: 400, kind: "body-unreadable" },
  { what: "an empty content", headers: JSON_TYPE, payload: "", status: 400, kind: "body-unreadable" },
  { what: "no kind of content", headers: {}, payload: "{}", status: 415, kind: "json-needed" },
  {
    what: "another kind of content",
    headers: { "content-type": "text/xml" },
    payload: "<a/>",
    status: 415,
    kind: "json-needed",
  },
  {
    what: "a form",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: "a=1",
    status: 415,
    kind: "json-needed",
  },
  {
    what: "a form with files",
    headers: { "content-type": "multipart/form-data; boundary=x" },
    payload: "--x--",
    status: 415,
    kind: "json-needed",
  },
  {
    what: "a kind of content that is none",
    headers: { "content-type": "json" },
    payload: "{}",
    status: 415,
    kind: "json-needed",
  },
  {
    what: "a kind that only begins like JSON",
    headers: { "content-type": "application/jsonx" },
    payload: "{}",
    status: 415,
    kind: "json-needed",
  },
  { what: "a list where an object belongs", headers: JSON_TYPE, payload: "[]", status: 400, kind: "request-unfit" },
  { what: "nothing but null", headers: JSON_TYPE, payload: "null", status: 400, kind: "request-unfit" },
  {
    what: "JSON in another coding",
    headers: { ...JSON_TYPE, "content-encoding": "gzip" },
    payload: "\u001f\u008b",
    status: 400,
    kind: "body-unreadable",
  },
])("a body with $what is refused", async ({ headers, payload, status, kind }) => {
  expect((await send(headers as Record<string, string>, payload)).json()).toMatchObject({ status, kind });
  expect(await server.events(company)).toEqual([]);
});

test("JSON is taken with a charset and in capitals, too", async () => {
  const body = JSON.stringify({ email: "neu@example.org", clientRole: "employee", providerRole: null });
  for (const type of ["application/json; charset=utf-8", "Application/JSON"])
    expect((await send({ "content-type": type }, body)).statusCode).toBe(201);
});

test("a body may be as long as a contract with its wrapping, and not longer", async () => {
  const text = (length: number) => JSON.stringify({ text: "x".repeat(length - 11) });
  const path = `/api/v1/engagements/${await server.engagement(company, await server.company("Systemhaus"))}/contract-versions`;
  expect((await send(JSON_TYPE, text(1.5 * MEGABYTE), path)).json()).toMatchObject({
    status: 400,
    kind: "request-unfit",
  });
  expect((await send(JSON_TYPE, text(1.5 * MEGABYTE + 1), path)).json()).toMatchObject({
    status: 413,
    kind: "body-too-large",
  });
  // The longest contract, each of its characters escaped.
  const escaped = `{"text":"${"\\n".repeat(700_000)}"}`;
  expect((await send(JSON_TYPE, escaped, path)).json()).toMatchObject({ status: 422, kind: "contract-faulty" });
});

test("a body that says it is longer than it may be is refused before it is read", async () => {
  const answer = await sendRaw(
    `POST /api/v1/session HTTP/1.1\r\nHost: x\r\nOrigin: ${ORIGIN}\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toContain("body-too-large");
});

test("a body in pieces without a word on its length is counted", async () => {
  const piece = `10000\r\n${"x".repeat(65_536)}\r\n`;
  const answer = await sendRaw(
    `POST /api/v1/session HTTP/1.1\r\nHost: x\r\nOrigin: ${ORIGIN}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${piece.repeat(30)}0\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

test.each([
  ["no HTTP at all", "hello\r\n\r\n", 400],
  ["a header without end", `GET /api/v1/setup HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`, 431],
  ["two lengths", "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400],
  [
    "a length and pieces",
    "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    400,
  ],
  ["a NUL in its address", "GET /api/v1/\0 HTTP/1.1\r\nHost: x\r\n\r\n", 400],
])("%s is refused in words", async (_what, bytes, status) => {
  const answer = await sendRaw(bytes);
  expect(answer).toContain("application/problem+json");
  const [head, body] = answer.split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(ProblemBody.parse(JSON.parse(body!))).toMatchObject({ status });
});

test.each([
  ["GET", "/api/v1/nowhere", 404, "route-not-found"],
  ["GET", "/nowhere", 404, "route-not-found"],
  ["DELETE", "/api/v1/roles", 404, "route-not-found"],
  ["OPTIONS", "/api/v1/company", 404, "route-not-found"],
  ["HEAD", "/api/v1/live", 404, "route-not-found"],
  ["GET", "/api/v1/company/", 404, "route-not-found"],
  ["GET", "/api/v1//company", 404, "route-not-found"],
  ["GET", "/API/v1/company", 404, "route-not-found"],
  ["GET", "/api/v1/%63ompany", 200, undefined],
  ["GET", "/api/v1/engagements/%", 400, "address-unreadable"],
  ["GET", "/api/v1/engagements/%ff", 400, "address-unreadable"],
  ["GET", `/api/v1/invitations/${"x".repeat(201)}`, 414, "address-too-long"],
  ["GET", `/api/v1/invitations/${"x".repeat(200)}`, 400, "request-unfit"],
  ["GET", "/api/v1/engagements/x", 400, "request-unfit"],
  ["GET", "/api/v1/engagements/%00", 400, "request-unfit"],
  ["GET", "/api/v1/engagements/018F0000-0000-7000-8000-000000000000/contract?number=0x1", 400, "request-unfit"],
  ["GET", "/api/v1/company?x=1", 200, undefined],
] as const)("%s %s is answered with %i", async (method, url, status, kind) => {
  const answer = await server.app.inject({ method, url, headers: { origin: ORIGIN, cookie: leader } });
  expect(answer.statusCode).toBe(status);
  const body = method === "HEAD" ? undefined : answer.json<{ kind?: string }>().kind;
  expect(body).toBe(method === "HEAD" ? undefined : kind);
});

test("every answer names its request and keeps browsers from guessing, framing, keeping and telling", async () => {
  const answers = [
    await server.request("GET", "/session", { as: leader }),
    await server.request("GET", "/company"),
    await server.request("GET", "/nowhere"),
    await server.request("POST", "/session", { body: "{", headers: { origin: ORIGIN } }),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 401, 404, 400]);
  for (const { headers } of answers)
    expect(headers).toMatchObject({
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "content-security-policy": expect.stringContaining("default-src 'none'; script-src 'self';"),
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
  const policies = answers.map(({ headers }) => String(headers["content-security-policy"]));
  for (const policy of policies) expect(policy).not.toMatch(/unsafe|\*|data:(?!;|$)(?<!img-src 'self' data:)/);
  const refused = answers[1]!.json<{ requestId: string }>();
  expect(refused.requestId).toBe(answers[1]!.headers["x-request-id"]);
});

test("a refusal is problem details, with the field and the reason where one is wrong", async () => {
  const answer = await server.request("POST", "/company/invitations", {
    as: leader,
    body: { email: "x", clientRole: "king", providerRole: null, extra: 1 },
  });
  expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  const problem = ProblemBody.parse(answer.json());
  expect(problem).toMatchObject({ type: "urn:handschlag:problem:request-unfit", status: 400, kind: "request-unfit" });
  expect(problem.errors!.map(({ field }) => field).toSorted()).toEqual(["body", "body.clientRole", "body.email"]);
  expect(problem.errors!.find(({ field }) => field === "body")!.reason).toBe("unknown field extra");
});

test("a refusal repeats nothing of a long and strange request beyond measure", async () => {
  const fields = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`<script>${index}`.repeat(20), 1]));
  const answer = await server.request("POST", "/company/invitations", { as: leader, body: fields });
  expect(answer.statusCode).toBe(400);
  expect(answer.body.length).toBeLessThan(10_000);
});

test("a defect tells its request's number and nothing of itself", async () => {
  const broken = await TestServer.start();
  try {
    const as = await broken.cookie(await broken.person(await broken.company("Lindenhof"), "owner"));
    await broken.asOwner("alter table membership rename column version to secret_version");
    const answer = await broken.request("GET", "/company/people", { as });
    expect(answer.json()).toEqual({
      type: "urn:handschlag:problem:defect",
      title: "Something went wrong here.",
      status: 500,
      kind: "defect",
      requestId: answer.headers["x-request-id"],
    });
  } finally {
    await broken.stop();
  }
});

test("who is not known may ask 120 times at once from one address, then waits; others do not", async () => {
  const from = "203.0.113.7";
  const ask = (as?: string, address = from) => server.request("GET", "/setup", { as, from: address });
  const answers = await Promise.all(Array.from({ length: 121 }, () => ask()));
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(120);
  const refused = answers.find(({ statusCode }) => statusCode === 429)!;
  expect(refused.json()).toMatchObject({ kind: "too-many-requests" });
  expect(refused.headers["retry-after"]).toBe("1");
  expect((await ask(leader)).statusCode).toBe(200);
  expect((await ask(undefined, "203.0.113.8")).statusCode).toBe(200);
  server.now = (server.now + 1_000) as Instant;
  expect((await ask()).statusCode).toBe(200);
});

test("a person may ask 600 times at once, from wherever they do; a program with a key goes on", async () => {
  const person = await server.person(company, "owner");
  const key = await server.key(person, "owner", ["company:read"]);
  const often = async (as: string) => {
    const asked = Array.from({ length: 601 }, (_, index) =>
      server.request("GET", "/roles", { as, from: `198.51.100.${index % 250}` }),
    );
    return (await Promise.all(asked)).filter(({ statusCode }) => statusCode === 200).length;
  };
  expect(await often(await server.cookie(person))).toBe(600);
  expect(await often(key)).toBe(601);
});

test("wrong keys are slowed down like everybody who is not known", async () => {
  const from = "203.0.113.9";
  const asked = Array.from({ length: 130 }, (_, index) =>
    server.request("GET", "/company", { as: `Bearer hsk_${String(index).padStart(75, "0")}`, from }),
  );
  const statuses = (await Promise.all(asked)).map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
});
