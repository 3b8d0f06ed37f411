/** What people send and get, route by route, for whoever reads the document of the API. All names are invented. */
import type { Answer, Route, Wish } from "./client.ts";
import { DUTY_EXAMPLES } from "./examples-duty.ts";
import { CHANGE_EXAMPLES } from "./examples-change.ts";

interface Example<R extends Route> {
  readonly body?: NonNullable<Wish<R>["body"]>;
  readonly answer?: NonNullable<Answer<R>>;
}

const CLIENT = "019a1f00-0000-7000-8000-00000000c11e";
const PROVIDER = "019a1f00-0000-7000-8000-0000000000b7";
const ENGAGEMENT = "019a1f00-0000-7000-8000-00000000e4a1";
const PERSON = "019a1f00-0000-7000-8000-00000000ba15";
const AGENT = "019a1f00-0000-7000-8000-00000000a9e7";
const TICKET = "019a2b40-0000-7000-8000-00000000710c";
const OTHER_TICKET = "019a2b40-0000-7000-8000-00000000710d";
const EVENT = "019a2b40-0000-7000-8000-00000000e0e7";
const MADE = "019a2b40-0000-7000-8000-00000000add0";
const AT = "2026-11-23T08:00:00.000Z";
const ENDS_AT = "2026-11-30T08:00:00.000Z";
const SECRET = "kL9v0Qd2sXr7Yb4Tn1Wm6Zp3Hc8Jf5Gu";
const PASSWORD = "Amsel Wolke 47 Fahrrad";
const HASH = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";
const CONTRACT = "format: handschlag/contract@1\ntitle: IT-Betreuung\n…\n";

const company = { id: CLIENT, name: "Lindenhof Architekten" };
const provider = { id: PROVIDER, name: "Lechbogen Systemhaus GmbH" };
const asCoordinator = { clientRole: "coordinator", providerRole: null } as const;
const session: Answer<"POST /session"> = {
  state: "full",
  person: { id: PERSON, name: "Sabine Röckl", email: "roeckl@example.org", language: "de" },
  operator: false,
  company,
  companies: [{ ...company, ...asCoordinator }],
  rights: ["company:read", "people:read", "history:read"],
  secondFactors: { totp: false, passkeys: 0, recoveryCodesLeft: 0 },
  confirmedUntil: "2026-11-23T08:10:00.000Z",
};
const version = { id: MADE, number: 1, validFrom: "2026-01-01", hash: HASH, importedAt: AT, proposalId: null };
const event: Answer<"GET /company/events">["items"][number] = {
  id: EVENT,
  at: AT,
  recordedAt: AT,
  engagementId: ENGAGEMENT,
  visibleTo: "both",
  actor: { kind: "person", id: PERSON, name: "Sabine Röckl", company: company.name, side: "client" },
  subjectId: ENGAGEMENT,
  type: "engagement.begun",
  facts: { name: "IT-Betreuung", provider: PROVIDER },
  personal: null,
  hash: HASH,
};
const invited = { id: MADE, invitationLink: `https://handschlag.example.org/invitation/${SECRET}` };
const recoveryCodes = ["4H7K-9QWX-2M3P", "8TZD-5RJN-6VBC"];

const SIGNING_IN = {
  "GET /session": { answer: session },
  "POST /session": { body: { email: "roeckl@example.org", password: PASSWORD }, answer: session },
  "POST /session/second-factor": { body: { code: "402 117" }, answer: session },
  "POST /session/link": { body: { token: SECRET }, answer: session },
  "POST /session/ways": { body: { email: "roeckl@example.org" }, answer: { singleSignOn: null } },
  "POST /session/passkey-options": { answer: { ceremony: MADE, options: { challenge: SECRET } } },
  "POST /session/passkey": { body: { ceremony: MADE, response: { id: SECRET, type: "public-key" } }, answer: session },
  "PUT /session/company": { body: { companyId: CLIENT }, answer: session },
  "PUT /session/confirmation": { body: { password: PASSWORD }, answer: session },
  "POST /password-links/:token/password": { body: { password: PASSWORD } },
  "POST /invitations/:token/acceptance": {
    body: { name: "Sabine Röckl", language: "de", password: PASSWORD },
    answer: { state: "full" },
  },
  "POST /setup": {
    body: { name: "Robin Betrieb", email: "betrieb@example.org", password: PASSWORD, language: "de" },
    answer: { state: "enrolment" },
  },
} satisfies Examples;

