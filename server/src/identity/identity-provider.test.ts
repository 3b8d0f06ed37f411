import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { discoverProvider, isProviderAddress, ProviderUnreachable } from "./identity-provider.ts";

const HTTPS = "https://handschlag.example.org";
const HTTP = "http://localhost:4400";

test.each([
  { address: "https://login.example.org", online: true, local: true },
  { address: "https://login.example.org/tenant/v2.0", online: true, local: true },
  { address: "https://10.0.0.5:8443", online: true, local: true },
  { address: "http://login.example.org", online: false, local: false },
  { address: "http://localhost:9000", online: false, local: true },
  { address: "http://127.0.0.1:9000", online: false, local: true },
  { address: "http://[::1]:9000", online: false, local: true },
  { address: "https://localhost", online: false, local: true },
  { address: "http://127.0.0.2", online: false, local: false },
  { address: "https://127.0.0.2", online: false, local: false },
  { address: "https://0x7f000002", online: false, local: false },
  { address: "https://169.254.169.254", online: false, local: false },
  { address: "https://[::ffff:169.254.169.254]", online: false, local: false },
  { address: "https://[fe80::1]", online: false, local: false },
  { address: "https://0.0.0.0", online: false, local: false },
  { address: "https://who:what@login.example.org", online: false, local: false },
  { address: "https://login.example.org/?to=x", online: false, local: false },
  { address: "https://login.example.org/#x", online: false, local: false },
  { address: "file:///etc/passwd", online: false, local: false },
  { address: "login.example.org", online: false, local: false },
])("$address as a provider's: online $online, on one machine $local", ({ address, online, local }) => {
  expect(isProviderAddress(address, HTTPS)).toBe(online);
  expect(isProviderAddress(address, HTTP)).toBe(local);
});

let server: Server | undefined;
afterEach(() => server?.close());

async function issuerThat(answers: RequestListener): Promise<string> {
  server = createServer(answers);
  await new Promise<void>((listening) => server!.listen(0, "127.0.0.1", listening));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** Why discovery fails, down to the first cause. */
async function failureOf(issuer: string, publicUrl = HTTP): Promise<Error> {
  try {
    await discoverProvider({ issuer, clientId: "x", clientSecret: "y" }, publicUrl);
  } catch (error) {
    for (let cause = error; cause instanceof Error; cause = cause.cause)
      if (cause instanceof ProviderUnreachable) return cause;
    return error as Error;
  }
  throw new Error("it was discovered");
}

test("a provider that sends elsewhere is not followed", async () => {
  let asked = 0;
  const issuer = await issuerThat((_request, response) => {
    asked += 1;
    response.writeHead(302, { location: "/elsewhere" }).end();
  });
  expect(await failureOf(issuer)).toMatchObject({ code: "OAUTH_RESPONSE_IS_NOT_CONFORM" });
  expect(asked).toBe(1);
});

test("a provider that never stops talking is cut off", async () => {
  const issuer = await issuerThat((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const more = () => void (response.destroyed || response.write("x".repeat(100_000), () => setImmediate(more)));
    more();
  });
  expect(await failureOf(issuer)).toMatchObject({ message: "too long an answer" });
});

test("a provider that is broken, or not there, cannot be reached", async () => {
  const issuer = await issuerThat((_request, response) => response.writeHead(502).end());
  expect(await failureOf(issuer)).toBeInstanceOf(ProviderUnreachable);
  server!.close();
  server!.closeAllConnections();
  expect(await failureOf(issuer)).toBeInstanceOf(ProviderUnreachable);
});

test("a server that is online asks no one on its own machine, whatever the settings say", async () => {
  let asked = 0;
  const issuer = await issuerThat((_request, response) => {
    asked += 1;
    response.end("{}");
  });
  expect(await failureOf(issuer, HTTPS)).toMatchObject({ message: "not over HTTPS" });
  expect(await failureOf(issuer.replace("http:", "https:"), HTTPS)).toMatchObject({
    message: "not an address to go to",
  });
  expect(asked).toBe(0);
});

test("metadata of another issuer is refused", async () => {
  const issuer = await issuerThat((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ issuer: "https://login.example.org" }));
  });
  expect(await failureOf(issuer)).toMatchObject({ code: "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED" });
});
