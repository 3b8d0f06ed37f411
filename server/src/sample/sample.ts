/** The sample: companies, people, contracts of fixtures/ and tickets, made by the product's own verbs in the course of the past months. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readContract } from "@handschlag/engine/contract/reader.ts";
import { termsOf, type Terms } from "@handschlag/engine/contract/terms.ts";
import { DAY_MS, instant, later, type Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import { invitationAccept, invite } from "../company/invitations.ts";
import type { RoleSet } from "../company/people.ts";
import { contractImport } from "../contract/contracts.ts";
import { draftAnswer, draftComment } from "../contract/draft-answers.ts";
import { draftChange } from "../contract/draft-changes.ts";
import { draftBegin } from "../contract/drafts.ts";
import { contractPropose, proposalSign } from "../contract/proposals.ts";
import { Ctx } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import type { EngagementId } from "../db/tenant.ts";
import { engagementMake } from "../engagement/engagements.ts";
import { actorByCookie, NOBODY } from "../http/authentication.ts";
import { accountRead } from "../identity/account.ts";
import type { Seal } from "../identity/seal.ts";
import { sampleLinkMake, signInBySampleLink } from "../identity/sign-in.ts";
import { newToken } from "../identity/tokens.ts";
import { companyFound, setUp, setupNeeded } from "../installation/installation.ts";
import { makeRota } from "./sample-duty.ts";
import { makeChanges, type ChangeCast } from "./sample-changes.ts";
import { SampleDesk, type Person } from "./sample-desk.ts";
import { makeTickets } from "./sample-tickets.ts";
import { ARCHITECTS } from "./scenes-architects.ts";
import { MACHINES } from "./scenes-machines.ts";
import { NETWORK, WITHOUT_CONTRACT } from "./scenes-network.ts";
import type { Cast } from "./ticket-lives.ts";

const CONTRACTS = join(import.meta.dirname, "../../../fixtures/contracts");
const ORIGIN = { address: "127.0.0.1", agent: "sample" };
/** The request that every event of the making names. */
export const SAMPLE_REQUEST = "sample";

/** A person of the sample, and the link that signs them in. */
export interface SamplePerson {
  readonly name: string;
  readonly company: string;
  readonly role: string;
  readonly token: string;
}

type Joining = RoleSet & { readonly name: string; readonly email: string; readonly title: string };

const as = (clientRole: RoleSet["clientRole"], name: string, email: string, title: string): Joining => ({
  clientRole,
  providerRole: null,
  engagements: [],
  name,
  email,
  title,
});
const by = (providerRole: RoleSet["providerRole"], name: string, email: string, title: string): Joining => ({
  clientRole: null,
  providerRole,
  engagements: [],
  name,
  email,
  title,
});

const LINDENHOF = "Lindenhof Architekten PartG mbB";
const BRENNER = "Brenner Maschinenbau GmbH";
const LECHBOGEN = "Lechbogen Systemhaus GmbH";
const DOMSTADT = "Domstadt IT-Service GmbH";
const GRUENWALL = "Grünwall Netzsicherheit GmbH";

const COMPANIES = [
  {
    name: LINDENHOF,
    kind: "client",
    people: [
      as("owner", "Katharina Lindner", "k.lindner@lindenhof-architekten.example", "Geschäftsführung"),
      as("coordinator", "Sabine Röckl", "s.roeckl@lindenhof-architekten.example", "Koordination"),
      as("employee", "Tobias Hartl", "t.hartl@lindenhof-architekten.example", "Beschäftigter"),
      as("auditor", "Jürgen Maußner", "datenschutz@lindenhof-architekten.example", "Datenschutz"),
    ],
  },
  {
    name: BRENNER,
    kind: "client",
    people: [
      as("owner", "Friedrich Brenner", "f.brenner@brenner-maschinenbau.example", "Geschäftsführung"),
      as("coordinator", "Yasemin Groß", "y.gross@brenner-maschinenbau.example", "Koordination"),
    ],
  },
] as const;