const ACCOUNT = {
  "GET /me": { answer: session.person },
  "PATCH /me": { body: { language: "en" }, answer: { ...session.person, language: "en" } },
  "POST /me/notices/read": { body: { ids: [MADE] } },
  "POST /me/push-subscriptions": {
    body: {
      endpoint: "https://push.example.org/send/9k2",
      keys: {
        p256dh: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
        auth: "tBHItJI5svbpez7KI4CCXg",
      },
    },
    answer: { id: MADE },
  },
  "PUT /me/notice-settings": {
    body: {
      timeZone: "Europe/Berlin",
      hours: { timeZone: "Europe/Berlin", hours: { mon: ["08:00-18:00"], fri: ["08:00-15:00"] } },
      digestAt: "07:00",
      ways: { "ticket-answered": "mail", "contract-drafted": "digest" },
    },
  },
  "PUT /me/password": { body: { current: PASSWORD, next: "Regen Laterne 12 Tischler" } },
  "POST /me/totp": {
    answer: {
      secret: "JBSWY3DPEHPK3PXP",
      uri: "otpauth://totp/Handschlag:roeckl%40example.org?secret=JBSWY3DPEHPK3PXP",
    },
  },
  "PUT /me/totp": { body: { code: "402117" }, answer: { recoveryCodes } },
  "POST /me/recovery-codes": { answer: { recoveryCodes } },
  "POST /me/passkeys": {
    body: { ceremony: MADE, name: "Notebook", response: { id: SECRET, type: "public-key" } },
    answer: { id: MADE, recoveryCodes },
  },
  "GET /me/passkeys": { answer: { items: [{ id: MADE, name: "Notebook", createdAt: AT, usedAt: null }] } },
  "POST /me/calendars": {
    body: { engagementId: null },
    answer: {
      id: MADE,
      address: `https://handschlag.example.org/api/v1/calendars/${CLIENT.replaceAll("-", "")}${SECRET}….ics`,
    },
  },
  "POST /me/views": {
    body: { name: "Meine überfälligen", query: "mine=true&overdue=true" },
    answer: { id: MADE, name: "Meine überfälligen", query: "mine=true&overdue=true" },
  },
} satisfies Examples;

