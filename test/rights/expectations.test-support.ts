/**
 * Who may do what, by hand from product.md §§1, 2 and 19, and on purpose not from the table of rights in the engine: the
 * two have to agree. Whoever is not named is refused: 403 when signed in, 401 when not.
 */
import type { Right } from "@handschlag/engine/rights.ts";
import type { VisitorName } from "@handschlag/server/visitors.test-support.ts";
import type { Whose } from "@handschlag/server/asked.test-support.ts";

/** Visitors by a word for all of them. */
const GROUPS = {
  // Signed in, as themselves, just now.
  persons: `owner coordinator employee auditor two-hats manager agent external external-elsewhere other-owner other-manager
    operator homeless`,
  members:
    "owner coordinator employee auditor two-hats manager agent external external-elsewhere other-owner other-manager",
  keys: "key manager-key key-without",
  half: "second-factor enrolment",
  gone: "signed-out expired removed nobody",
  // Whatever the route: a key that is none is told so at once.
  void: "key-expired key-revoked",
  everybody: "persons stale-owner vouched-owner keys half gone",
  // Who leads a company; with a proof of who they are that was given just now, or without.
  owners: "owner vouched-owner other-owner key",
  managers: "manager other-manager manager-key",
  leaders: "owners managers",
  // The client's own people, and the provider's at work for it.
  client: "owner stale-owner vouched-owner coordinator employee auditor two-hats key",
  provider: "manager agent external manager-key",
  // Who works for the same client or the same provider, and has nothing to do with this engagement.
  strangers: "external-elsewhere other-owner other-manager",
} as const;

/** All visitors of some words. */
export const visitors = (words: string): VisitorName[] =>
  words
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "")
    .flatMap((word) => (word in GROUPS ? visitors(GROUPS[word as keyof typeof GROUPS]) : [word as VisitorName]));

export const SIGNED_OUT = new Set(visitors("gone void"));

export interface Expectation {
  readonly route: string;
  /** What a key needs in its scopes; without one keys are refused, or the route is open to them all. */
  readonly right?: Right;
  readonly whose?: Whose;
  /** 2xx, or 303 to where the browser should go next. */
  readonly may: string;
  /** 404, word for word as for something that does not exist. */
  readonly unknown?: string;
  /** 409: a rule says no to those who might. */
  readonly conflict?: string;
}

const line = (
  route: string,
  right: Right | undefined,
  may: string,
  others: Pick<Expectation, "whose" | "unknown" | "conflict"> = {},
): Expectation => ({ route: route.replaceAll(/\s+/g, " "), ...(right !== undefined && { right }), may, ...others });

/** Who leads at the client, and who works at the provider. */
const LEADS = "owner stale-owner vouched-owner coordinator";
const WORKERS = "manager agent external";
/** To whom somebody else's ticket is not there. */
const UNSEEING = "employee two-hats key manager-key strangers";

