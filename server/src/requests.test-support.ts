/**
 * For each route of the API a request that is right in every way, so that a refusal can have one reason only: who asks.
 * Makes in the world what the request needs: somebody to remove, a code to confirm.
 */
import { randomBytes } from "node:crypto";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { parse as uuidBytes, v7 as uuidv7 } from "uuid";
import { DAY_MS } from "@handschlag/engine/instant.ts";
import { engagementOf, type Asked, type Make, type Request } from "./asked.test-support.ts";
import { CHANGES } from "./change/requests.test-support.ts";
import { CONTRACTS } from "./contract/requests.test-support.ts";
import type { PersonId, TenantId, Tx } from "./db/tenant.ts";
import { DUTY } from "./duty/requests.test-support.ts";
import { CALENDARS } from "./feed/requests.test-support.ts";
import { Device, type Options } from "./identity/device.test-support.ts";
import { CLIENT } from "./identity/identity-provider.test-support.ts";
import { codeAt } from "./identity/identity.test-support.ts";
import { ceremonyBegin } from "./identity/ceremonies.ts";
import { passwordLinkMake } from "./identity/password-link.ts";
import { sampleLinkMake } from "./identity/sign-in.ts";
import { totpAccept, totpStart } from "./identity/second-factor.ts";
import { hashOf, newToken } from "./identity/tokens.ts";
import { NOTICES } from "./notice/requests.test-support.ts";
import { MAIL_IN } from "./mail/in/requests.test-support.ts";
import { RATINGS_ASKED } from "./satisfaction/requests.test-support.ts";
import { ORIGIN, PASSWORD, type TestPerson } from "./server.test-support.ts";
import { TICKETS } from "./ticket/requests.test-support.ts";
import { WEBHOOKS } from "./webhook/requests.test-support.ts";

const EMPLOYEE = { clientRole: "employee", providerRole: null, engagements: [] };
const FIRST = { "if-match": '"1"' };
const OTHER_PASSWORD = "noch-ein-Passwort-8";

const identity = <T>({ world }: Asked, work: (tx: Tx) => Promise<T>): Promise<T> =>
  world.server.nobody().identity(work);

/** The company that a request is about. */
const companyOf = ({ world, visitor, whose }: Asked): TenantId =>
  whose === "own" ? (visitor.company ?? world.client) : world.client;

const colleague = (asked: Asked): Promise<TestPerson> =>
  asked.world.server.person(companyOf(asked), "employee", null, { name: "Karim Kollege" });

/** Somebody in a company that has somebody else who leads it. */
async function ledColleague(asked: Asked): Promise<string> {
  await asked.world.server.person(companyOf(asked), "owner");
  return (await colleague(asked)).id;
}

/** The visitor, or somebody else for whoever is no person. */
const self = async (asked: Asked): Promise<TestPerson> =>
  asked.whose === "own" ? (asked.visitor.person ?? (await colleague(asked))) : await colleague(asked);

/** Sets up an authenticator app; returns the code that is right now. */
async function totpFor(asked: Asked, person: TestPerson, isConfirmed: boolean): Promise<string> {
  const { seal, now } = asked.world.server;
  return identity(asked, async (tx) => {
    const { secret } = await totpStart(tx, seal, person.id, person.email);
    // Confirmed half a minute ago: the code of this moment is still good.
    const before = codeAt(secret, (now - 30_000) as typeof now);
    if (isConfirmed) await totpAccept(tx, seal, person.id, before, now, "unconfirmed");
    return codeAt(secret, now);
  });
}

async function passwordLinkFor(asked: Asked): Promise<string> {
  const { id } = await colleague(asked);
  const { token } = await identity(asked, (tx) => passwordLinkMake(tx, asked.world.server.nobody(), id));
  return token;
}

const passkeyFor = async (asked: Asked, person: TestPerson): Promise<string> => {
  const passkey_id = uuidv7();
  await identity(asked, (tx) =>
    tx
      .insertInto("passkey")
      .values({
        passkey_id,
        person_id: person.id,
        credential_id: passkey_id,
        public_key: randomBytes(32),
        counter: "0",
        transports: [],
        name: "Telefon",
        created_at: new Date(asked.world.server.now),
        used_at: null,
      })
      .execute(),
  );
  return passkey_id;
};

/** A ceremony that began, with its options as a device gets them. */
async function ceremonyFor(asked: Asked, kind: "passkey-registration" | "passkey-sign-in", personId?: PersonId) {
  const challenge = randomBytes(32).toString("base64url");
  const endsAt = asked.world.server.now + 60_000;
  const ceremony = await identity(asked, (tx) => ceremonyBegin(tx, { kind, personId, content: { challenge }, endsAt }));
  const user = { id: Buffer.from(uuidBytes(personId ?? uuidv7())).toString("base64url") };
  const options: Options = { challenge, rp: { id: new URL(ORIGIN).hostname }, user };
  return { ceremony, options };
}