const COMPANY = {
  "GET /company": { answer: company },
  "PATCH /company": { body: { name: "Lindenhof Architektur" }, answer: { ...company, name: "Lindenhof Architektur" } },
  "GET /company/events": { answer: { items: [event], next: null } },
  "PATCH /company/people/:id": { body: { ...asCoordinator, engagements: [] } },
  "POST /company/invitations": {
    body: { email: "hartl@example.org", clientRole: "employee", providerRole: null },
    answer: { id: MADE, link: invited.invitationLink, endsAt: ENDS_AT },
  },
  "POST /company/api-keys": {
    body: { name: "Monatsauswertung", role: "auditor", scopes: ["engagement:read", "ticket:read"], days: 90 },
    answer: { id: MADE, key: `hsk_${CLIENT.replaceAll("-", "")}${SECRET}…`, endsAt: ENDS_AT },
  },
  "PUT /company/single-sign-on": {
    body: { issuer: "https://sso.example.org", clientId: "handschlag", clientSecret: SECRET, domain: "example.org" },
    answer: {
      issuer: "https://sso.example.org",
      clientId: "handschlag",
      domain: "example.org",
      redirectUri: "https://handschlag.example.org/api/v1/single-sign-on/callback",
    },
  },
  "POST /installation/companies": {
    body: { name: "Lindenhof Architekten", kind: "client", email: "lindner@example.org" },
    answer: invited,
  },
  ...DUTY_EXAMPLES,
  "POST /ratings/:token": { body: { rating: "good", comment: "Schnell und freundlich." } },
  "PUT /tickets/:id/rating": {
    body: { rating: "fair", comment: null },
    answer: { rating: "fair", comment: null, ratedAt: AT, mayRate: true, until: ENDS_AT },
  },
  "POST /company/mailboxes": {
    body: {
      kind: "imap",
      address: "support@example.org",
      engagementId: null,
      host: "imap.example.org",
      port: 993,
      security: "tls",
      user: "support@example.org",
      password: "…",
    },
    answer: {
      id: MADE,
      kind: "imap",
      address: "support@example.org",
      engagementId: null,
      host: "imap.example.org",
      port: 993,
      security: "tls",
      user: "support@example.org",
      problem: null,
      checkedAt: null,
      lastMailAt: null,
      version: 1,
    },
  },
  "PATCH /company/mailboxes/:id": { body: { engagementId: ENGAGEMENT } },
  "POST /company/mails-in/:id/decision": { body: { decision: "take", engagementId: ENGAGEMENT } },
  "POST /company/webhooks": {
    body: {
      name: "Ticketübersicht",
      url: "https://hooks.example.org/handschlag",
      side: "client",
      topics: ["ticket", "contract"],
      engagements: null,
    },
    answer: { id: MADE, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…" },
  },
  "PATCH /company/webhooks/:id": {
    body: {
      name: "Ticketübersicht",
      url: "https://hooks.example.org/handschlag",
      topics: ["ticket"],
      engagements: [ENGAGEMENT],
      state: "on",
    },
  },
  "POST /company/webhooks/:id/replays": { body: { deliveryId: null }, answer: { count: 3 } },
  "POST /company/templates": {
    body: { kind: "answer", name: "Eingang", content: "Guten Tag {name}, wir sehen nach." },
  },
  "PATCH /company/templates/:id": { body: { name: "Eingang", content: "Guten Tag {name}, wir kümmern uns darum." } },
} satisfies Examples;

const engagement = {
  id: ENGAGEMENT,
  name: "IT-Betreuung",
  client: company,
  provider,
  side: "client",
  rights: ["engagement:read", "contract:read", "ticket:read", "ticket:report"],
  contractNumber: 1,
  createdAt: AT,
  ending: null,
  version: 1,
} satisfies Answer<"GET /engagements/:id">;

const proposal = {
  id: MADE,
  number: 2,
  validFrom: "2027-01-01",
  hash: HASH,
  side: "provider",
  proposedAt: AT,
  state: "open",
  endedAt: null,
  reason: null,
  signatures: [],
} satisfies Answer<"POST /engagements/:id/contract-proposals">;
const draftAuthor = { side: "provider", name: "Agnieszka Wójcik", own: true } as const;
const draft = {
  draft: {
    id: MADE,
    baseNumber: 1,
    by: draftAuthor,
    begunAt: AT,
    changedAt: AT,
    state: "open",
    endedAt: null,
  },
  base: { format: "handschlag/contract@1", title: "IT-Betreuung" },
  document: { format: "handschlag/contract@1", title: "IT-Betreuung und Telefonie" },
  changes: [
    {
      id: PROVIDER,
      path: ["title"],
      before: "IT-Betreuung",
      after: "IT-Betreuung und Telefonie",
      by: draftAuthor,
      at: AT,
      state: "open",
      answeredBy: null,
      answeredAt: null,
      reason: null,
    },
  ],
  comments: [],
  proposal: null,
} satisfies Answer<"POST /engagements/:id/contract-drafts">;
const signature = { side: "client", person: "Katharina Lindner", company: company.name, at: AT } as const;

const ENGAGEMENTS = {
  "GET /engagements": { answer: { items: [engagement] } },
  "POST /engagements": {
    body: { name: "IT-Betreuung", providerId: PROVIDER },
    answer: { id: ENGAGEMENT, invitationLink: null },
  },
  "GET /engagements/:id": { answer: engagement },
  "PATCH /engagements/:id": {
    body: { name: "Netz und Geräte" },
    answer: { ...engagement, name: "Netz und Geräte", version: 2 },
  },
  "PUT /engagements/:id/end": {
    body: { at: "2026-12-31T23:00:00.000Z" },
    answer: { ...engagement, ending: { at: "2026-12-31T23:00:00.000Z", by: "client", isOver: false }, version: 2 },
  },
  "GET /engagements/:id/contract-versions": { answer: { items: [version] } },
  "POST /engagements/:id/contract-versions": { body: { text: CONTRACT }, answer: version },
  "POST /contract-checks": { body: { text: CONTRACT, asOf: "2026-11-23", language: "de" } },
  "POST /engagements/:id/contract-drafts": { body: { text: CONTRACT }, answer: draft },
  "POST /engagements/:id/contract-drafts/:other/changes": {
    body: { changes: [{ path: ["title"], before: "IT-Betreuung", after: "IT-Betreuung und Telefonie" }] },
    answer: draft,
  },
  "POST /engagements/:id/contract-drafts/:other/answers": {
    body: { changes: [PROVIDER], answer: "objected", reason: "Telefonie bleibt beim bisherigen Anbieter." },
  },
  "POST /engagements/:id/contract-drafts/:other/comments": {
    body: { path: ["services", "m365"], text: "Gehört das Postfach der Verwaltung dazu?" },
  },
  "GET /engagements/:id/contract-proposals": { answer: { items: [proposal] } },
  "POST /engagements/:id/contract-proposals": { body: { text: CONTRACT }, answer: proposal },
  "POST /engagements/:id/contract-proposals/:other/signatures": {
    body: { hash: proposal.hash },
    answer: { ...proposal, signatures: [signature] },
  },
  "PUT /engagements/:id/contract-proposals/:other/refusal": {
    body: { reason: "Die Antwortzeit für P1 soll bei 30 Minuten bleiben." },
    answer: {
      ...proposal,
      state: "declined",
      endedAt: "2026-11-24T08:00:00.000Z",
      reason: "Die Antwortzeit für P1 soll bei 30 Minuten bleiben.",
    },
  },
  "GET /engagements/:id/events": { answer: { items: [event], next: null } },
  "POST /engagements/:id/backtest": { body: { text: CONTRACT, from: "2026-01-01", until: "2026-06-30" } },
  "PUT /engagements/:id/ticket-imports/:other/mapping": {
    body: { name: "jira", services: { "E-Mail": "m365" }, priorities: { High: "P2" } },
  },
} satisfies Examples;

const TICKETS = {
  "POST /engagements/:id/tickets": {
    body: {
      subject: "E-Mail geht nicht",
      text: "Seit heute früh kommt bei allen im Büro keine E-Mail mehr an.",
      service: "m365",
      impact: "office",
      urgency: "blocked",
    },
    answer: { id: TICKET, number: 1042, priority: "P1" },
  },
  "GET /tickets/count": { answer: { shown: 12, hidden: 30, most: 10_000 } },
  "PATCH /tickets/:id": { body: { subject: "E-Mail geht bei allen nicht", asset: "LHA-SRV-02" } },
  "POST /tickets/:id/events": {
    body: { type: "answered", text: "Wir haben den Fehler gefunden und melden uns bis 10 Uhr." },
    answer: { eventId: EVENT, ticketId: TICKET, stage: "open" },
  },
  "POST /tickets/events": {
    body: { ids: [TICKET, OTHER_TICKET], act: { type: "assigned", to: AGENT } },
    answer: { done: [TICKET], refused: [{ id: OTHER_TICKET, kind: "act-not-now" }] },
  },
  "POST /tickets/:id/time-records": {
    body: { day: "2026-11-23", minutes: 25, chargeable: true, note: "Zertifikat erneuert" },
    answer: { id: MADE },
  },
  "POST /tickets/:id/steps": { body: { title: "Zertifikat erneuern", dueOn: "2026-12-01" }, answer: { id: MADE } },
  "PATCH /tickets/:id/steps/:other": { body: { done: true } },
  "POST /tickets/:id/checklists": { body: { templateId: MADE }, answer: { ids: [MADE] } },
  "POST /tickets/:id/links": { body: { kind: "related", otherId: OTHER_TICKET } },
  "POST /tickets/:id/parts": {
    body: { eventId: EVENT, subject: "Drucker im Flur", text: "Der Drucker im Flur zieht kein Papier ein." },
    answer: { id: OTHER_TICKET, number: 1043, priority: null },
  },
} satisfies Examples;

type Examples = { readonly [R in Route]?: Example<R> };
export const EXAMPLES: Examples = {
  ...SIGNING_IN,
  ...ACCOUNT,
  ...COMPANY,
  ...ENGAGEMENTS,
  ...CHANGE_EXAMPLES,
  ...TICKETS,
};
