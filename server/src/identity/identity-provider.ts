/**
 * Talking to a company's identity provider. Its address was typed in by people of that company, so every request goes
 * through a guard: whom it may reach, how long it may take, how much may come back, and no redirects (OWASP SSRF).
 */
import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import type { ClientAuth, Configuration, CustomFetch } from "openid-client";

/** Loaded with the first sign-in at a provider: few companies have one. */
const openid = () => import("openid-client");
type OpenId = Awaited<ReturnType<typeof openid>>;

const TIMEOUT_SECONDS = 5;
const ANSWER_BYTES_MAX = 500_000;

/** The provider does not answer, or not in a way that can be read. */
export class ProviderUnreachable extends Error {}

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** This machine and what machines of a cloud are told about themselves. A provider in the company's own network is fine. */
const forbidden = new BlockList();
forbidden.addSubnet("0.0.0.0", 8);
forbidden.addSubnet("127.0.0.0", 8);
forbidden.addSubnet("169.254.0.0", 16);
forbidden.addAddress("::", "ipv6");
forbidden.addAddress("::1", "ipv6");
forbidden.addSubnet("fe80::", 10, "ipv6");
forbidden.addAddress("fd00:ec2::254", "ipv6");

const isForbidden = (address: string): boolean => forbidden.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

const isLoopbackName = (hostname: string): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);

/** Whether an address may be a provider's: HTTPS, or on this very machine when that is all the server is there for. */
export function isProviderAddress(address: string, publicUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  if (username !== "" || password !== "" || search !== "" || hash !== "") return false;
  if (isLoopbackName(hostname)) return isLocal(publicUrl) && (protocol === "http:" || protocol === "https:");
  const host = hostname.replace(/^\[|\]$/g, "");
  return protocol === "https:" && !(isIP(host) !== 0 && isForbidden(host));
}

/** A server that people reach without HTTPS is a trial or a test, on one machine. */
const isLocal = (publicUrl: string): boolean => publicUrl.startsWith("http:");

/**
 * `fetch` for requests to a provider. Names are looked up before and again by the request itself: an answer that changes
 * in between leads to a machine that would need a certificate for the name.
 */
const guarded =
  (publicUrl: string): CustomFetch =>
  async (address, { body, ...options }) => {
    const url = new URL(address);
    try {
      await requireAllowed(url, publicUrl);
      const response = await fetch(url, {
        ...options,
        ...(body !== null && body !== undefined && { body }),
        redirect: "manual",
      });
      if (response.status >= 500) throw new ProviderUnreachable(`status ${response.status}`);
      return await bounded(response);
    } catch (error) {
      if (error instanceof ProviderUnreachable) throw error;
      throw new ProviderUnreachable("no answer", { cause: error });
    }
  };

async function requireAllowed(url: URL, publicUrl: string): Promise<void> {
  if (isLoopbackName(url.hostname) && isLocal(publicUrl)) return;
  if (url.protocol !== "https:") throw new ProviderUnreachable("not over HTTPS");
  const addresses = await lookup(url.hostname.replace(/^\[|\]$/g, ""), { all: true });
  if (addresses.some(({ address }) => isForbidden(address))) throw new ProviderUnreachable("not an address to go to");
}

/** The response with its whole body, which has to be short. */
async function bounded(response: Response): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > ANSWER_BYTES_MAX) throw new ProviderUnreachable("too long an answer");
    chunks.push(chunk);
  }
  const { status, headers } = response;
  return new Response(sizeBytes === 0 ? null : Buffer.concat(chunks), { status, headers });
}

/** In the header, as the specification has it, unless the provider takes it in the body only. */
const secretBy =
  ({ ClientSecretBasic, ClientSecretPost }: OpenId, secret: string): ClientAuth =>
  (server, client, body, headers) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const way = ways.includes("client_secret_basic") ? ClientSecretBasic : ClientSecretPost;
    way(secret)(server, client, body, headers);
  };

/** Asks the provider about itself. Throws what openid-client throws; `ProviderUnreachable` is among its causes when there was no answer. */
export async function discoverProvider(settings: ProviderSettings, publicUrl: string): Promise<Configuration> {
  const client = await openid();
  const { allowInsecureRequests, customFetch, discovery, enableNonRepudiationChecks } = client;
  const { issuer, clientId, clientSecret } = settings;
  const issuerUrl = new URL(issuer);
  return discovery(issuerUrl, clientId, undefined, secretBy(client, clientSecret), {
    [customFetch]: guarded(publicUrl),
    timeout: TIMEOUT_SECONDS,
    // Signatures are checked even of what comes straight from the provider.
    execute: [enableNonRepudiationChecks, ...(issuerUrl.protocol === "http:" ? [allowInsecureRequests] : [])],
  });
}

/** What one sign-in at a provider is bound to. */
export interface SignInBinding {
  readonly state: string;
  readonly nonce: string;
  /** PKCE: what the code can be redeemed with. */
  readonly verifier: string;
}

/** Where to send the browser. `challenge` is the verifier's SHA-256 in base64url. */
export async function signInUrl(
  provider: Configuration,
  redirectUri: string,
  { state, nonce, challenge }: Omit<SignInBinding, "verifier"> & { readonly challenge: string },
): Promise<URL> {
  const { buildAuthorizationUrl } = await openid();
  return buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: "openid email",
    response_type: "code",
    state,
    nonce,
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
}

/** What a provider says of who signed in. */
export interface ProviderClaims {
  readonly issuer: string;
  readonly subject: string;
  /** In small letters; `undefined` unless the provider says that it was checked. */
  readonly email: string | undefined;
  /** When the person proved to the provider who they are, in seconds; `undefined` when it does not say. */
  readonly authenticatedAtSeconds: number | undefined;
}

/**
 * Redeems what the browser brought back. openid-client checks state, issuer, signature, audience, expiry, nonce and
 * whatever else OpenID Connect Core §3.1.3.7 asks for, and throws when one does not fit.
 */
export async function redeem(
  provider: Configuration,
  broughtBack: URL,
  { state, nonce, verifier }: SignInBinding,
): Promise<ProviderClaims> {
  const { authorizationCodeGrant, fetchUserInfo } = await openid();
  const tokens = await authorizationCodeGrant(provider, broughtBack, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims()!;
  const hasMore = claims["email"] === undefined && provider.serverMetadata().userinfo_endpoint !== undefined;
  const { email, email_verified } = hasMore ? await fetchUserInfo(provider, tokens.access_token, claims.sub) : claims;
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: typeof email === "string" && email_verified === true ? email.trim().toLowerCase() : undefined,
    authenticatedAtSeconds: claims.auth_time,
  };
}