async function invitationFor(asked: Asked): Promise<{ readonly id: string; readonly token: string }> {
  const { now } = asked.world.server;
  const tenant = companyOf(asked);
  const id = uuidv7();
  const secret = newToken();
  await identity(asked, (tx) =>
    tx
      .insertInto("invitation")
      .values({
        tenant_id: tenant,
        invitation_id: id,
        token_hash: hashOf(secret),
        email: `${id}@example.org`,
        client_role: "employee",
        provider_role: null,
        engagements: [],
        invited_by: null,
        created_at: new Date(now),
        ends_at: new Date(now + DAY_MS),
      })
      .execute(),
  );
  return { id, token: `${tenant.replaceAll("-", "")}${secret}` };
}

async function singleSignOnFor(asked: Asked): Promise<string> {
  const { seal } = asked.world.server;
  const domain = `${uuidv7()}.example`;
  await identity(asked, (tx) =>
    tx
      .insertInto("single_sign_on")
      .values({
        tenant_id: companyOf(asked),
        issuer: asked.provider.issuer,
        client_id: CLIENT.clientId,
        client_secret: seal.close("single-sign-on", CLIENT.clientSecret),
        domain,
      })
      .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet({ domain }))
      .execute(),
  );
  return domain;
}

/** Somebody has been at the identity provider, and comes back in the browser in which they set out. */
async function returnFor(asked: Asked): Promise<Request> {
  const { server } = asked.world;
  const domain = await singleSignOnFor(asked);
  const { id, email } = await colleague(asked);
  const start = await server.request("GET", `/single-sign-on/start?domain=${domain}`, { from: newAddress() });
  asked.provider.account = { subject: id, email, isVerified: true };
  const back = await asked.provider.visit(String(start.headers.location));
  const away = start.cookies.map(({ name, value }) => `${name}=${value}`);
  const isCookie = asked.visitor.as !== undefined && !asked.visitor.as.startsWith("Bearer ");
  const cookie = [...(isCookie ? [asked.visitor.as] : []), ...away].join("; ");
  const path = `${back.pathname.slice("/api/v1".length)}${back.search}`;
  return isCookie || asked.visitor.as === undefined ? { path, as: cookie } : { path, headers: { cookie } };
}

const SESSION: Readonly<Record<string, Make>> = {
  "GET /session": () => ({ path: "/session" }),
  "POST /session": async (asked) => ({
    path: "/session",
    body: { email: (await colleague(asked)).email, password: PASSWORD },
  }),
  "DELETE /session": () => ({ path: "/session" }),
  "POST /session/second-factor": async (asked) => ({
    path: "/session/second-factor",
    body: { code: await totpFor(asked, await self(asked), true) },
  }),
  "POST /session/link": async (asked) => {
    const token = newToken();
    const person = await colleague(asked);
    await identity(asked, (tx) => sampleLinkMake(tx, person.id, token));
    return { path: "/session/link", body: { token } };
  },
  "PUT /session/company": (asked) => ({ path: "/session/company", body: { companyId: companyOf(asked) } }),
  "PUT /session/confirmation": () => ({ path: "/session/confirmation", body: { password: PASSWORD } }),
  "POST /session/passkey-options": () => ({ path: "/session/passkey-options" }),
  "POST /session/passkey": async (asked) => {
    const { server } = asked.world;
    const person = await colleague(asked);
    const device = new Device(ORIGIN);
    const begun = await ceremonyFor(asked, "passkey-registration", person.id);
    const body = { ceremony: begun.ceremony, name: "Telefon", response: device.register(begun.options) };
    await server.request("POST", "/me/passkeys", { as: await server.cookie(person), body });
    const { ceremony, options } = await ceremonyFor(asked, "passkey-sign-in");
    return { path: "/session/passkey", body: { ceremony, response: device.signIn(options) } };
  },
  "POST /session/ways": () => ({ path: "/session/ways", body: { email: "wer.auch.immer@example.org" } }),
  "GET /single-sign-on/start": async (asked) => ({
    path: `/single-sign-on/start?domain=${await singleSignOnFor(asked)}`,
  }),
  "GET /single-sign-on/callback": returnFor,
  "GET /setup": () => ({ path: "/setup" }),
  "POST /setup": async (asked) => {
    await identity(asked, (tx) =>
      tx
        .updateTable("person")
        .set({ operator: false })
        .where("operator", "=", true)
        .where("id", "<>", asked.visitor.person?.id ?? uuidv7())
        .execute(),
    );
    const email = `${uuidv7()}@example.org`;
    return { path: "/setup", body: { name: "Robin Betrieb", email, password: OTHER_PASSWORD, language: "de" } };
  },
  "GET /invitations/:token": async (asked) => ({ path: `/invitations/${(await invitationFor(asked)).token}` }),
  "POST /invitations/:token/acceptance": async (asked) => ({
    path: `/invitations/${(await invitationFor(asked)).token}/acceptance`,
    body: { name: "Nele Neu", password: OTHER_PASSWORD },
  }),
  "GET /password-links/:token": async (asked) => ({ path: `/password-links/${await passwordLinkFor(asked)}` }),
  "POST /password-links/:token/password": async (asked) => ({
    path: `/password-links/${await passwordLinkFor(asked)}/password`,
    body: { password: OTHER_PASSWORD },
  }),
};