export const EXPECTATIONS: readonly Expectation[] = [
  // Doors, open to everybody: what is behind them is proved by a password, a code, a token or a device.
  line("POST   /session", undefined, "everybody"),
  line("DELETE /session", undefined, "everybody"),
  line("POST   /session/link", undefined, "everybody"),
  line("POST   /session/ways", undefined, "everybody"),
  line("POST   /session/passkey-options", undefined, "everybody"),
  line("POST   /session/passkey", undefined, "everybody"),
  line("GET    /single-sign-on/start", undefined, "everybody"),
  line("GET    /single-sign-on/callback", undefined, "everybody"),
  line("GET    /invitations/:token", undefined, "everybody"),
  line("POST   /invitations/:token/acceptance", undefined, "everybody"),
  line("GET    /password-links/:token", undefined, "everybody"),
  line("POST   /password-links/:token/password", undefined, "everybody"),
  line("GET    /unsubscriptions/:token", undefined, "everybody"),
  line("POST   /unsubscriptions/:token", undefined, "everybody"),
  line("GET    /setup", undefined, "everybody"),
  line("POST   /setup", undefined, "everybody", { conflict: "operator" }),

  // One's own sign-in and account. A company's identity provider vouches for nothing beyond the company.
  line("GET    /session", undefined, "persons stale-owner vouched-owner half nobody"),
  line("POST   /session/second-factor", undefined, "second-factor", {
    conflict: "persons stale-owner vouched-owner enrolment",
  }),
  line("PUT    /session/company", undefined, "members stale-owner", { unknown: "operator homeless" }),
  line("PUT    /session/company", undefined, "owner stale-owner coordinator employee auditor two-hats", {
    whose: "client",
    unknown: "manager agent external external-elsewhere other-owner other-manager operator homeless",
  }),
  line("PUT    /session/confirmation", undefined, "persons stale-owner vouched-owner"),
  line("GET    /me", undefined, "persons stale-owner vouched-owner"),
  line("PATCH  /me", undefined, "persons stale-owner"),
  line("PUT    /me/password", undefined, "persons stale-owner"),
  line("POST   /me/totp", undefined, "persons enrolment"),
  line("PUT    /me/totp", undefined, "persons enrolment"),
  line("DELETE /me/totp", undefined, "persons"),
  line("POST   /me/recovery-codes", undefined, "persons"),
  line("GET    /me/sessions", undefined, "persons stale-owner vouched-owner"),
  line("DELETE /me/sessions/:id", undefined, "persons stale-owner", { unknown: "vouched-owner" }),
  line("DELETE /me/sessions/:id", undefined, "", { whose: "client", unknown: "persons stale-owner vouched-owner" }),
  line("POST   /me/passkey-options", undefined, "persons enrolment"),
  line("POST   /me/passkeys", undefined, "persons enrolment"),
  line("GET    /me/passkeys", undefined, "persons stale-owner vouched-owner"),
  line("DELETE /me/passkeys/:id", undefined, "persons"),
  line("DELETE /me/passkeys/:id", undefined, "", { whose: "client", unknown: "persons" }),

  // Calendars are a person's own, in the company for which they act; whoever has the address sees what its person may.
  line("GET    /me/calendars", undefined, "members stale-owner vouched-owner"),
  line("POST   /me/calendars", undefined, "members stale-owner vouched-owner"),
  ...["POST   /me/calendars/:id/renewal", "DELETE /me/calendars/:id"].flatMap((route) => [
    line(route, undefined, "members stale-owner vouched-owner"),
    line(route, undefined, "", { whose: "client", unknown: "members stale-owner vouched-owner" }),
  ]),
  line("GET    /calendars/:token", undefined, "everybody"),

  // One's own company: leaders change it, with a fresh proof where it is dangerous; who reports and who checks reads.
  line("GET    /company", "company:read", "leaders stale-owner coordinator auditor agent two-hats"),
  line("PATCH  /company", "company:write", "leaders stale-owner"),
  line("GET    /company/people", "people:read", "leaders stale-owner coordinator auditor agent two-hats"),
  line("PATCH  /company/people/:id", "people:write", "leaders"),
  line("PATCH  /company/people/:id", "people:write", "owner vouched-owner key", {
    whose: "client",
    unknown: "other-owner managers",
  }),
  line("DELETE /company/people/:id", "people:write", "leaders"),
  line("DELETE /company/people/:id", "people:write", "owner vouched-owner key", {
    whose: "client",
    unknown: "other-owner managers",
  }),
  line("GET    /company/invitations", "people:read", "leaders stale-owner coordinator auditor agent two-hats"),
  line("POST   /company/invitations", "people:write", "leaders"),
  line("DELETE /company/invitations/:id", "people:write", "leaders stale-owner"),
  line("DELETE /company/invitations/:id", "people:write", "owner stale-owner vouched-owner key", {
    whose: "client",
    unknown: "other-owner managers",
  }),
  line("GET    /company/api-keys", "key:read", "leaders stale-owner auditor"),
  line("POST   /company/api-keys", "key:write", "leaders"),
  line("DELETE /company/api-keys/:id", "key:write", "leaders stale-owner"),
  line("DELETE /company/api-keys/:id", "key:write", "owner stale-owner vouched-owner key", {
    whose: "client",
    unknown: "other-owner managers",
  }),
  line("GET    /company/single-sign-on", "single-sign-on:read", "leaders stale-owner auditor"),
  line("PUT    /company/single-sign-on", "single-sign-on:write", "leaders"),
  line("DELETE /company/single-sign-on", "single-sign-on:write", "leaders"),
  line("GET    /company/events", "history:read", "leaders stale-owner coordinator auditor agent two-hats"),

  // Engagements: the client's people and those of its provider there. Management signs and begins.
  line("GET    /engagements", "engagement:read", "client provider strangers"),
  line("POST   /engagements", "engagement:write", "owners"),
  line("GET    /engagements/:id", "engagement:read", "client provider", { unknown: "strangers" }),
  line("GET    /engagements/:id", "engagement:read", "manager agent manager-key external-elsewhere other-owner", {
    whose: "elsewhere",
    unknown: "client external other-manager",
  }),
  line("PATCH  /engagements/:id", "engagement:write", "owner stale-owner vouched-owner key", { unknown: "strangers" }),
  line("PUT    /engagements/:id/end", "engagement:end", "owner vouched-owner key manager manager-key", {
    unknown: "strangers",
  }),
  line("DELETE /engagements/:id/end", "engagement:end", "owner vouched-owner key manager manager-key", {
    unknown: "strangers",
  }),
  line("GET    /engagements/:id/contract", "contract:read", "client provider", { unknown: "strangers" }),
  line("GET    /engagements/:id/calendar", "contract:read", "client provider", { unknown: "strangers" }),
  line("GET    /engagements/:id/contract-versions", "contract:read", "client provider", { unknown: "strangers" }),
  line("GET    /engagements/:id/contract-versions/:number/document", "contract:read", "client provider", {
    unknown: "strangers",
  }),
  line(
    "POST   /engagements/:id/contract-versions",
    "contract:write",
    "owner stale-owner vouched-owner key manager manager-key",
    { unknown: "strangers" },
  ),
  line("POST   /contract-checks", undefined, "members stale-owner vouched-owner keys"),
  line("GET    /contract-rules", undefined, "members stale-owner vouched-owner keys"),
  line("GET    /engagements/:id/contract-drafts", "contract:read", "client provider", { unknown: "strangers" }),
  line("GET    /engagements/:id/contract-drafts/:other", "contract:read", "client provider", { unknown: "strangers" }),
  line(
    "POST   /engagements/:id/contract-drafts",
    "contract:write",
    "owner stale-owner vouched-owner key manager manager-key",
    { unknown: "strangers" },
  ),
  line(
    "POST   /engagements/:id/contract-drafts/:other/changes",
    "contract:write",
    "owner stale-owner vouched-owner key manager manager-key",
    { unknown: "strangers" },
  ),
  line(
    "POST   /engagements/:id/contract-drafts/:other/answers",
    "contract:write",
    "owner stale-owner vouched-owner key manager manager-key",
    { unknown: "strangers" },
  ),
  line(
    "POST   /engagements/:id/contract-drafts/:other/comments",
    "contract:write",
    "owner stale-owner vouched-owner key manager manager-key",
    { unknown: "strangers" },
  ),
  line(
    "PUT    /engagements/:id/contract-drafts/:other/comments/:third/settlement",
    "contract:write",
    "owner stale-owner vouched-owner key manager manager-key",
    { unknown: "strangers" },
  ),
  line(
    "DELETE /engagements/:id/contract-drafts/:other",
    "contract:write",
    "owner stale-owner vouched-owner key manager manager-key",
    { unknown: "strangers" },
  ),
  line(
    "POST   /engagements/:id/contract-drafts/:other/proposal",
    "contract:write",
    "owner stale-owner vouched-owner key manager manager-key",
    { unknown: "strangers" },
  ),
  line("GET    /engagements/:id/contract-proposals", "contract:read", "client provider", { unknown: "strangers" }),
  line("GET    /engagements/:id/contract-proposals/:other/document", "contract:read", "client provider", {
    unknown: "strangers",
  }),
  line("GET    /engagements/:id/contract-proposals/:other", "contract:read", "client provider", {
    unknown: "strangers",
  }),
  line(
    "POST   /engagements/:id/contract-proposals",
    "contract:write",
    "owner stale-owner vouched-owner key manager manager-key",
    { unknown: "strangers" },
  ),
  // A program signs nothing, and a person proves first who they are.
  line("POST   /engagements/:id/contract-proposals/:other/signatures", undefined, "owner vouched-owner manager", {
    unknown: "strangers",
  }),
  line(
    "PUT    /engagements/:id/contract-proposals/:other/refusal",
    "contract:sign",
    "owner stale-owner vouched-owner key manager manager-key",
    { unknown: "strangers" },
  ),
  line(
    "DELETE /engagements/:id/contract-proposals/:other",
    "contract:write",
    "owner stale-owner vouched-owner key manager manager-key",
    { unknown: "strangers" },
  ),
  line(
    "GET    /engagements/:id/events",
    "history:read",
    "owner stale-owner vouched-owner coordinator auditor key manager agent manager-key",
    { unknown: "strangers" },
  ),
  line("GET    /live", undefined, "client provider strangers key-without"),
  line("GET    /roles", undefined, "persons stale-owner vouched-owner keys"),

  // Tickets: everybody reports; employees see their own only; each side acts as it is its part. What a person may not
  // see is not there, and a key needs ticket:read to see anything, whatever else it may do.
  line("GET    /tickets", "ticket:read", "client provider strangers"),
  line("GET    /tickets/count", "ticket:read", "client provider strangers"),
  line("GET    /tickets/export", "ticket:read", "client provider strangers"),
  line("GET    /summary", "ticket:read", "client provider strangers"),
  line("POST   /engagements/:id/tickets", "ticket:report", `${LEADS} employee two-hats key provider`, {
    unknown: "strangers",
  }),
  line("POST   /engagements/:id/tickets", "ticket:report", "manager agent manager-key external-elsewhere other-owner", {
    whose: "elsewhere",
    unknown: `${LEADS} employee two-hats key external other-manager`,
  }),
  line("GET    /engagements/:id/ticket-preview", "ticket:report", `${LEADS} employee two-hats key provider`, {
    unknown: "strangers",
  }),
  line("GET    /tickets/:id", "ticket:read", `${LEADS} auditor key provider`, {
    unknown: "employee two-hats key-without strangers",
  }),
  line("GET    /tickets/:id", "ticket:read", "manager agent manager-key external-elsewhere other-owner", {
    whose: "elsewhere",
    unknown: "client key-without external other-manager",
  }),
  line("GET    /tickets/:id/mails", "ticket:read", `${LEADS} auditor key provider`, {
    unknown: "employee two-hats key-without strangers",
  }),
  line("POST   /tickets/:id/events", "ticket:agree", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  line("POST   /tickets/events", undefined, "client provider strangers key-without"),
  line("POST   /tickets/:id/attachments", "ticket:report", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  line("GET    /tickets/:id/attachments/:other", "ticket:read", `${LEADS} auditor key provider`, {
    unknown: "employee two-hats key-without strangers",
  }),
  line("POST   /tickets/:id/time-records", "ticket:work", WORKERS, { unknown: UNSEEING }),
  line("DELETE /tickets/:id/time-records/:other", "ticket:work", WORKERS, { unknown: UNSEEING }),
  line("POST   /tickets/:id/steps", "ticket:agree", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  line("PATCH  /tickets/:id/steps/:other", "ticket:agree", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  line("POST   /tickets/:id/links", "ticket:agree", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  line("DELETE /tickets/:id/links/:other", "ticket:agree", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  line("DELETE /tickets/:id/steps/:other", "ticket:agree", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  line("POST   /tickets/:id/checklists", "ticket:agree", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  line("PATCH  /tickets/:id", "ticket:agree", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  line("POST   /tickets/:id/parts", "ticket:agree", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  // To let somebody read along is for their own side to say.
  line("PUT    /tickets/:id/participants/:other", "ticket:agree", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  line("DELETE /tickets/:id/participants/:other", "ticket:agree", `${LEADS} ${WORKERS}`, { unknown: UNSEEING }),
  line("GET    /engagements/:id/people", "ticket:read", `${LEADS} auditor key provider`, { unknown: "strangers" }),
  line("GET    /engagements/:id/people", "ticket:read", "manager agent manager-key external-elsewhere other-owner", {
    whose: "elsewhere",
    unknown: `${LEADS} auditor key external other-manager`,
  }),

  // Who is on call is the provider's own affair; an alarm of a ticket is seen by whoever sees the ticket.
  line("GET    /duty/rotas", "duty:read", "managers agent two-hats"),
  line("POST   /duty/rotas", "duty:write", "managers"),
  line("GET    /duty/rotas/:id", "duty:read", "managers agent two-hats"),
  line("PATCH  /duty/rotas/:id", "duty:write", "managers"),
  line("DELETE /duty/rotas/:id", "duty:write", "managers"),
  line("GET    /duty/rotas/:id/shifts", "duty:read", "managers agent two-hats"),
  line("POST   /duty/rotas/:id/spans", "duty:take", "manager other-manager agent two-hats"),
  line("DELETE /duty/rotas/:id/spans/:other", "duty:take", "manager other-manager agent two-hats"),
  line("POST   /duty/rotas/:id/notes", "duty:take", "manager other-manager agent two-hats"),
  line("GET    /duty/calls", "duty:read", "managers agent two-hats"),
  line("GET    /tickets/:id/duty", "ticket:read", `${LEADS} auditor key provider`, {
    unknown: "employee two-hats key-without strangers",
  }),
  line("POST   /tickets/:id/duty/acknowledgement", "ticket:work", WORKERS, { unknown: UNSEEING }),
  line("GET    /duty-links/:token", undefined, "everybody"),
  line("POST   /duty-links/:token/acknowledgement", undefined, "everybody"),

  // Who reported a ticket says how content they are, also by the link of a mail; those who see it read that.
  line("GET    /ratings/:token", undefined, "everybody"),
  line("POST   /ratings/:token", undefined, "everybody"),
  line("GET    /tickets/:id/rating", "ticket:read", "client provider", { unknown: "key-without strangers" }),
  line("PUT    /tickets/:id/rating", "ticket:report", `${LEADS} employee two-hats`, {
    unknown: "key manager-key strangers",
    conflict: WORKERS,
  }),
  line("GET    /engagements/:id/satisfaction", "ticket:read", `${LEADS} auditor key provider`, {
    unknown: "strangers",
  }),

  // Templates are a company's own.
  line(
    "GET    /company/templates",
    "template:read",
    "leaders stale-owner coordinator auditor agent two-hats external external-elsewhere",
  ),
  line("POST   /company/templates", "template:write", "leaders stale-owner coordinator agent two-hats"),
  ...["PATCH  /company/templates/:id", "DELETE /company/templates/:id"].flatMap((route) => [
    line(route, "template:write", "leaders stale-owner coordinator agent two-hats"),
    line(route, "template:write", "owner stale-owner vouched-owner key coordinator two-hats", {
      whose: "client",
      unknown: "other-owner managers agent",
    }),
  ]),
  line("GET    /me/notices", undefined, "members stale-owner vouched-owner"),
  line("GET    /me/notices/count", undefined, "members stale-owner vouched-owner"),
  line("POST   /me/notices/read", undefined, "members stale-owner vouched-owner"),
  line("GET    /me/notice-settings", undefined, "members stale-owner vouched-owner"),
  line("PUT    /me/notice-settings", undefined, "members stale-owner vouched-owner"),
  line("GET    /me/push-key", undefined, "members stale-owner vouched-owner keys"),
  line("POST   /me/push-subscriptions", undefined, "members stale-owner vouched-owner"),
  line("DELETE /me/push-subscriptions/:id", undefined, "members stale-owner vouched-owner"),

  // Mails that went out: one's own, and those of a company for whoever leads it.
  line("GET    /mails", undefined, "members stale-owner vouched-owner"),
  line("GET    /mails/:id", "mail:read", "leaders stale-owner", {
    unknown: "key-without coordinator employee auditor two-hats agent external external-elsewhere",
  }),
  line("GET    /mails/:id", "mail:read", "owner stale-owner vouched-owner key", {
    whose: "client",
    unknown:
      "key-without coordinator employee auditor two-hats agent external external-elsewhere manager manager-key other-owner other-manager",
  }),
  line("POST   /mails/:id/again", "mail:send", "leaders stale-owner"),
  line("POST   /mails/:id/again", "mail:send", "owner stale-owner vouched-owner key", {
    whose: "client",
    unknown: "manager manager-key other-owner other-manager",
  }),
  // Mailboxes are for whoever leads; mails that came in for all who answer them. A key decides about none.
  line("GET    /company/mailboxes", "mailbox:read", "leaders stale-owner"),
  line("POST   /company/mailboxes", "mailbox:write", "leaders stale-owner"),
  ...["PATCH  /company/mailboxes/:id", "DELETE /company/mailboxes/:id"].flatMap((route) => [
    line(route, "mailbox:write", "leaders stale-owner"),
    line(route, "mailbox:write", "owner stale-owner vouched-owner key", {
      whose: "client",
      unknown: "other-owner managers",
    }),
  ]),
  line("GET    /company/mails-in", "mail:review", "leaders stale-owner coordinator agent two-hats"),
  ...["GET    /company/mails-in/:id", "GET    /company/mails-in/:id/html", "GET    /company/mails-in/:id/raw"].flatMap(
    (route) => [
      line(route, "mail:review", "leaders stale-owner coordinator agent two-hats"),
      line(route, "mail:review", "owner stale-owner vouched-owner key coordinator two-hats", {
        whose: "client",
        unknown: "other-owner managers agent",
      }),
    ],
  ),
  line(
    "POST   /company/mails-in/:id/decision",
    undefined,
    "owner stale-owner vouched-owner other-owner manager other-manager coordinator agent two-hats",
  ),
  line("POST   /company/mails-in/:id/decision", undefined, "owner stale-owner vouched-owner coordinator two-hats", {
    whose: "client",
    unknown: "other-owner manager other-manager agent",
  }),
  // Webhooks tell other programs what the company may see: who leads it, with a fresh proof where data begins to flow.
  line("GET    /company/webhooks", "webhook:read", "leaders stale-owner auditor"),
  line("GET    /company/webhooks/:id/deliveries", "webhook:read", "leaders stale-owner auditor"),
  line("GET    /company/webhooks/:id/deliveries", "webhook:read", "owner stale-owner vouched-owner key auditor", {
    whose: "client",
    unknown: "other-owner managers",
  }),
  line("POST   /company/webhooks", "webhook:write", "leaders"),
  ...["PATCH  /company/webhooks/:id", "POST   /company/webhooks/:id/secret"].flatMap((route) => [
    line(route, "webhook:write", "leaders"),
    line(route, "webhook:write", "owner vouched-owner key", {
      whose: "client",
      unknown: "other-owner managers",
    }),
  ]),
  ...[
    "DELETE /company/webhooks/:id",
    "POST   /company/webhooks/:id/trials",
    "POST   /company/webhooks/:id/replays",
  ].flatMap((route) => [
    line(route, "webhook:write", "leaders stale-owner"),
    line(route, "webhook:write", "owner stale-owner vouched-owner key", {
      whose: "client",
      unknown: "other-owner managers",
    }),
  ]),
  line("GET    /me/views", undefined, "members stale-owner vouched-owner"),
  line("POST   /me/views", undefined, "members stale-owner vouched-owner"),
  line("DELETE /me/views/:id", undefined, "members stale-owner vouched-owner"),
  // Who decides a change is named by the contract; here nobody is, so that it is whoever leads the client.
  line("GET    /engagements/:id/changes", "change:read", `${LEADS} auditor key provider`, { unknown: "strangers" }),
  line("POST   /engagements/:id/changes", "change:request", `${LEADS} key manager agent manager-key`, {
    unknown: "strangers",
  }),
  line("POST   /engagements/:id/changes", "change:request", "manager agent manager-key other-owner", {
    whose: "elsewhere",
    unknown: `${LEADS} key external other-manager`,
  }),
  line("GET    /engagements/:id/changes/:other", "change:read", `${LEADS} auditor key provider`, {
    unknown: "strangers",
  }),
  line("PUT    /engagements/:id/changes/:other", "change:request", `${LEADS} key manager agent manager-key`, {
    unknown: "strangers",
  }),
  line("POST   /engagements/:id/changes/:other/events", "change:request", `${LEADS} key manager agent manager-key`, {
    unknown: "strangers",
  }),
  line("GET    /engagements/:id/change-calendar", "change:read", `${LEADS} auditor key provider`, {
    unknown: "strangers",
  }),
  line("GET    /engagements/:id/change-figures", "change:read", `${LEADS} auditor key provider`, {
    unknown: "strangers",
  }),
  line("POST   /engagements/:id/change-freezes", "change:request", `${LEADS} key manager agent manager-key`, {
    unknown: "strangers",
  }),
  line(
    "PUT    /engagements/:id/change-freezes/:other/agreement",
    "change:request",
    `${LEADS} key manager agent manager-key`,
    { unknown: "strangers" },
  ),
  line("DELETE /engagements/:id/change-freezes/:other", "change:request", `${LEADS} key manager agent manager-key`, {
    unknown: "strangers",
  }),
  // A link proves who opens it.
  line("GET    /change-decisions/:token", undefined, "everybody"),
  line("POST   /change-decisions/:token", undefined, "everybody"),
  line("GET    /engagements/:id/attainment", "ticket:read", `${LEADS} auditor key provider`, { unknown: "strangers" }),
  line("GET    /engagements/:id/verdicts", "ticket:read", `${LEADS} auditor key provider`, { unknown: "strangers" }),
  line("POST   /engagements/:id/backtest", "ticket:read", `${LEADS} auditor key provider`, { unknown: "strangers" }),

  // Tickets of another tool are brought by who manages the service, and by nobody of a client; how tools are read is no secret.
  line("GET    /ticket-mappings", undefined, "persons stale-owner vouched-owner keys"),
  ...[
    "GET    /engagements/:id/ticket-imports",
    "POST   /engagements/:id/ticket-imports",
    "GET    /engagements/:id/ticket-imports/:other",
    "PUT    /engagements/:id/ticket-imports/:other/mapping",
    "PUT    /engagements/:id/ticket-imports/:other/start",
    "GET    /engagements/:id/ticket-imports/:other/faults",
    "DELETE /engagements/:id/ticket-imports/:other",
  ].flatMap((route) => [
    line(route, "ticket:import", "manager manager-key", { unknown: "external-elsewhere other-manager" }),
    line(route, "ticket:import", "manager manager-key", {
      whose: "elsewhere",
      unknown: "external other-manager",
    }),
  ]),

  // The installation is the operator's, who sees nothing else.
  line("GET    /installation/companies", "installation:read", "operator"),
  line("POST   /installation/companies", "installation:write", "operator"),
];
