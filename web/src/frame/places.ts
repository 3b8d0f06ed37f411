/** The places of the frame, in the order of a relationship's life. What does not exist yet has no entry. */
import type { Right } from "@handschlag/engine/rights.ts";
import type { IconName } from "../ui/Icon.tsx";

/** Keys of the words in frame/words.ts. */
type PlaceName =
  | "overview"
  | "tickets"
  | "report"
  | "engagement"
  | "contract"
  | "changes"
  | "attainment"
  | "backtest"
  | "import"
  | "history"
  | "company"
  | "roles"
  | "duty"
  | "templates"
  | "apiKeys"
  | "mailboxes"
  | "inbox"
  | "webhooks"
  | "singleSignOn"
  | "companyHistory"
  | "installation"
  | "reference"
  | "profile"
  | "calendars"
  | "sessions"
  | "mails";

export interface Place {
  readonly name: PlaceName;
  readonly icon: IconName;
  readonly to:
    | "/"
    | "/tickets"
    | "/report"
    | "/engagements/$id"
    | "/engagements/$id/contract"
    | "/engagements/$id/changes"
    | "/engagements/$id/attainment"
    | "/engagements/$id/backtest"
    | "/engagements/$id/import"
    | "/engagements/$id/history"
    | "/company"
    | "/duty"
    | "/company/templates"
    | "/company/api-keys"
    | "/company/mailboxes"
    | "/company/inbox"
    | "/company/webhooks"
    | "/company/single-sign-on"
    | "/company/history"
    | "/company/roles"
    | "/installation"
    | "/reference"
    | "/profile"
    | "/profile/calendars"
    | "/profile/sessions"
    | "/mails";
  /** Without it the place is everyone's. */
  readonly right?: Right;
}

export const OVERVIEW: Place = { name: "overview", icon: "overview", to: "/" };

/** The ticket desk, over all engagements: seen by who has the right in any of them. */
export const DESK_PLACES: readonly Place[] = [
  { name: "tickets", icon: "tickets", to: "/tickets", right: "engagement:read" },
  { name: "report", icon: "plus", to: "/report", right: "ticket:report" },
];

/** Inside one engagement. Services, tickets, operations, changes, steering, costs, access and exit follow here. */
export const ENGAGEMENT_PLACES: readonly Place[] = [
  { name: "engagement", icon: "engagement", to: "/engagements/$id", right: "engagement:read" },
  { name: "contract", icon: "contract", to: "/engagements/$id/contract", right: "contract:read" },
  { name: "changes", icon: "switch", to: "/engagements/$id/changes", right: "change:read" },
  { name: "attainment", icon: "kept", to: "/engagements/$id/attainment", right: "ticket:read" },
  { name: "backtest", icon: "backtest", to: "/engagements/$id/backtest", right: "ticket:read" },
  { name: "import", icon: "import", to: "/engagements/$id/import", right: "ticket:import" },
  { name: "history", icon: "history", to: "/engagements/$id/history", right: "history:read" },
];

/** The affairs of the company for which one acts. */
export const COMPANY_PLACES: readonly Place[] = [
  { name: "company", icon: "company", to: "/company", right: "company:read" },
  { name: "roles", icon: "roles", to: "/company/roles", right: "company:read" },
  { name: "duty", icon: "phone", to: "/duty", right: "duty:read" },
  { name: "templates", icon: "copy", to: "/company/templates", right: "template:read" },
  { name: "apiKeys", icon: "key", to: "/company/api-keys", right: "key:read" },
  { name: "webhooks", icon: "next", to: "/company/webhooks", right: "webhook:read" },
  { name: "singleSignOn", icon: "sessions", to: "/company/single-sign-on", right: "single-sign-on:read" },
  { name: "mailboxes", icon: "mail", to: "/company/mailboxes", right: "mailbox:read" },
  { name: "inbox", icon: "mail", to: "/company/inbox", right: "mail:review" },
  { name: "mails", icon: "mail", to: "/mails", right: "mail:read" },
  { name: "companyHistory", icon: "history", to: "/company/history", right: "history:read" },
  { name: "reference", icon: "reference", to: "/reference", right: "key:read" },
];

export const INSTALLATION_PLACES: readonly Place[] = [
  { name: "installation", icon: "installation", to: "/installation", right: "installation:read" },
];

export const OWN_PLACES: readonly Place[] = [
  { name: "profile", icon: "profile", to: "/profile" },
  { name: "calendars", icon: "calendar", to: "/profile/calendars" },
  { name: "sessions", icon: "sessions", to: "/profile/sessions" },
];

/** Those of the places that someone with these rights may see. */
export const seenPlaces = (places: readonly Place[], rights: readonly string[]): Place[] =>
  places.filter(({ right }) => right === undefined || rights.includes(right));