const ME: Readonly<Record<string, Make>> = {
  "GET /me": () => ({ path: "/me" }),
  "PATCH /me": () => ({ path: "/me", body: { name: "Nora Neu" }, headers: FIRST }),
  "PUT /me/password": () => ({ path: "/me/password", body: { current: PASSWORD, next: OTHER_PASSWORD } }),
  "POST /me/totp": () => ({ path: "/me/totp" }),
  "PUT /me/totp": async (asked) => ({
    path: "/me/totp",
    body: { code: await totpFor(asked, await self(asked), false) },
  }),
  "DELETE /me/totp": async (asked) => {
    const person = await self(asked);
    await totpFor(asked, person, true);
    await passkeyFor(asked, person);
    return { path: "/me/totp" };
  },
  "POST /me/recovery-codes": async (asked) => {
    await totpFor(asked, await self(asked), true);
    return { path: "/me/recovery-codes" };
  },
  "GET /me/sessions": () => ({ path: "/me/sessions" }),
  "DELETE /me/sessions/:id": async (asked) => {
    const { id } = await self(asked);
    await asked.world.server.cookie({ id, email: "", company: asked.world.client });
    const { session_id } = await identity(asked, (tx) =>
      tx
        .selectFrom("session")
        .select("session_id")
        .where("person_id", "=", id)
        .where("confined", "=", false)
        .limit(1)
        .executeTakeFirstOrThrow(),
    );
    return { path: `/me/sessions/${session_id}` };
  },
  "POST /me/passkey-options": () => ({ path: "/me/passkey-options" }),
  "POST /me/passkeys": async (asked) => {
    const { ceremony, options } = await ceremonyFor(asked, "passkey-registration", (await self(asked)).id);
    const response = new Device(ORIGIN).register(options);
    return { path: "/me/passkeys", body: { ceremony, name: "Telefon", response } };
  },
  "GET /me/passkeys": () => ({ path: "/me/passkeys" }),
  "DELETE /me/passkeys/:id": async (asked) => {
    const person = await self(asked);
    await totpFor(asked, person, true);
    return { path: `/me/passkeys/${await passkeyFor(asked, person)}` };
  },
};

const COMPANY: Readonly<Record<string, Make>> = {
  "GET /company": () => ({ path: "/company" }),
  "PATCH /company": () => ({ path: "/company", body: { name: "Neuer Name" }, headers: FIRST }),
  "GET /company/people": () => ({ path: "/company/people" }),
  "PATCH /company/people/:id": async (asked) => ({
    path: `/company/people/${await ledColleague(asked)}`,
    body: { ...EMPLOYEE, clientRole: "auditor" },
    headers: FIRST,
  }),
  "DELETE /company/people/:id": async (asked) => ({ path: `/company/people/${await ledColleague(asked)}` }),
  "GET /company/invitations": async (asked) => {
    await invitationFor(asked);
    return { path: "/company/invitations" };
  },
  "POST /company/invitations": () => ({
    path: "/company/invitations",
    body: { email: `${uuidv7()}@example.org`, ...EMPLOYEE },
  }),
  "DELETE /company/invitations/:id": async (asked) => ({
    path: `/company/invitations/${(await invitationFor(asked)).id}`,
  }),
  "GET /company/api-keys": () => ({ path: "/company/api-keys" }),
  "POST /company/api-keys": () => ({
    path: "/company/api-keys",
    body: { name: "Auswertung", role: "owner", scopes: ["key:write"], days: 30 },
  }),
  "DELETE /company/api-keys/:id": async (asked) => {
    const { now } = asked.world.server;
    const key_id = uuidv7();
    await identity(asked, (tx) =>
      tx
        .insertInto("api_key")
        .values({
          tenant_id: companyOf(asked),
          key_id,
          secret_hash: randomBytes(32),
          name: "Auswertung",
          role: "owner",
          scopes: ["key:read"],
          created_by: null,
          created_at: new Date(now),
          ends_at: new Date(now + DAY_MS),
        })
        .execute(),
    );
    return { path: `/company/api-keys/${key_id}` };
  },
  "GET /company/single-sign-on": async (asked) => {
    await singleSignOnFor(asked);
    return { path: "/company/single-sign-on" };
  },
  "PUT /company/single-sign-on": (asked) => ({
    path: "/company/single-sign-on",
    body: { ...CLIENT, issuer: asked.provider.issuer, domain: `${uuidv7()}.example` },
  }),
  "DELETE /company/single-sign-on": async (asked) => {
    await singleSignOnFor(asked);
    return { path: "/company/single-sign-on" };
  },
  "GET /company/events": () => ({ path: "/company/events" }),
  "GET /roles": () => ({ path: "/roles" }),
  "GET /installation/companies": () => ({ path: "/installation/companies" }),
  "POST /installation/companies": () => ({
    path: "/installation/companies",
    body: { name: "Neue Firma", kind: "client", email: `${uuidv7()}@example.org` },
  }),
  "GET /live": () => ({ path: "/live" }),
};

