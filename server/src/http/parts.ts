/** What routes work with, and what a list of routes is. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Kysely } from "kysely";
import type { Ctx } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import type { Seal } from "../identity/seal.ts";
import type { LiveFeed } from "./live-feed.ts";
import type { Metrics } from "./metrics.ts";

declare module "fastify" {
  interface FastifyRequest {
    ctx: Ctx;
  }
}

/** What the routes work with. */
export interface Parts {
  readonly db: Kysely<DB>;
  readonly seal: Seal;
  readonly clock: () => Instant;
  /** Where people reach the server: `https://handschlag.example.org`. */
  readonly publicUrl: string;
  /** Whether sign-in links of the sample are taken. */
  readonly sample: boolean;
  readonly live: LiveFeed;
  readonly metrics: Metrics;
  /** The folder with the built pages. */
  readonly webFolder: string | undefined;
  readonly ready: () => Promise<boolean>;
  /** Whether mailboxes may lie on this machine or in its own network. */
  readonly privateHosts: boolean;
}

export type Routes = FastifyPluginAsyncZod<{ readonly parts: Parts }>;