/** The engagements in the order in which they begin; the last one has no contract yet. */
const ENGAGEMENTS = [
  {
    client: BRENNER,
    name: "Arbeitsplätze und Server",
    provider: DOMSTADT,
    begunAt: "2025-09-15T08:00:00Z",
    contracts: ["brenner-maschinenbau-msp", "brenner-maschinenbau-msp-2"],
    theatre: MACHINES,
    people: [
      by("service-manager", "Agnieszka Wójcik", "a.wojcik@domstadt-it.example", "Servicemanagement"),
      by("agent", "Nils Overbeck", "n.overbeck@domstadt-it.example", "Technik"),
    ],
  },
  {
    client: LINDENHOF,
    name: "IT-Betreuung",
    provider: LECHBOGEN,
    begunAt: "2025-12-01T08:00:00Z",
    contracts: ["lindenhof-architekten"],
    theatre: ARCHITECTS,
    people: [
      by("service-manager", "Markus Wieland", "m.wieland@lechbogen-systemhaus.example", "Servicemanagement"),
      by("agent", "Öznur Çelik", "o.celik@lechbogen-systemhaus.example", "Technik"),
    ],
  },
  {
    client: BRENNER,
    name: "Netz und Sicherheit",
    provider: GRUENWALL,
    begunAt: "2026-01-12T08:00:00Z",
    contracts: ["brenner-maschinenbau-network"],
    theatre: NETWORK,
    people: [
      by("service-manager", "Théo Lemaître", "t.lemaitre@gruenwall.example", "Servicemanagement"),
      by("agent", "Ingeborg Süß", "i.suess@gruenwall.example", "Technik"),
      by("external", "Dragan Petrović", "d.petrovic@westring.example", "Subunternehmen"),
    ],
  },
  {
    client: LINDENHOF,
    name: "Netzwerk und Firewall",
    provider: GRUENWALL,
    begunAt: "2026-10-05T08:00:00Z",
    contracts: [],
    theatre: undefined,
    people: [],
  },
] as const;

/** Who reports for a client; the second speaks for it. */
const REPORTERS: Readonly<Record<string, readonly string[]>> = {
  [LINDENHOF]: ["Tobias Hartl", "Sabine Röckl", "Katharina Lindner"],
  [BRENNER]: ["Friedrich Brenner", "Yasemin Groß"],
};

type CastNames = Record<"client" | "provider" | "owner" | "coordinator" | "manager" | "agent", string>;

/** Makes the sample; returns its people with a link each. */
export class Sample {
  private readonly db: Kysely<DB>;
  private readonly seal: Seal;
  private readonly present: Instant;
  private readonly signal: AbortSignal | undefined;
  private now: Instant = instant("2025-09-01T07:00:00Z");
  private readonly people: SamplePerson[] = [];
  private readonly links = new Map<string, string>();
  private readonly providerIds = new Map<string, string>();
  private readonly engagementIds = new Map<string, EngagementId>();

  /** `present`: the moment up to which there are tickets; `signal`: breaks the making off. */
  constructor(db: Kysely<DB>, seal: Seal, present: Instant, signal?: AbortSignal) {
    this.db = db;
    this.seal = seal;
    this.present = present;
    this.signal = signal;
  }

  /** Whether the installation is new: nobody is there yet. */
  isAwaited(): Promise<boolean> {
    return setupNeeded(this.nobody());
  }

  async make(): Promise<readonly SamplePerson[]> {
    const operator = {
      name: "Robin Betrieb",
      email: "betrieb@handschlag.example",
      password: newToken(),
      language: "de",
    } as const;
    const { token } = await setUp(this.nobody(), operator, ORIGIN);
    await this.link(await this.ctxOf(token), {
      name: operator.name,
      company: "Handschlag",
      role: "Betrieb der Installation",
    });
    const leaders = new Map<string, string>();
    for (const { name, kind, people } of COMPANIES) {
      const [first, ...others] = people;
      const { invitation } = await companyFound(await this.signedIn(operator.name), { name, kind, email: first.email });
      await this.accept(invitation, first, name);
      leaders.set(name, first.name);
      for (const person of others) await this.join(first.name, person, name);
    }
    for (const engagement of ENGAGEMENTS) await this.engage(leaders.get(engagement.client)!, engagement);
    await this.fillDesk();
    await this.writeDraft();
    await this.proposeNext();
    await this.putOnCall();
    return this.people;
  }

