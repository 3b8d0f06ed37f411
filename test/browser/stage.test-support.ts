/** What the pages need to be looked at: somebody for each viewer, and what is on their pages. */
import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import pg from "pg";
import { inject } from "vitest";
import { checkedDocument } from "../../server/src/contract/documents.ts";
import { enrolTotp } from "../../server/src/identity/identity.test-support.ts";
import type { TenantId } from "../../server/src/db/tenant.ts";
import { tellOfLast } from "../../server/src/notice/news.test-support.ts";
import { PASSWORD, type TestPerson, type TestServer } from "../../server/src/server.test-support.ts";
import { stageDuty, type StagedDuty } from "./duty-stage.test-support.ts";
import { House, watchedPage, type Language, type Watched } from "./house.test-support.ts";
import type { Viewer } from "./page-table.test-support.ts";

const SAMPLE: Partial<Record<Viewer, string>> = {
  owner: "Katharina Lindner",
  employee: "Tobias Hartl",
  auditor: "Jürgen Maußner",
  manager: "Théo Lemaître",
  external: "Dragan Petrović",
  operator: "Robin Betrieb",
};
const CROWD = 200;
const LONG_NAME = "Dr.-Ing. Maximiliane-Alexandra Freifrau von und zu Hohenstein-Wartenberg-Donaudampfschifffahrt";
const CONTRACT = "fixtures/contracts/lindenhof-architekten.yaml";

interface Engagement {
  readonly id: string;
  readonly contractNumber: number | null;
}

interface Ticket {
  readonly id: string;
}

export class Stage {
  readonly house: House;
  readonly contract = readFileSync(CONTRACT, "utf8");
  /** With a name that does not exist, and hours that end before they begin. */
  readonly faultyContract = this.contract.replace("timeZone: Europe/Berlin", "timeZone: Europe/Berlln");
  /** Somebody of two companies without a second factor. */
  readonly traveller: { readonly email: string; readonly password: string };
  /** Token of an open invitation. */
  readonly invitation: string;
  /** An engagement of the owner without a contract. */
  readonly bare: string;
  /** A version that waits for the owner's signature. */
  readonly proposal: string;
  /** A rota of the manager's company, and an alarm that nobody has taken over, with a link to take it. */
  readonly duty: StagedDuty;
  /** What people typed themselves, in whatever language, longer texts first. */
  readonly typed: readonly string[];
  private readonly browsers = new Map<Viewer, BrowserContext>();
  private readonly pages = new Map<Viewer, Watched>();
  private readonly made: Partial<Record<Viewer, TestPerson>>;
  private readonly withContract: Prepared["withContract"];
  private readonly tickets: Prepared["tickets"];
  private readonly changes: Prepared["changes"];

  private constructor(
    house: House,
    parts: Pick<Stage, "traveller" | "invitation" | "bare" | "proposal" | "duty" | "typed"> & Prepared,
  ) {
    this.house = house;
    this.traveller = parts.traveller;
    this.invitation = parts.invitation;
    this.bare = parts.bare;
    this.proposal = parts.proposal;
    this.duty = parts.duty;
    this.typed = parts.typed;
    this.made = parts.made;
    this.withContract = parts.withContract;
    this.tickets = parts.tickets;
    this.changes = parts.changes;
  }

  static async build(): Promise<Stage> {
    const house = await House.open();
    const { server } = house;
    const owner = await house.visit("de", SAMPLE.owner);
    const ofOwner = await itemsOf<Engagement>(owner, "/engagements");
    const invitation = await owner.request.post("/api/v1/company/invitations", {
      headers: { origin: house.url },
      data: { email: "neu@example.org", clientRole: "employee", providerRole: null, engagements: [] },
    });
    const { link } = (await invitation.json()) as { link: string };
    const agreedOfOwner = ofOwner.find(hasContract)!.id;
    const [proposal] = await itemsOf<{ readonly id: string }>(
      owner,
      `/engagements/${agreedOfOwner}/contract-proposals`,
    );
    await owner.close();
    const withContract: Partial<Record<Viewer, string>> = {};
    const tickets: Partial<Record<Viewer, string | undefined>> = {};
    const changes: Partial<Record<Viewer, string | undefined>> = {};
    for (const viewer of ["owner", "employee", "manager", "external"] as const) {
      const context = await house.visit("de", SAMPLE[viewer]);
      const agreed = (await itemsOf<Engagement>(context, "/engagements")).find(hasContract)!.id;
      withContract[viewer] = agreed;
      tickets[viewer] = (await itemsOf<Ticket>(context, `/tickets?engagement=${agreed}`))[0]?.id;
      if (viewer === "owner" || viewer === "manager")
        changes[viewer] = (await itemsOf<Ticket>(context, `/engagements/${agreed}/changes`))[0]?.id;
      await context.close();
    }
    await tellOfLast(server);
    const traveller = await server.person(await server.company("Anker Spedition GmbH"), "employee");
    await alsoIn(server, traveller, await server.company("Bachmann Immobilien KG"));
    const made = {
      newcomer: await server.person(await server.company("Neuling UG"), "owner"),
      crowd: await crowd(house),
    };
    return new Stage(house, {
      traveller: { email: traveller.email, password: PASSWORD },
      invitation: link.split("/").at(-1)!,
      bare: ofOwner.find((engagement) => !hasContract(engagement))!.id,
      proposal: proposal!.id,
      duty: await stageDuty(house),
      typed: [LONG_NAME, ...(await typedTexts(server))].toSorted((a, b) => b.length - a.length),
      made,
      withContract,
      tickets,
      changes,
    });
  }

