import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { instant } from "@handschlag/engine/instant.ts";
import type { EngagementId, TenantId } from "../db/tenant.ts";
import { press } from "../document/press.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { CONTRACT, NEXT_CONTRACT } from "../world.test-support.ts";

let server: TestServer;
let client: TenantId;
let provider: TenantId;
let engagement: EngagementId;
let owner: TestPerson;
let manager: TestPerson;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(async () => {
  press.close();
  await server.stop();
});
beforeEach(async () => {
  server.now = instant("2026-11-23T08:00:00Z");
  client = await server.company("Brenner");
  provider = await server.company("Domstadt");
  engagement = await server.engagement(client, provider);
  owner = await server.person(client, "owner", null, { name: "Friedrich Brenner" });
  manager = await server.person(provider, null, "service-manager", { name: "Agnieszka Wójcik" });
  await call(owner, "POST", "contract-versions", { text: CONTRACT });
});

async function call(by: TestPerson, method: "GET" | "POST" | "PUT", path: string, body?: unknown, headers = {}) {
  const as = await server.cookie(by);
  return server.request(method, `/engagements/${engagement}/${path}`, {
    as,
    headers,
    ...(body !== undefined && { body }),
  });
}

test("a version is printed as PDF with its name, and once only for whoever has it", async () => {
  const path = "contract-versions/1/document?format=pdf&language=de";
  const first = await call(owner, "GET", path);
  expect(first.statusCode).toBe(200);
  expect(first.headers).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": expect.stringMatching(
      /^attachment; filename="contract.pdf"; filename\*=UTF-8''.*Fassung%201\.pdf$/,
    ),
    "cache-control": "private, no-cache",
  });
  expect(first.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
  const second = await call(manager, "GET", path);
  expect(second.rawPayload.equals(first.rawPayload)).toBe(true);
  const known = await call(owner, "GET", path, undefined, { "if-none-match": String(first.headers["etag"]) });
  expect([known.statusCode, known.rawPayload.length]).toEqual([304, 0]);
});

test("a proposal is printed as Word file, in its state", async () => {
  const { id } = (await call(manager, "POST", "contract-proposals", { text: NEXT_CONTRACT })).json<{ id: string }>();
  const path = `contract-proposals/${id}/document?format=docx&language=en`;
  const printed = await call(owner, "GET", path);
  expect(printed.statusCode).toBe(200);
  expect(printed.headers["content-disposition"]).toMatch(/Version%202\.docx$/);
  expect(printed.rawPayload.subarray(0, 2).toString()).toBe("PK");
  await call(owner, "PUT", `contract-proposals/${id}/refusal`, { reason: "Zu teuer." });
  const declined = await call(owner, "GET", path);
  expect(declined.headers["etag"]).not.toBe(printed.headers["etag"]);
});

test("who is none of the two sides learns nothing, nor does anybody of a version that is not there", async () => {
  const stranger = await server.person(await server.company("Fremd"), "owner");
  const path = "contract-versions/1/document?format=pdf&language=de";
  expect((await call(stranger, "GET", path)).statusCode).toBe(404);
  expect((await call(owner, "GET", "contract-versions/7/document?format=pdf&language=de")).json()).toMatchObject({
    status: 404,
    kind: "contract-not-found",
  });
  expect((await call(owner, "GET", "contract-versions/1/document?format=xls&language=de")).statusCode).toBe(400);
});