const ENGAGEMENT: Readonly<Record<string, Make>> = {
  "GET /engagements": () => ({ path: "/engagements" }),
  "POST /engagements": ({ world }) => ({
    path: "/engagements",
    body: { name: "Neue Betreuung", providerId: world.provider },
  }),
  "GET /engagements/:id": (asked) => ({ path: `/engagements/${engagementOf(asked)}` }),
  "PATCH /engagements/:id": (asked) => ({
    path: `/engagements/${engagementOf(asked)}`,
    body: { name: "Neuer Name" },
    headers: FIRST,
  }),
  "PUT /engagements/:id/end": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/end`,
    body: { at: new Date(asked.world.server.now + DAY_MS).toISOString() },
    headers: FIRST,
  }),
  "DELETE /engagements/:id/end": async (asked) => {
    const { server, client } = asked.world;
    // As if the visitor's own side had set it.
    const end = {
      ended_at: new Date(server.now + DAY_MS),
      ended_by: asked.visitor.company === client ? "client" : "provider",
    };
    await server
      .nobody()
      .identity((tx) =>
        tx.updateTable("engagement").set(end).where("engagement_id", "=", engagementOf(asked)).execute(),
      );
    return { path: `/engagements/${engagementOf(asked)}/end`, headers: FIRST };
  },
  "GET /engagements/:id/events": (asked) => ({ path: `/engagements/${engagementOf(asked)}/events` }),
};

/** By method and path, as Fastify writes it: `GET /engagements/:id`. */
export const REQUESTS: Readonly<Record<string, Make>> = {
  ...SESSION,
  ...ME,
  ...COMPANY,
  ...ENGAGEMENT,
  ...CALENDARS,
  ...DUTY,
  ...NOTICES,
  ...CONTRACTS,
  ...TICKETS,
  ...RATINGS_ASKED,
  ...WEBHOOKS,
  ...MAIL_IN,
  ...CHANGES,
};

let addresses = 0;
/** Where nobody has failed or asked too much before. */
function newAddress(): string {
  const number = ++addresses;
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
}

export interface Answer {
  readonly status: number;
  readonly headers: LightMyRequestResponse["headers"];
  readonly text: string;
}

/** Sends a request of a visitor, each from an address of its own. Of an answer without end only the beginning is awaited. */
export async function ask(
  { world: { server }, visitor }: Asked,
  route: string,
  { path, body, headers = {}, as = visitor.as }: Request,
): Promise<Answer> {
  const from = newAddress();
  const method = route.split(" ")[0] as NonNullable<InjectOptions["method"]>;
  if (route !== "GET /live") {
    const answer = await server.request(method, path, { as, body, headers, from });
    return { status: answer.statusCode, headers: answer.headers, text: answer.body };
  }
  const answer = await server.listen(as, headers, from);
  const text = answer.statusCode === 200 ? "" : (await answer.stream().toArray()).join("");
  answer.stream().destroy();
  return { status: answer.statusCode, headers: answer.headers, text };
}

/** `/api/v1/engagements/{id}` of the document is `GET /engagements/:id` here. */
export const routesOf = (document: { readonly paths: Readonly<Record<string, object>> }): string[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} ${path.slice("/api/v1".length).replaceAll(/\{(\w+)\}/g, ":$1")}`,
    ),
  );
