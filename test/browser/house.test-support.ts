/** A real server with the sample and the built pages, and a browser before it: one of each for a test file. */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import type { Instant } from "../../engine/src/instant.ts";
import type { SamplePerson } from "../../server/src/sample/sample.ts";
import { TestServer } from "../../server/src/server.test-support.ts";
import { startBrowser } from "./chromium.test-support.ts";
import { sampleDatabase } from "./sample.test-support.ts";

const WEB = join(import.meta.dirname, "../../web");
const CLOCK_MS = 20;
/** Long enough for a shared machine, short enough to be told of a failure. */
const PATIENCE_MS = 10_000;

/** The first house of a run builds the pages and makes the sample, perhaps on a busy machine. */
export const OPENING_MS_MAX = 240_000;

export type Language = "de" | "en";
const LOCALES: Readonly<Record<Language, string>> = { de: "de-DE", en: "en-GB" };
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** What went wrong in a page without being looked for. */
export interface Watched {
  readonly page: Page;
  readonly faults: readonly string[];
}

export class House {
  readonly server: TestServer;
  readonly url: string;
  readonly people: readonly SamplePerson[];
  private readonly browser: Browser;
  private readonly ticking: NodeJS.Timeout;
  private ahead = 0;

  private constructor(server: TestServer, url: string, people: readonly SamplePerson[], browser: Browser) {
    this.server = server;
    this.url = url;
    this.people = people;
    this.browser = browser;
    this.ticking = setInterval(() => this.tick(), CLOCK_MS).unref();
    this.tick();
  }

  static async open(): Promise<House> {
    const built = spawnSync(process.execPath, [join(WEB, "build.ts")], { encoding: "utf8" });
    if (built.status !== 0) throw new Error(`The pages could not be built:\n${built.stderr}`);
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const { template, people } = await sampleDatabase();
    const server = await TestServer.start({ sample: true, publicUrl: url, webFolder: join(WEB, "dist"), template });
    await server.app.listen({ port, host: "localhost" });
    return new House(server, url, people, await startBrowser());
  }

  async close(): Promise<void> {
    clearInterval(this.ticking);
    await this.browser.close();
    this.server.app.server.closeAllConnections();
    await this.server.stop();
  }

  /** Lets the server's time go on at once. */
  advance(ms: number): void {
    this.ahead += ms;
    this.tick();
  }

  private tick(): void {
    this.server.now = (Date.now() + this.ahead) as Instant;
  }

  /** A browser of somebody's own; signed in when `name` is one of the sample's people. */
  async visit(language: Language, name?: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      baseURL: this.url,
      locale: LOCALES[language],
      timezoneId: "Europe/Berlin",
      viewport: DESKTOP,
      reducedMotion: "reduce",
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    if (name !== undefined) await this.signIn(context, name);
    return context;
  }

  /** Gives a browser the session of one of the sample's people. */
  async signIn(context: BrowserContext, name: string): Promise<void> {
    const { token } = this.people.find((person) => person.name === name)!;
    const headers = { origin: this.url };
    const answer = await context.request.post("/api/v1/session/link", { data: { token }, headers });
    if (!answer.ok()) throw new Error(`${name} could not sign in: ${answer.status()}`);
  }
}

/** A page that notes what its console and its requests complain of. */
export async function watchedPage(context: BrowserContext): Promise<Watched> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`thrown: ${error.message}`));
  return { page, faults };
}

/** A port that was free a moment ago: the server must know its address before it listens. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "localhost");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
