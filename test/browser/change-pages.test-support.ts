/** The pages of changes in the states worth looking at. */
import type { Page } from "@playwright/test";
import type { PageCase, Viewer } from "./page-table.test-support.ts";
import type { Stage } from "./stage.test-support.ts";

const inChanges = (rest: string) => (stage: Stage, viewer: Viewer) =>
  `/engagements/${stage.agreed(viewer)}/changes${rest}`;
const one = (rest: string) => (stage: Stage, viewer: Viewer) =>
  `/engagements/${stage.agreed(viewer)}/changes/${stage.change(viewer)}${rest}`;
const press = (name: RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();

const CARD = {
  state: "open",
  stage: "asked",
  number: 5,
  title: "Firewall austauschen",
  reason: "Der Hersteller liefert nur noch bis März Aktualisierungen.",
  plan: "Neues Gerät vorbereiten und umstecken.",
  backOutPlan: null,
  kind: "normal",
  risk: "medium",
  amount: "480.00",
  currency: "EUR",
  services: ["Netzwerk"],
  planned: { from: "2026-12-05T09:00:00.000Z", until: "2026-12-05T11:00:00.000Z" },
  decideBy: "2100-11-26T16:00:00.000Z",
  riskBorneBy: "Lindenhof Architekten PartG mbB",
  silence: "refused",
  person: "Sabine Röckl",
  client: "Lindenhof Architekten PartG mbB",
  provider: "Lechbogen Systemhaus GmbH",
  decidedBy: null,
  decidedAt: null,
  missing: 1,
  notes: [],
};
const card = (given: object) => (page: Page) =>
  page.route("**/api/v1/change-decisions/*", (route) => route.fulfill({ json: { ...CARD, ...given } }));

export const CHANGE_PAGES: readonly PageCase[] = [
  { name: "changes", route: "/engagements/$id/changes", viewers: ["owner", "manager"], path: inChanges("") },
  { name: "changes, all", viewers: ["owner"], path: inChanges("?show=all") },
  {
    name: "changes, none",
    viewers: ["owner"],
    path: inChanges(""),
    arrange: (page) =>
      page.route(/\/api\/v1\/engagements\/[\w-]+\/changes\?/, (route) =>
        route.fulfill({ json: { items: [], next: null } }),
      ),
  },
  {
    name: "change",
    route: "/engagements/$id/changes/$change",
    viewers: ["owner", "manager"],
    path: one(""),
  },
  { name: "withdrawing a change", viewers: ["manager"], path: one(""), act: press(/^(Zurückziehen|Withdraw)/) },
  {
    name: "new change",
    route: "/engagements/$id/changes/new",
    viewers: ["owner", "manager"],
    path: inChanges("/new"),
  },
  {
    name: "new change, nothing filled in",
    viewers: ["owner"],
    path: inChanges("/new"),
    act: press(/^(Beantragen|Request)$/),
  },
  {
    name: "change, edited",
    route: "/engagements/$id/changes/$change/edit",
    viewers: ["manager"],
    path: one("/edit"),
  },
  {
    name: "calendar of changes",
    route: "/engagements/$id/changes/calendar",
    viewers: ["owner", "manager"],
    path: inChanges("/calendar"),
  },
  {
    name: "calendar of changes, a freeze",
    viewers: ["owner"],
    path: inChanges("/calendar?by=week"),
    // The same page with another address: it is looked at from its beginning.
    arrange: () => Promise.resolve(),
    act: press(/^(Wartungssperre eintragen|Enter a change freeze)/),
  },
  {
    name: "decision by link",
    route: "/decide/$token",
    viewers: ["nobody"],
    path: () => "/decide/token",
    arrange: card({}),
  },
  {
    name: "decision by link, declining",
    viewers: ["nobody"],
    path: () => "/decide/token",
    arrange: card({}),
    act: press(/^(Ablehnen|Decline)$/),
  },
  {
    name: "decision by link, made by somebody else",
    viewers: ["nobody"],
    path: () => "/decide/token",
    arrange: card({
      state: "decided",
      stage: "approved",
      decidedBy: "Katharina Lindner",
      decidedAt: "2026-11-23T08:00:00Z",
    }),
  },
  {
    name: "decision by a link that is gone",
    viewers: ["nobody"],
    path: () => `/decide/${"x".repeat(60)}`,
    refused: true,
  },
];