  /** The machine builder and its network provider write the next version: some is agreed, some waits for either. */
  private async writeDraft(): Promise<void> {
    const engagement = this.engagementIds.get(`${BRENNER} ${GRUENWALL}`)!;
    const at = (days: number) => {
      this.now = later(this.present, -days * DAY_MS);
    };
    at(6);
    const client = await this.signedIn("Friedrich Brenner");
    const { draft } = await draftBegin(client, engagement);
    const id = draft.draft_id;
    const critical = ["serviceLevels", "network", "targets", "critical"];
    const { changes } = await draftChange(client, engagement, id, [
      { path: [...critical, "restore"], before: "PT2H", after: "PT90M" },
      { path: [...critical, "update"], before: "PT30M", after: "PT20M" },
    ]);
    at(4);
    const provider = await this.signedIn("Théo Lemaître");
    const [restore, update] = changes.map(({ change_id }) => change_id);
    await draftAnswer(provider, engagement, id, { changes: [update!], answer: "accepted" });
    const reason = "Die Glasfaserstrecke entstört der Leitungsbetreiber erst in zwei Stunden.";
    await draftAnswer(provider, engagement, id, { changes: [restore!], answer: "objected", reason });
    await draftChange(provider, engagement, id, [
      { path: ["term", "noticeMonths"], before: 3, after: 6 },
      { path: ["parties", "carrier", "name"], before: "Westring Glasfaser GmbH & Co. KG", after: "Westring Netze SE" },
    ]);
    await draftComment(provider, engagement, id, {
      path: ["term"],
      text: "Mit sechs Monaten Frist können wir die Leitung günstiger binden. Reden wir darüber?",
    });
    this.now = this.present;
  }

  /** Since yesterday a faster contract, signed by the provider, waits for the architects' signature. */
  private async proposeNext(): Promise<void> {
    this.now = later(this.present, -DAY_MS);
    const ctx = await this.signedIn("Markus Wieland");
    const engagement = this.engagementIds.get(`${LINDENHOF} ${LECHBOGEN}`)!;
    const present = new Date(this.present);
    const validFrom = new Date(Date.UTC(present.getUTCFullYear(), present.getUTCMonth() + 2, 1));
    const text = textOf("lindenhof-architekten")
      .replace(/^version: 1$/m, "version: 2")
      .replace(/^validFrom: .*$/m, `validFrom: ${validFrom.toISOString().slice(0, 10)}`)
      .replace("response: PT30M", "response: PT15M")
      .replace('sat: ["09:00-13:00"]', 'sat: ["09:00-15:00"]');
    const { proposal_id, source_hash } = await contractPropose(ctx, engagement, text);
    await proposalSign(ctx, engagement, proposal_id, source_hash.toString("hex"));
  }

  /** The network provider has somebody on call. */
  private async putOnCall(): Promise<void> {
    this.now = later(this.present, -2 * DAY_MS);
    const [manager, technician, external] = [
      await this.signedIn("Théo Lemaître"),
      await this.signedIn("Ingeborg Süß"),
      await this.signedIn("Dragan Petrović"),
    ];
    const engagement = this.engagementIds.get(`${BRENNER} ${GRUENWALL}`)!;
    await makeRota({ manager, technician, external, engagement });
    this.now = this.present;
  }

  /** Half a year of tickets in every engagement. */
  private async fillDesk(): Promise<void> {
    const desk = new SampleDesk(this.db, this.present, SAMPLE_REQUEST, this.signal);
    const casts: Cast[] = [];
    for (const { client, provider, contracts, theatre, people } of ENGAGEMENTS) {
      if (theatre === undefined) continue;
      const [manager, ...agents] = await Promise.all(people.map(({ name }) => this.player(name)));
      const reporters = await Promise.all(REPORTERS[client]!.map((name) => this.player(name)));
      const engagement = this.engagementIds.get(`${client} ${provider}`)!;
      const versions = versionsOf(contracts);
      casts.push({ engagement, versions, theatre, reporters, coordinator: reporters[1]!, manager: manager!, agents });
    }
    const bare = ENGAGEMENTS.find(({ theatre }) => theatre === undefined)!;
    await makeTickets(desk, casts, {
      engagement: this.engagementIds.get(`${bare.client} ${bare.provider}`)!,
      begunAt: instant(bare.begunAt),
      scenes: WITHOUT_CONTRACT,
      reporter: await this.player("Sabine Röckl"),
      agent: await this.player("Ingeborg Süß"),
    });
    const architects = {
      client: LINDENHOF,
      provider: LECHBOGEN,
      owner: "Katharina Lindner",
      coordinator: "Sabine Röckl",
    };
    const machines = { client: BRENNER, provider: GRUENWALL, owner: "Friedrich Brenner", coordinator: "Yasemin Groß" };
    await makeChanges(
      desk,
      await this.changeCast({ ...architects, manager: "Markus Wieland", agent: "Öznur Çelik" }),
      await this.changeCast({ ...machines, manager: "Théo Lemaître", agent: "Ingeborg Süß" }),
    );
  }

