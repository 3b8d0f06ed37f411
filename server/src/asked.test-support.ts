/** What a walk over the routes asks, for whom and about whose. */
import type { TestIdentityProvider } from "./identity/identity-provider.test-support.ts";
import type { Visitor } from "./visitors.test-support.ts";
import type { World } from "./world.test-support.ts";

/** Whose is what a request is about: the visitor's company or person, the client, or for engagements another client. */
export type Whose = "own" | "client" | "elsewhere";

export interface Asked {
  readonly world: World;
  readonly visitor: Visitor;
  readonly whose: Whose;
  readonly provider: TestIdentityProvider;
}

export interface Request {
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the visitor's cookie. */
  readonly as?: string;
}

/** Makes in the world what a request needs, and the request. */
export type Make = (asked: Asked) => Request | Promise<Request>;

/** The engagement that a request is about. */
export const engagementOf = ({ world, whose }: Asked) => (whose === "elsewhere" ? world.elsewhere : world.engagement);
