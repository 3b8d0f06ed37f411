/** What tests of signing in need again and again. */
import type { LightMyRequestResponse } from "fastify";
import type { Instant } from "@handschlag/engine/instant.ts";
import { Secret, TOTP } from "otpauth";
import { PASSWORD, type TestPerson, type TestServer } from "../server.test-support.ts";

/** What a browser keeps of an answer: the session's cookie as it sends it back. */
export function cookieFrom(response: LightMyRequestResponse): string {
  const cookie = response.cookies.find(({ name }) => name.endsWith("handschlag"));
  if (cookie === undefined) throw new Error(`no cookie with ${response.statusCode} ${response.body}`);
  return `${cookie.name}=${cookie.value}`;
}

export const codeAt = (secret: string, now: Instant): string =>
  new TOTP({ secret: Secret.fromBase32(secret), period: 30 }).generate({ timestamp: now });

export const signInAs = (server: TestServer, { email }: TestPerson, password = PASSWORD, from?: string) =>
  server.request("POST", "/session", { body: { email, password }, ...(from !== undefined && { from }) });

/** Sets up an authenticator app; the code that proved it is used up, so the next one comes half a minute later. */
export async function enrolTotp(
  server: TestServer,
  person: TestPerson,
): Promise<{ readonly secret: string; readonly recoveryCodes: readonly string[] }> {
  const as = await server.cookie(person);
  const { secret } = (await server.request("POST", "/me/totp", { as })).json<{ secret: string }>();
  const body = { code: codeAt(secret, server.now) };
  const { recoveryCodes } = (await server.request("PUT", "/me/totp", { as, body })).json<{ recoveryCodes: string[] }>();
  server.now = (server.now + 30_000) as Instant;
  return { secret, recoveryCodes };
}