  /** An engagement in which the viewer sees a contract. */
  agreed(viewer: Viewer): string {
    return this.withContract[viewer]!;
  }

  /** A change that the viewer sees. */
  change(viewer: Viewer): string {
    return this.changes[viewer]!;
  }

  /** A ticket that the viewer sees. */
  ticket(viewer: Viewer): string {
    return this.tickets[viewer]!;
  }

  /** The viewer's page, where the last case left it; a `fresh` one when something is to be done before it goes anywhere. */
  async pageOf(viewer: Viewer, language: Language, fresh: boolean): Promise<Watched> {
    if (fresh || viewer === "nobody") await this.forget(viewer);
    const known = this.pages.get(viewer);
    if (known !== undefined) return known;
    const context = this.browsers.get(viewer) ?? (await this.browserOf(viewer, language));
    this.browsers.set(viewer, context);
    const page = await watchedPage(context);
    this.pages.set(viewer, page);
    return page;
  }

  private async browserOf(viewer: Viewer, language: Language): Promise<BrowserContext> {
    const context = await this.house.visit(language, SAMPLE[viewer]);
    const person = this.made[viewer];
    if (person !== undefined) await this.giveSession(context, await this.house.server.cookie(person));
    return context;
  }

  /** Leaves nothing of the viewer's page; of nobody's browser nothing at all. */
  async forget(viewer: Viewer): Promise<void> {
    await this.pages.get(viewer)?.page.close();
    this.pages.delete(viewer);
    if (viewer !== "nobody") return;
    await this.browsers.get(viewer)?.close();
    this.browsers.delete(viewer);
  }

  /** Goes there as a link would, without loading everything anew; the first time as a visitor does. */
  async go(page: Page, path: string): Promise<void> {
    if (!page.url().startsWith(this.house.url) || path.includes("#")) return void (await page.goto(path));
    if (page.url() === `${this.house.url}${path}`) return;
    await page.evaluate(`{
      document.querySelector("h1").dataset.left = "";
      history.pushState({}, "", ${JSON.stringify(path)});
    }`);
    await page.locator("h1:not([data-left])").waitFor();
  }

  /** Gives a browser a session that still lacks a step. */
  async signInHalf(context: BrowserContext, state: "second-factor" | "enrolment"): Promise<void> {
    const { server } = this.house;
    const person = await server.person(await server.company("Halb GmbH"), "owner");
    if (state === "second-factor") await enrolTotp(server, person);
    await this.giveSession(context, await server.cookie(person, state));
  }

  private async giveSession(context: BrowserContext, cookie: string): Promise<void> {
    const [name, value] = cookie.split("=") as [string, string];
    await context.addCookies([{ name, value, url: this.house.url }]);
  }
}

interface Prepared {
  readonly made: Partial<Record<Viewer, TestPerson>>;
  readonly withContract: Partial<Record<Viewer, string>>;
  readonly tickets: Partial<Record<Viewer, string | undefined>>;
  readonly changes: Partial<Record<Viewer, string | undefined>>;
}

const hasContract = ({ contractNumber }: Engagement): boolean => contractNumber !== null;

async function itemsOf<T>(context: BrowserContext, path: string): Promise<readonly T[]> {
  const answer = await context.request.get(`/api/v1${path}`);
  return ((await answer.json()) as { items: T[] }).items;
}

/** Subjects of tickets, names of engagements, and every text of every contract. */
async function typedTexts({ database }: TestServer): Promise<readonly string[]> {
  const client = new pg.Client({ ...inject("cluster").superuser, database: database.name });
  await client.connect();
  const names = await client.query<{ text: string }>(
    `select subject as text from ticket union select name from engagement union select name from duty_rota union select title from change_request
      union select reason from change_request union select reason from change_freeze union select text from change_note`,
  );
  const contracts = await client.query<{ source: string }>("select source from contract_version");
  await client.end();
  const documents = await Promise.all(contracts.rows.map(({ source }) => checkedDocument(source)));
  return [
    ...new Set([...names.rows.map(({ text }) => text), ...documents.flatMap(({ document }) => textsIn(document))]),
  ];
}

/** All texts in a document with a blank in them: single words are ids, or the same in every language. */
function textsIn(part: unknown): readonly string[] {
  if (typeof part === "string") return part.includes(" ") ? [part] : [];
  return typeof part === "object" && part !== null ? Object.values(part).flatMap(textsIn) : [];
}

/** Makes somebody an employee of another company too. */
async function alsoIn(server: TestServer, { id }: TestPerson, company: TenantId): Promise<void> {
  const membership = {
    tenant_id: company,
    person_id: id,
    client_role: "employee",
    provider_role: null,
    joined_at: new Date(server.now),
  };
  await server.nobody().identity((tx) => tx.insertInto("membership").values(membership).execute());
}

/** The owner of a company with very many people, some of whom have very long names. */
async function crowd({ server }: House): Promise<TestPerson> {
  const company = await server.company(`${LONG_NAME} Beteiligungsverwaltungsgesellschaft mbH & Co. KGaA`);
  for (let number = 1; number < CROWD; number++)
    await server.person(company, "employee", number % 50 === 0 ? "service-manager" : null, {
      name: number % 40 === 0 ? LONG_NAME : `Person ${number}`,
    });
  return server.person(company, "owner", null, { name: LONG_NAME });
}
