/** What browsers get, decrypted as they do it; and what becomes of those that are gone. */
import { createDecipheriv, createECDH, createPublicKey, createVerify, hkdfSync, randomBytes } from "node:crypto";
import { instant } from "@handschlag/engine/instant.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inScope } from "../db/tenant.ts";
import { tellAll } from "../notice/news.test-support.ts";
import { TestServer } from "../server.test-support.ts";
import { Desk } from "../ticket/desk.test-support.ts";
import type { Post } from "../webhook/post.ts";
import { pushRound } from "./pusher.ts";
import { vapidOf } from "./vapid.ts";

let server: TestServer;
let desk: Desk;
let browser: ReturnType<typeof createECDH>;
let auth: Buffer;
let got: { url: string; headers: Record<string, string>; body: Buffer }[];
let answers: number[];
const ENDPOINT = "https://push.example.org/send/1";

beforeAll(async () => {
  server = await TestServer.start();
  desk = await Desk.make(server);
  await tellAll({ db: server.db, clock: () => server.now });
});
afterAll(() => server.stop());
beforeEach(async () => {
  [got, answers] = [[], []];
  browser = createECDH("prime256v1");
  browser.generateKeys();
  auth = randomBytes(16);
  server.now = instant("2026-11-23T08:00:00Z");
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx.deleteFrom("push_subscription").execute(),
  );
});

const post: Post = async (url, headers, content) => {
  got.push({ url, headers: { ...headers }, body: content as Buffer });
  return { status: answers.shift() ?? 201, answer: "" };
};
async function send(): Promise<void> {
  const office = { db: server.db, seal: server.seal, clock: () => server.now, from: "Desk <desk@example.org>" };
  await tellAll(office);
  await pushRound({ ...office, post, say: (text) => expect.fail(text) });
}
const subscribe = (endpoint = ENDPOINT) =>
  desk.request("manager", "POST", "/me/push-subscriptions", {
    endpoint,
    keys: { p256dh: browser.getPublicKey("base64url"), auth: auth.toString("base64url") },
  });
const wishPush = () =>
  inScope(
    server.db,
    { tenant: desk.provider, company: desk.provider, side: "company", person: desk.people.manager.id },
    { readOnly: false },
    (tx) =>
      tx
        .insertInto("notice_way")
        .values({ tenant_id: desk.provider, person_id: desk.people.manager.id, kind: "ticket-opened", way: "push" })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
  );
const waiting = () =>
  inScope(server.db, { scope: "mail" }, { readOnly: true }, (tx) => tx.selectFrom("push_out").selectAll().execute());

/** As RFC 8291 §3 and RFC 8188 §2 say it. */
function decrypted(body: Buffer): unknown {
  const salt = body.subarray(0, 16);
  const keyLength = body[20]!;
  const theirs = body.subarray(21, 21 + keyLength);
  const shared = browser.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), browser.getPublicKey(), theirs]);
  const secret = Buffer.from(hkdfSync("sha256", shared, auth, info, 32));
  const key = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: aes128gcm\0", 16));
  const nonce = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: nonce\0", 12));
  const sealed = body.subarray(21 + keyLength);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(sealed.subarray(-16));
  const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return JSON.parse(text.subarray(0, text.lastIndexOf(2)).toString());
}

test("a browser is shown what is new, encrypted for it alone, by a server that it knows", async () => {
  await wishPush();
  expect((await subscribe()).statusCode).toBe(200);
  const id = await desk.open("employee", { subject: "Für den Browser" });
  await send();
  expect(got.map(({ url }) => url)).toEqual([ENDPOINT]);
  expect(decrypted(got[0]!.body)).toEqual({
    title: expect.stringMatching(/^\[T-\d+\] Neu: Für den Browser$/),
    text: "Tobias Hartl hat etwas gemeldet.",
    path: `/tickets/${id}`,
    language: "de",
  });
  expect(got[0]!.body.includes("Browser")).toBe(false);
  const headers = Object.fromEntries(
    Object.entries(got[0]!.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(headers["authorization"]!)!;
  expect(key).toBe(vapidOf(server.seal).publicKey);
  const [head, claims, signature] = token!.split(".") as [string, string, string];
  const point = Buffer.from(key!, "base64url");
  const publicKey = createPublicKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    },
  });
  const verify = createVerify("SHA256").update(`${head}.${claims}`);
  expect(verify.verify({ key: publicKey, dsaEncoding: "ieee-p1363" }, signature, "base64url")).toBe(true);
  expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
    aud: "https://push.example.org",
    sub: "mailto:desk@example.org",
  });
  expect(await waiting()).toEqual([]);
});

test("whoever has no browser any more gets a mail instead", async () => {
  await wishPush();
  await subscribe();
  answers = [410];
  await desk.open("employee");
  await send();
  expect(got).toHaveLength(1);
  expect(await waiting()).toEqual([]);
  await desk.open("employee");
  await send();
  expect(got).toHaveLength(1);
  const mails = await inScope(server.db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx.selectFrom("mail_out").select("kind").where("person_id", "=", desk.people.manager.id).execute(),
  );
  expect(mails).toEqual([{ kind: "ticket-opened" }]);
});

test("a push service that is away is asked again some times, and then left alone", async () => {
  await wishPush();
  await subscribe();
  answers = [503, 503, 503, 503, 503];
  await desk.open("employee");
  for (let minutes = 0; minutes < 200; minutes += 10) {
    await send();
    desk.later(10);
  }
  expect(got).toHaveLength(4);
  expect(await waiting()).toEqual([]);
});

test("a browser belongs to whoever turned it on; an address that is none is refused", async () => {
  const { id } = (await subscribe()).json<{ id: string }>();
  expect((await subscribe()).json()).toEqual({ id });
  expect((await desk.request("agent", "DELETE", `/me/push-subscriptions/${id}`)).statusCode).toBe(404);
  expect((await desk.request("manager", "DELETE", `/me/push-subscriptions/${id}`)).statusCode).toBe(204);
  expect((await desk.request("manager", "DELETE", `/me/push-subscriptions/${id}`)).statusCode).toBe(404);
  expect((await subscribe("http://push.example.org/1")).statusCode).toBe(400);
  expect((await subscribe("ftp://x")).statusCode).toBe(400);
  for (let count = 0; count < 20; count++) expect((await subscribe(`${ENDPOINT}${count}`)).statusCode).toBe(200);
  expect((await subscribe(`${ENDPOINT}-more`)).json()).toMatchObject({ kind: "browsers-too-many" });
});