  /** Somebody as they are now that all engagements have begun. */
  private async player(name: string): Promise<Person> {
    const { actor } = await this.signedIn(name);
    if (actor.kind !== "person") throw new Error("broken invariant: people sign in by links");
    return actor;
  }

  /** Who takes part in the changes between a client and a provider. */
  private async changeCast({ client, provider, owner, coordinator, manager, agent }: CastNames): Promise<ChangeCast> {
    return {
      engagement: this.engagementIds.get(`${client} ${provider}`)!,
      owner: await this.player(owner),
      coordinator: await this.player(coordinator),
      manager: await this.player(manager),
      agent: await this.player(agent),
    };
  }

  private nobody(): Ctx {
    this.signal?.throwIfAborted();
    return new Ctx(this.db, NOBODY, this.now, SAMPLE_REQUEST);
  }

  private async ctxOf(token: string): Promise<Ctx> {
    const found = await actorByCookie(this.db, token, this.now);
    if (found === undefined) throw new Error("broken invariant: a session that began is there");
    return this.nobody().as(found.actor);
  }

  private async signedIn(name: string): Promise<Ctx> {
    return this.ctxOf(await signInBySampleLink(this.nobody(), this.links.get(name)!, ORIGIN));
  }

  private async link(ctx: Ctx, person: Omit<SamplePerson, "token">): Promise<void> {
    const token = newToken();
    await ctx.identity((tx) => sampleLinkMake(tx, ctx.personId, token));
    this.links.set(person.name, token);
    this.people.push({ ...person, token });
  }

  private async accept(invitation: string, { name, title }: Joining, company: string): Promise<void> {
    const session = await invitationAccept(
      this.nobody(),
      this.seal,
      invitation,
      { name, password: newToken() },
      ORIGIN,
    );
    const ctx = await this.ctxOf(session.token);
    await accountRead(ctx);
    await this.link(ctx, { name, company, role: title });
  }

  private async join(leader: string, person: Joining, company: string): Promise<void> {
    const { token } = await invite(await this.signedIn(leader), person.email, person);
    await this.accept(token, person, company);
  }

  private async engage(
    leader: string,
    { client: clientName, name, provider, begunAt, contracts, people }: (typeof ENGAGEMENTS)[number],
  ): Promise<void> {
    this.now = instant(begunAt);
    const [first, ...others]: readonly Joining[] = people;
    const providerId = this.providerIds.get(provider);
    const client = await this.signedIn(leader);
    const { id, invitation } = await engagementMake(
      client,
      first === undefined ? { name, providerId } : { name, providerName: provider, providerEmail: first.email },
    );
    this.engagementIds.set(`${clientName} ${provider}`, id);
    if (first !== undefined && invitation !== null) {
      await this.accept(invitation, first, provider);
      const manager = await this.signedIn(first.name);
      this.providerIds.set(provider, manager.company.id);
      for (const person of others)
        await this.join(
          first.name,
          { ...person, engagements: person.providerRole === "external" ? [id] : [] },
          provider,
        );
    }
    for (const contract of contracts) {
      await contractImport(await this.signedIn(first?.name ?? leader), id, textOf(contract));
    }
  }
}

const textOf = (contract: string): string => readFileSync(join(CONTRACTS, `${contract}.yaml`), "utf8");

function versionsOf(contracts: readonly string[]): readonly Terms[] {
  const documents = contracts.map((contract) => {
    const read = readContract(textOf(contract));
    if (!read.ok) throw new Error(`broken invariant: ${contract} is a contract`);
    return read.value;
  });
  const terms = termsOf(documents);
  if (!terms.ok) throw new Error("broken invariant: the sample's contracts follow each other");
  return terms.value;
}
