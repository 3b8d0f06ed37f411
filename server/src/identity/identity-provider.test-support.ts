/** A real OpenID Connect provider on this machine, where a test says who signs in. */
import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import { vi } from "vitest";

/** Somebody at the provider. */
export interface ProviderAccount {
  readonly subject: string;
  readonly email: string;
  readonly isVerified: boolean;
}

export const CLIENT = { clientId: "handschlag", clientSecret: "ein-geheimnis-des-anbieters" };

export class TestIdentityProvider {
  readonly issuer: string;
  /** Who is asked next, and says yes; without anybody, somebody says no. */
  account: ProviderAccount | undefined;
  private readonly server: Server;

  private constructor(issuer: string, server: Server) {
    this.issuer = issuer;
    this.server = server;
  }

  static async start(redirectUri: string): Promise<TestIdentityProvider> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
    const self = new TestIdentityProvider(issuer, server);
    // It says that it forgets all when it stops, as it should here.
    const quiet = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const provider = new Provider(issuer, self.configuration(redirectUri));
    quiet.mockRestore();
    const callback = provider.callback();
    server.on("request", (request, response) => {
      if (!request.url!.startsWith("/interaction/")) return callback(request, response);
      const { account } = self;
      const result = account === undefined ? { error: "access_denied" } : { login: { accountId: account.subject } };
      void provider.interactionFinished(request, response, result);
    });
    return self;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private configuration(redirectUri: string): Readonly<Record<string, unknown>> {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    return {
      clients: [
        {
          client_id: CLIENT.clientId,
          client_secret: CLIENT.clientSecret,
          redirect_uris: [redirectUri],
          require_auth_time: true,
          id_token_signed_response_alg: "ES256",
        },
      ],
      jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "ES256", kid: "test" }] },
      cookies: { keys: ["a key for tests"] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      claims: { openid: ["sub"], email: ["email", "email_verified"] },
      ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_context: unknown, accountId: string) => ({
        accountId,
        claims: () => ({ sub: accountId, email: this.account?.email, email_verified: this.account?.isVerified }),
      }),
      // Nobody is asked what the company has agreed to for its people.
      loadExistingGrant: async ({ oidc }: { oidc: Asked }) => {
        const of = { clientId: oidc.client.clientId, accountId: oidc.session.accountId };
        const grant = new oidc.provider.Grant(of);
        grant.addOIDCScope("openid email");
        await grant.save();
        return grant;
      },
    };
  }

  /** Goes through the provider's pages as a browser of its own; returns the address to which it is sent back. */
  async visit(address: string): Promise<URL> {
    const cookies = new Map<string, string>();
    let url = new URL(address);
    for (let step = 0; step < 10 && url.origin === this.issuer; step++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await fetch(url, { redirect: "manual", headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        cookies.set(name!, value!);
      }
      const location = response.headers.get("location");
      if (location === null) throw new Error(`the provider answers ${response.status}: ${await response.text()}`);
      url = new URL(location, url);
    }
    return url;
  }
}

interface Asked {
  readonly client: { readonly clientId: string };
  readonly session: { readonly accountId: string };
  readonly provider: Provider;
}
