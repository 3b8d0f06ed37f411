/** Every page of the product in the states worth looking at, and who sees it. The tests of pages are made from this table. */
import type { Page } from "@playwright/test";
import { makeIncoming, MAIL_TO_REVIEW } from "./incoming.test-support.ts";
import { makeRatingLink, makeWebhooks, WEBHOOK } from "./outgoing.test-support.ts";
import { CHANGE_PAGES } from "./change-pages.test-support.ts";
import type { Stage } from "./stage.test-support.ts";

/** Who looks: the sample's people, somebody made for it, or nobody. */
export type Viewer =
  | "owner"
  | "employee"
  | "auditor"
  | "manager"
  | "external"
  | "operator"
  | "newcomer"
  | "crowd"
  | "nobody";

export interface PageCase {
  /** Of the page and its state; unique. */
  readonly name: string;
  /** Its pattern in the router; none for what is not a route of its own. */
  readonly route?: string;
  readonly viewers: readonly Viewer[];
  /** Where to go, when it is not the route itself. */
  readonly path?: (stage: Stage, viewer: Viewer) => string;
  /** What is done before going there, such as making the server fail. */
  readonly arrange?: (page: Page, stage: Stage) => Promise<unknown>;
  /** What is done on the page, such as opening a dialog. */
  readonly act?: (page: Page, stage: Stage) => Promise<unknown>;
  /** Refusals by the server belong to this state; the browser writes them into its console. */
  readonly refused?: true;
  /** Very much of what another state shows a little of, where rules are tried on it. */
  readonly vast?: true;
  /** The page waits for an answer for ever. */
  readonly waits?: true;
}

const CLIENT: readonly Viewer[] = ["owner", "employee"];
const BOTH: readonly Viewer[] = [...CLIENT, "manager"];

/** The same page with another address: it is looked at from its beginning. */
const anew = () => Promise.resolve();
const press = (name: RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();
const submit = (page: Page) => page.locator("button[type=submit]").first().click();

const withWebhooks = (_page: Page, stage: Stage) =>
  makeWebhooks(stage.house.server, { client: stage.agreed("owner"), provider: stage.agreed("manager") });

const withIncoming = (_page: Page, stage: Stage) =>
  makeIncoming(stage.house.server, stage.agreed("manager"), stage.ticket("manager"));
const reviewedMail = () => `/company/inbox/${MAIL_TO_REVIEW}`;

/** Of the link of the last closing mail that was written. */
let ratingToken = "";
const withRating = async (_page: Page, stage: Stage) => {
  ratingToken = await makeRatingLink(stage.house.server);
};

/** What anybody can open. */
const OUTSIDE: readonly PageCase[] = [
  {
    name: "rating by link",
    route: "/rate/$token",
    viewers: ["nobody"],
    arrange: withRating,
    path: () => `/rate/${ratingToken}?answer=fair`,
  },
  {
    name: "rating by link, sent",
    viewers: ["nobody"],
    arrange: withRating,
    path: () => `/rate/${ratingToken}?answer=good`,
    act: async (page) => {
      await page.locator("[name=comment]").fill("Rasch und freundlich.");
      await submit(page);
      await page.getByRole("heading", { name: /Danke|Thank you/ }).waitFor();
    },
  },
  { name: "rating by a link that is gone", viewers: ["nobody"], refused: true, path: () => "/rate/nothing" },
  { name: "sign-in", route: "/sign-in", viewers: ["nobody"] },
  { name: "sign-in, empty form sent", viewers: ["nobody"], path: () => "/sign-in", act: submit },
  {
    name: "sign-in refused",
    viewers: ["nobody"],
    path: () => "/sign-in",
    refused: true,
    act: async (page) => {
      await page.locator("[name=email]").fill("niemand@example.org");
      await page.locator("[name=password]").fill("nicht-das-Passwort");
      await submit(page);
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "sign-in link that is no longer valid",
    viewers: ["nobody"],
    path: () => `/sign-in#token=${"x".repeat(40)}`,
    refused: true,
    act: (page) => page.getByRole("alert").waitFor(),
  },
  {
    name: "an alarm by the link of a mail",
    route: "/duty/$token",
    viewers: ["nobody"],
    path: ({ duty }) => `/duty/${duty.token}`,
    act: (page) => page.getByRole("button", { name: /Ich übernehme|I take over/ }).waitFor(),
  },
  {
    name: "an alarm by a link that is not valid",
    viewers: ["nobody"],
    path: () => `/duty/${"x".repeat(75)}`,
    refused: true,
    act: (page) => page.getByRole("heading", { name: /gilt nicht mehr|no longer valid/ }).waitFor(),
  },
  {
    name: "second step",
    viewers: ["nobody"],
    path: () => "/sign-in",
    arrange: (page, stage) => stage.signInHalf(page.context(), "second-factor"),
  },
  {
    name: "second step by recovery code",
    viewers: ["nobody"],
    path: () => "/sign-in",
    arrange: (page, stage) => stage.signInHalf(page.context(), "second-factor"),
    act: press(/Wiederherstellungscode|recovery code/),
  },
  {
    name: "enrolment",
    route: "/enrolment",
    viewers: ["nobody"],
    arrange: (page, stage) => stage.signInHalf(page.context(), "enrolment"),
  },
  {
    name: "enrolment of an app",
    viewers: ["nobody"],
    path: () => "/enrolment",
    arrange: (page, stage) => stage.signInHalf(page.context(), "enrolment"),
    act: async (page) => {
      await press(/App einrichten|Set up the app/)(page);
      await page.getByRole("img").waitFor();
    },
  },
  {
    name: "choice of company",
    viewers: ["nobody"],
    path: () => "/sign-in",
    act: async (page, { traveller }) => {
      await page.locator("[name=email]").fill(traveller.email);
      await page.locator("[name=password]").fill(traveller.password);
      await submit(page);
      await page.getByRole("listitem").first().waitFor();
    },
  },
  {
    name: "invitation",
    route: "/invitation/$token",
    viewers: ["nobody"],
    path: ({ invitation }) => `/invitation/${invitation}`,
  },
  {
    name: "invitation that is gone",
    viewers: ["nobody"],
    path: () => `/invitation/${"x".repeat(60)}`,
    refused: true,
  },
  {
    name: "new password",
    route: "/new-password/$token",
    viewers: ["nobody"],
    path: () => "/new-password/token",
    arrange: (page) =>
      page.route("**/api/v1/password-links/*", (route) => route.fulfill({ json: { email: "jemand@example.org" } })),
  },
  {
    name: "new password by a link that is gone",
    viewers: ["nobody"],
    path: () => `/new-password/${"x".repeat(43)}`,
    refused: true,
  },
  {
    name: "setup",
    route: "/setup",
    viewers: ["nobody"],
    arrange: (page) => page.route("**/api/v1/setup", (route) => route.fulfill({ json: { needed: true } })),
  },
  { name: "not found, signed out", viewers: ["nobody"], path: () => "/nowhere" },
];

/** The frame and what belongs to everybody. */
const FRAME: readonly PageCase[] = [
  { name: "overview", route: "/", viewers: [...BOTH, "external"] },
  { name: "overview without an engagement", viewers: ["newcomer"], path: () => "/" },
  { name: "overview, beginning an engagement", viewers: ["owner"], path: () => "/", act: press(/hinzufügen|Add a/) },
  {
    name: "search",
    viewers: ["owner"],
    path: () => "/",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("option").first().waitFor();
    },
  },
  { name: "menu of the person", viewers: ["manager"], path: () => "/", act: press(/Théo Lemaître/) },
  { name: "menu of languages", viewers: ["manager"], path: () => "/", act: press(/^(Sprache|Language)/) },
  { name: "profile", route: "/profile", viewers: [...BOTH, "operator"] },
  { name: "notices", route: "/notices", viewers: [...BOTH, "auditor"] },
  { name: "notice settings", route: "/notices/settings", viewers: [...BOTH, "auditor"] },
  {
    name: "notice settings, faults",
    viewers: ["manager"],
    path: () => "/notices/settings",
    act: async (page) => {
      await page.getByRole("checkbox", { name: /bestimmten Zeiten|certain times/ }).check();
      await page.locator("[name=timeZone]").fill("Mond");
      await page.locator("[name=from]").fill("19");
      await submit(page);
    },
  },
  { name: "outbox", route: "/mails", viewers: ["owner", "manager"] },
  { name: "outbox, own", viewers: ["employee"], path: () => "/mails", arrange: anew },
  {
    name: "a mail of the outbox",
    viewers: ["manager"],
    path: () => "/mails",
    arrange: anew,
    act: async (page) => {
      await page
        .getByRole("row", { name: /nur hier|here only/ })
        .first()
        .getByRole("button")
        .click();
      await page.getByRole("dialog").locator(".mail-text").waitFor();
    },
  },
  {
    name: "unsubscribing, by a link that is none",
    route: "/unsubscribe/$token",
    viewers: ["nobody"],
    path: () => "/unsubscribe/nichts",
    refused: true,
  },
  { name: "sessions", route: "/profile/sessions", viewers: ["owner"] },
  { name: "calendars", route: "/profile/calendars", viewers: ["owner"] },
  {
    name: "new calendar",
    viewers: ["manager"],
    path: () => "/profile/calendars",
    act: press(/Kalender abonnieren|Subscribe to a calendar/),
  },
  {
    name: "address of a calendar",
    viewers: ["employee"],
    path: () => "/profile/calendars",
    act: async (page) => {
      // Another visitor of the page may have made it before.
      await page.locator("main").getByRole("button").first().waitFor();
      const renewal = page.getByRole("button", { name: /Neue Adresse|New address/ });
      if ((await renewal.count()) === 0) {
        await press(/Kalender abonnieren|Subscribe to a calendar/)(page);
        await submit(page);
      } else {
        await renewal.first().click();
        await page
          .getByRole("dialog")
          .getByRole("button", { name: /Neue Adresse|New address/ })
          .click();
      }
      await page.locator(".once").waitFor();
    },
  },
  {
    name: "answers behind a figure",
    viewers: ["owner", "manager"],
    arrange: withRating,
    path: (stage, viewer) => `/engagements/${stage.agreed(viewer)}/attainment?rating=none`,
  },
  { name: "mailboxes, none", viewers: ["owner"], path: () => "/company/mailboxes" },
  { name: "mailboxes", route: "/company/mailboxes", viewers: ["manager"], arrange: withIncoming },
  {
    name: "new mailbox, empty form sent",
    viewers: ["manager"],
    path: () => "/company/mailboxes",
    act: async (page) => {
      await press(/Postfach einrichten|Set up a mailbox/)(page);
      await submit(page);
    },
  },
  {
    name: "removing a mailbox",
    viewers: ["manager"],
    path: () => "/company/mailboxes",
    arrange: withIncoming,
    act: press(/^(Entfernen|Remove)$/),
  },
  { name: "inbox, empty", viewers: ["owner"], path: () => "/company/inbox" },
  { name: "inbox", route: "/company/inbox", viewers: ["manager"], arrange: withIncoming },
  {
    name: "a mail to review",
    route: "/company/inbox/$id",
    viewers: ["manager"],
    arrange: withIncoming,
    path: reviewedMail,
  },
  {
    name: "taking a mail",
    viewers: ["manager"],
    arrange: withIncoming,
    path: reviewedMail,
    act: press(/Ticket daraus machen|Make a ticket of it/),
  },
  {
    name: "dismissing a mail without a reason",
    viewers: ["manager"],
    arrange: withIncoming,
    path: reviewedMail,
    act: async (page) => {
      await press(/^(Verwerfen|Dismiss)$/)(page);
      await submit(page);
    },
  },
  {
    name: "a ticket with a folded quote",
    viewers: ["manager"],
    arrange: withIncoming,
    path: (stage, viewer) => `/tickets/${stage.ticket(viewer)}`,
    act: async (page) => {
      await page.getByRole("button", { name: /Zitat und Signatur zeigen|Show quote and signature/ }).click();
    },
  },
  { name: "webhooks", route: "/company/webhooks", viewers: ["owner", "manager"], arrange: withWebhooks },
  {
    name: "new webhook, empty form sent",
    viewers: ["manager"],
    path: () => "/company/webhooks",
    act: async (page) => {
      await press(/Webhook hinzufügen|Add a webhook/)(page);
      await submit(page);
    },
  },
  {
    name: "a webhook",
    route: "/company/webhooks/$id",
    viewers: ["manager", "auditor"],
    arrange: withWebhooks,
    path: (_stage, viewer) => `/company/webhooks/${WEBHOOK[viewer === "manager" ? "provider" : "client"]}`,
    act: (page) => page.locator("details summary").first().click(),
  },
  { name: "not found", viewers: ["owner"], path: () => "/nowhere" },
  {
    name: "an answer that does not come",
    viewers: ["owner"],
    path: () => "/company",
    arrange: (page) => page.route("**/api/v1/company/people", () => undefined),
    waits: true,
    act: (page) => page.locator(".waiting").waitFor(),
  },
  {
    name: "a server that fails",
    viewers: ["owner"],
    path: () => "/company",
    refused: true,
    arrange: (page) =>
      page.route("**/api/v1/company/people", (route) =>
        route.fulfill({ status: 500, json: { kind: "internal", requestId: "0193" } }),
      ),
    act: (page) => page.getByRole("alert").waitFor(),
  },
];

const COMPANY: readonly PageCase[] = [
  { name: "company", route: "/company", viewers: ["owner", "auditor", "manager"] },
  { name: "company with 200 people and long names", viewers: ["crowd"], path: () => "/company", vast: true },
  { name: "inviting", viewers: ["manager"], path: () => "/company", act: press(/Person einladen|Invite a/) },
  { name: "changing a role", viewers: ["manager"], path: () => "/company", act: press(/Rolle ändern|Change role/) },
  { name: "removing a person", viewers: ["owner"], path: () => "/company", act: press(/^(Entfernen|Remove)/) },
  { name: "roles", route: "/company/roles", viewers: ["owner", "manager"] },
  { name: "on call", route: "/duty", viewers: ["manager"] },
  {
    name: "a rota",
    route: "/duty/rotas/$rota",
    viewers: ["manager"],
    path: ({ duty }) => `/duty/rotas/${duty.rota}`,
  },
  {
    name: "a rota for four weeks",
    viewers: ["manager"],
    arrange: anew,
    path: ({ duty }) => `/duty/rotas/${duty.rota}?view=month`,
  },
  {
    name: "taking a stretch over",
    viewers: ["manager"],
    arrange: anew,
    path: ({ duty }) => `/duty/rotas/${duty.rota}`,
    act: press(/Ich übernehme|I take over/),
  },
  {
    name: "changing a rota",
    viewers: ["manager"],
    arrange: anew,
    path: ({ duty }) => `/duty/rotas/${duty.rota}`,
    act: press(/Plan ändern|Change the rota/),
  },
  {
    name: "changing a layer",
    viewers: ["manager"],
    arrange: anew,
    path: ({ duty }) => `/duty/rotas/${duty.rota}`,
    act: press(/Gruppe „Erste|Change the layer “Erste/),
  },
  {
    name: "a ticket with an alarm",
    viewers: ["manager"],
    path: ({ duty }) => `/tickets/${duty.ticket}`,
    act: (page) => page.getByRole("heading", { name: /^(Rufbereitschaft|On call)$/ }).waitFor(),
  },
  { name: "templates", route: "/company/templates", viewers: ["owner", "manager"] },
  {
    name: "writing a template",
    viewers: ["manager"],
    path: () => "/company/templates",
    act: press(/Antwort anlegen|Add an answer/),
  },
  { name: "API keys", route: "/company/api-keys", viewers: ["owner", "auditor", "manager"] },
  { name: "making an API key", viewers: ["owner"], path: () => "/company/api-keys", act: press(/anlegen|Create/) },
  { name: "single sign-on", route: "/company/single-sign-on", viewers: ["owner", "auditor"] },
  { name: "company history", route: "/company/history", viewers: ["owner", "manager"] },
  { name: "installation", route: "/installation", viewers: ["operator"] },
  { name: "founding a company", viewers: ["operator"], path: () => "/installation", act: press(/gründen|Found/) },
  { name: "API reference", route: "/reference", viewers: ["owner"] },
];

const withContract = (rest: string) => (stage: Stage, viewer: Viewer) => `/engagements/${stage.agreed(viewer)}${rest}`;

/** Shows an engagement as if a side had ended it. */
const ending = (page: Page, told: { at: string; by: string; isOver: boolean }) =>
  page.route(/\/api\/v1\/engagements\/[\w-]+$/, async (route) => {
    const answer = await route.fetch();
    const engagement = (await answer.json()) as { rights: string[] };
    const rights = told.isOver ? engagement.rights.filter((right) => right.endsWith(":read")) : engagement.rights;
    await route.fulfill({ response: answer, json: { ...engagement, rights, ending: told } });
  });

const ENGAGEMENT: readonly PageCase[] = [
  { name: "engagement", route: "/engagements/$id", viewers: [...BOTH, "external"], path: withContract("") },
  { name: "engagement without a contract", viewers: ["owner"], path: ({ bare }) => `/engagements/${bare}` },
  {
    name: "ending an engagement",
    viewers: ["manager"],
    path: withContract(""),
    act: press(/^(Auslagerung beenden|End the engagement)/),
  },
  {
    name: "engagement that ends",
    viewers: ["owner"],
    path: withContract(""),
    arrange: (page) => ending(page, { at: "2100-12-31T23:00:00.000Z", by: "client", isOver: false }),
  },
  {
    name: "engagement that has ended",
    viewers: ["owner"],
    path: withContract(""),
    arrange: (page) => ending(page, { at: "2026-01-31T23:00:00.000Z", by: "provider", isOver: true }),
  },
  { name: "engagement of others", viewers: ["newcomer"], path: ({ bare }) => `/engagements/${bare}`, refused: true },
  {
    name: "contract",
    route: "/engagements/$id/contract",
    viewers: BOTH,
    path: withContract("/contract"),
    act: async (page) => {
      for (const summary of await page.locator("summary").all()) await summary.click();
    },
  },
  {
    name: "proposal",
    route: "/engagements/$id/contract/proposals/$proposal",
    viewers: ["owner", "employee"],
    path: (stage, viewer) => `/engagements/${stage.agreed(viewer)}/contract/proposals/${stage.proposal}`,
  },
  {
    name: "signing",
    viewers: ["owner"],
    path: (stage, viewer) => `/engagements/${stage.agreed(viewer)}/contract/proposals/${stage.proposal}`,
    act: press(/Unterschreiben|^Sign$/),
  },
  {
    name: "no contract yet",
    viewers: ["owner", "employee"],
    path: ({ bare }) => `/engagements/${bare}/contract`,
    refused: true,
  },
  {
    name: "draft",
    route: "/engagements/$id/contract/draft",
    viewers: ["manager"],
    path: withContract("/contract/draft"),
    act: (page) =>
      page
        .getByText(/Domstadt|Westring/)
        .first()
        .waitFor(),
  },
  {
    name: "draft of services",
    viewers: ["manager"],
    arrange: anew,
    path: withContract("/contract/draft?chapter=services"),
    act: (page) => page.locator(".entry summary").first().click(),
  },
  {
    name: "draft, who is responsible",
    viewers: ["manager"],
    arrange: anew,
    path: withContract("/contract/draft?chapter=responsibilities"),
  },
  {
    name: "draft of hours",
    viewers: ["manager"],
    arrange: anew,
    path: withContract("/contract/draft?chapter=hours"),
    act: (page) => page.locator(".entry summary").first().click(),
  },
  {
    name: "draft of times",
    viewers: ["manager"],
    arrange: anew,
    path: withContract("/contract/draft?chapter=times&at=serviceLevels%2Fnetwork%2Ftargets%2Fcritical"),
    act: (page) => page.locator(".target-examples").first().waitFor(),
  },
  {
    name: "draft, its text",
    viewers: ["manager"],
    arrange: anew,
    path: withContract("/contract/draft"),
    act: (page) => page.getByRole("tab", { name: "Text" }).click(),
  },
  {
    name: "no draft yet",
    viewers: ["owner"],
    path: withContract("/contract/draft"),
  },
  {
    name: "contract import",
    route: "/engagements/$id/contract/new",
    viewers: ["owner"],
    path: withContract("/contract/new"),
  },
  {
    name: "contract import with findings",
    viewers: ["manager"],
    path: withContract("/contract/new"),
    act: async (page, { faultyContract }) => {
      await page.getByRole("textbox").fill(faultyContract);
      await page.getByRole("article").first().waitFor();
    },
  },
  {
    name: "contract import, complete",
    viewers: ["owner"],
    path: withContract("/contract/new"),
    act: async (page, { contract }) => {
      await page.getByRole("textbox").fill(contract);
      await page.locator(".status-kept").waitFor();
    },
  },
  {
    name: "engagement history",
    route: "/engagements/$id/history",
    viewers: ["owner", "manager"],
    path: withContract("/history"),
  },
];

/** Some tickets with words that no contract knows, and a line that does not fit. */
const IMPORTED = `Issue key,Status,Priority,Created,Resolved,Summary
A-1,Resolved,High,02/Mar/26 8:12 AM,02/Mar/26 11:40 AM,"E-Mail, alle"
A-2,Open,Medium,02/Mar/26 9:12 AM,,WLAN
A-3,Gone,High,02/Mar/26 8:12 AM,,Netz
`;

const DESK: readonly PageCase[] = [
  { name: "report", route: "/report", viewers: ["employee", "owner"] },
  { name: "tickets", route: "/tickets", viewers: ["manager", "owner", "employee"] },
  {
    name: "ticket",
    route: "/tickets/$ticket",
    viewers: ["manager", "owner"],
    path: (stage, viewer) => `/tickets/${stage.ticket(viewer)}`,
  },
  {
    name: "attainment",
    route: "/engagements/$id/attainment",
    viewers: ["owner", "manager"],
    path: withContract("/attainment"),
  },
  { name: "backtest", route: "/engagements/$id/backtest", viewers: ["owner"], path: withContract("/backtest") },
  {
    name: "backtest, tried",
    viewers: ["owner", "manager"],
    path: withContract("/backtest"),
    act: async (page) => {
      await page
        .getByLabel(/^(Vereinbarte Antwortzeit|Agreed answer time|Reaktionszeit|Response) (bei|for)/)
        .nth(1)
        .fill("5 min");
      await submit(page);
      await page.locator(".trial-result").waitFor();
      await page.locator("summary").click();
    },
  },
  { name: "ticket import", route: "/engagements/$id/import", viewers: ["manager"], path: withContract("/import") },
  {
    name: "ticket import, file looked at",
    viewers: ["manager"],
    path: withContract("/import"),
    act: async (page) => {
      await page.locator("input[type=file]").setInputFiles({
        name: "ausfuhr.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(IMPORTED),
      });
      await page.locator(".deciding").waitFor();
    },
  },
];

export const PAGES: readonly PageCase[] = [...OUTSIDE, ...FRAME, ...COMPANY, ...ENGAGEMENT, ...CHANGE_PAGES, ...DESK];
