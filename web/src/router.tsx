import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { readAttainmentSearch } from "./attainment/attainment.ts";
import { readCalendarSearch, readChangesSearch, readNewChangeSearch } from "./change/changes.ts";
import { CHAPTERS, type ChapterName } from "./draft/chapters.ts";
import { readMailInSearch } from "./mailbox/mailbox.ts";
import { readOutboxSearch } from "./outbox/search.ts";
import { readRotaSearch } from "./duty/rota-search.ts";
import { readSearch } from "./queue/search.ts";
import { RATINGS } from "./satisfaction/ratings.ts";
import { sessionQuery } from "./session.ts";
import { FrameError, RouteError, RoutePending } from "./RouteStates.tsx";
import { NotFound } from "./ui/PageError.tsx";

interface Context {
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ errorComponent: FrameError });

interface SignInSearch {
  /** Where to go then. */
  to?: string;
  /** Whether somebody was signed in here until a moment ago. */
  ended?: true;
}

function signInSearch({ to, ended }: Record<string, unknown>): SignInSearch {
  return {
    // Only a place of this site: a link must not lead from here to another one.
    ...(typeof to === "string" && /^\/(?![/\\])/.test(to) ? { to } : {}),
    ...(ended === true ? { ended } : {}),
  };
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("./sign-in/SignInPage.tsx"), "SignInPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation/$token",
  component: lazyRouteComponent(() => import("./sign-in/InvitationPage.tsx"), "InvitationPage"),
});
const newPassword = createRoute({
  getParentRoute: () => root,
  path: "/new-password/$token",
  component: lazyRouteComponent(() => import("./sign-in/NewPasswordPage.tsx"), "NewPasswordPage"),
});
const unsubscribe = createRoute({
  getParentRoute: () => root,
  path: "/unsubscribe/$token",
  component: lazyRouteComponent(() => import("./notice/UnsubscribePage.tsx"), "UnsubscribePage"),
});
const decide = createRoute({
  getParentRoute: () => root,
  path: "/decide/$token",
  component: lazyRouteComponent(() => import("./change/DecidePage.tsx"), "DecidePage"),
});
const ratingAnswers = ({ answer }: Record<string, unknown>) => ({
  answer: RATINGS.find((each) => each === answer),
});
const rate = createRoute({
  getParentRoute: () => root,
  path: "/rate/$token",
  validateSearch: ratingAnswers,
  component: lazyRouteComponent(() => import("./satisfaction/RatePage.tsx"), "RatePage"),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("./sign-in/SetupPage.tsx"), "SetupPage"),
});
const enrolment = createRoute({
  getParentRoute: () => root,
  path: "/enrolment",
  beforeLoad: async ({ context }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (session === null || session.state === "second-factor") throw redirect({ to: "/sign-in" });
  },
  component: lazyRouteComponent(() => import("./sign-in/EnrolmentPage.tsx"), "EnrolmentPage"),
});

const dutyLink = createRoute({
  getParentRoute: () => root,
  path: "/duty/$token",
  component: lazyRouteComponent(() => import("./duty/DutyLinkPage.tsx"), "DutyLinkPage"),
});

/** Whether this page was shown to somebody who was signed in. */
let wasSignedIn = false;

/** Everything that needs a full session, inside the frame. */
const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (session === null || session.state === "second-factor") {
      const to = location.href === "/" ? {} : { to: location.href };
      throw redirect({ to: "/sign-in", search: wasSignedIn && session === null ? { ...to, ended: true } : to });
    }
    wasSignedIn = true;
    if (session.state === "enrolment") throw redirect({ to: "/enrolment" });
  },
  errorComponent: FrameError,
  component: lazyRouteComponent(() => import("./frame/Frame.tsx"), "Frame"),
});

/** Any other address. Inside the frame, so that whoever lost the way sees where else to go. */
const nowhere = createRoute({ getParentRoute: () => frame, path: "$", component: NotFound });

/** A place in the frame. Filters of its lists stand in the address. */
const place = <Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => frame, path, component, validateSearch: listSearch });

interface ListSearch {
  about?: string | undefined;
  who?: string | undefined;
  find?: string | undefined;
}

function listSearch({ about, who, find }: Record<string, unknown>): ListSearch {
  return {
    ...(typeof find === "string" || typeof find === "number" ? { find: String(find) } : {}),
    ...(typeof about === "string" ? { about } : {}),
    ...(typeof who === "string" ? { who } : {}),
  };
}

interface ReportSearch {
  /** The engagement that is reported in, where there are several. */
  engagement?: string | undefined;
}

const report = createRoute({
  getParentRoute: () => frame,
  path: "/report",
  validateSearch: ({ engagement }: Record<string, unknown>): ReportSearch =>
    typeof engagement === "string" ? { engagement } : {},
  component: lazyRouteComponent(() => import("./ticket/report/ReportPage.tsx"), "ReportPage"),
});

const tickets = createRoute({
  getParentRoute: () => frame,
  path: "/tickets",
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import("./queue/QueuePage.tsx"), "QueuePage"),
});

const attainment = createRoute({
  getParentRoute: () => frame,
  path: "/engagements/$id/attainment",
  validateSearch: readAttainmentSearch,
  component: lazyRouteComponent(() => import("./attainment/AttainmentPage.tsx"), "AttainmentPage"),
});

interface DraftSearch {
  chapter?: ChapterName | undefined;
  /** A place to bring to the eye, its keys with strokes between them. */
  at?: string | undefined;
}

const mails = createRoute({
  getParentRoute: () => frame,
  path: "/mails",
  validateSearch: readOutboxSearch,
  component: lazyRouteComponent(() => import("./outbox/OutboxPage.tsx"), "OutboxPage"),
});

const inbox = createRoute({
  getParentRoute: () => frame,
  path: "/company/inbox",
  validateSearch: readMailInSearch,
  component: lazyRouteComponent(() => import("./mailbox/MailsInPage.tsx"), "MailsInPage"),
});

const draft = createRoute({
  getParentRoute: () => frame,
  path: "/engagements/$id/contract/draft",
  validateSearch: ({ chapter, at }: Record<string, unknown>): DraftSearch => ({
    ...(CHAPTERS.some(({ name }) => name === chapter) ? { chapter: chapter as ChapterName } : {}),
    ...(typeof at === "string" ? { at } : {}),
  }),
  component: lazyRouteComponent(() => import("./draft/DraftPage.tsx"), "DraftPage"),
});

const rota = createRoute({
  getParentRoute: () => frame,
  path: "/duty/rotas/$rota",
  validateSearch: readRotaSearch,
  component: lazyRouteComponent(() => import("./duty/RotaPage.tsx"), "RotaPage"),
});

const changes = createRoute({
  getParentRoute: () => frame,
  path: "/engagements/$id/changes",
  validateSearch: readChangesSearch,
  component: lazyRouteComponent(() => import("./change/ChangesPage.tsx"), "ChangesPage"),
});

const newChange = createRoute({
  getParentRoute: () => frame,
  path: "/engagements/$id/changes/new",
  validateSearch: readNewChangeSearch,
  component: lazyRouteComponent(() => import("./change/ChangeFormPage.tsx"), "NewChangePage"),
});

const changeCalendar = createRoute({
  getParentRoute: () => frame,
  path: "/engagements/$id/changes/calendar",
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import("./change/CalendarPage.tsx"), "CalendarPage"),
});

const places = [
  changes,
  newChange,
  changeCalendar,
  place(
    "/engagements/$id/changes/$change",
    lazyRouteComponent(() => import("./change/ChangePage.tsx"), "ChangePage"),
  ),
  place(
    "/engagements/$id/changes/$change/edit",
    lazyRouteComponent(() => import("./change/ChangeFormPage.tsx"), "EditChangePage"),
  ),
  rota,
  draft,
  mails,
  inbox,
  report,
  tickets,
  attainment,
  place(
    "/tickets/$ticket",
    lazyRouteComponent(() => import("./ticket/TicketPage.tsx"), "TicketPage"),
  ),
  place(
    "/",
    lazyRouteComponent(() => import("./overview/OverviewPage.tsx"), "OverviewPage"),
  ),
  place(
    "/engagements/$id",
    lazyRouteComponent(() => import("./engagement/EngagementPage.tsx"), "EngagementPage"),
  ),
  place(
    "/engagements/$id/contract",
    lazyRouteComponent(() => import("./contract/ContractPage.tsx"), "ContractPage"),
  ),
  place(
    "/engagements/$id/contract/new",
    lazyRouteComponent(() => import("./contract/ImportPage.tsx"), "ImportPage"),
  ),
  place(
    "/engagements/$id/contract/proposals/$proposal",
    lazyRouteComponent(() => import("./proposal/ProposalPage.tsx"), "ProposalPage"),
  ),
  place(
    "/engagements/$id/import",
    lazyRouteComponent(() => import("./import/TicketImportPage.tsx"), "TicketImportPage"),
  ),
  place(
    "/engagements/$id/backtest",
    lazyRouteComponent(() => import("./backtest/BacktestPage.tsx"), "BacktestPage"),
  ),
  place(
    "/engagements/$id/history",
    lazyRouteComponent(() => import("./history/EngagementHistoryPage.tsx"), "EngagementHistoryPage"),
  ),
  place(
    "/company",
    lazyRouteComponent(() => import("./company/CompanyPage.tsx"), "CompanyPage"),
  ),
  place(
    "/duty",
    lazyRouteComponent(() => import("./duty/DutyPage.tsx"), "DutyPage"),
  ),
  place(
    "/company/templates",
    lazyRouteComponent(() => import("./template/TemplatesPage.tsx"), "TemplatesPage"),
  ),
  place(
    "/company/api-keys",
    lazyRouteComponent(() => import("./company/ApiKeysPage.tsx"), "ApiKeysPage"),
  ),
  place(
    "/company/mailboxes",
    lazyRouteComponent(() => import("./mailbox/MailboxesPage.tsx"), "MailboxesPage"),
  ),
  place(
    "/company/inbox/$id",
    lazyRouteComponent(() => import("./mailbox/MailInPage.tsx"), "MailInPage"),
  ),
  place(
    "/company/webhooks",
    lazyRouteComponent(() => import("./webhook/WebhooksPage.tsx"), "WebhooksPage"),
  ),
  place(
    "/company/webhooks/$id",
    lazyRouteComponent(() => import("./webhook/WebhookPage.tsx"), "WebhookPage"),
  ),
  place(
    "/company/single-sign-on",
    lazyRouteComponent(() => import("./company/SingleSignOnPage.tsx"), "SingleSignOnPage"),
  ),
  place(
    "/company/history",
    lazyRouteComponent(() => import("./history/CompanyHistoryPage.tsx"), "CompanyHistoryPage"),
  ),
  place(
    "/company/roles",
    lazyRouteComponent(() => import("./company/RolesPage.tsx"), "RolesPage"),
  ),
  place(
    "/notices",
    lazyRouteComponent(() => import("./notice/NoticesPage.tsx"), "NoticesPage"),
  ),
  place(
    "/notices/settings",
    lazyRouteComponent(() => import("./notice/NoticeSettingsPage.tsx"), "NoticeSettingsPage"),
  ),
  place(
    "/profile",
    lazyRouteComponent(() => import("./profile/ProfilePage.tsx"), "ProfilePage"),
  ),
  place(
    "/profile/calendars",
    lazyRouteComponent(() => import("./feed/CalendarsPage.tsx"), "CalendarsPage"),
  ),
  place(
    "/profile/sessions",
    lazyRouteComponent(() => import("./profile/SessionsPage.tsx"), "SessionsPage"),
  ),
  place(
    "/installation",
    lazyRouteComponent(() => import("./installation/InstallationPage.tsx"), "InstallationPage"),
  ),
  place(
    "/reference",
    lazyRouteComponent(() => import("./reference/ReferencePage.tsx"), "ReferencePage"),
  ),
] as const;

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([
      signIn,
      invitation,
      newPassword,
      unsubscribe,
      decide,
      rate,
      setup,
      enrolment,
      dutyLink,
      frame.addChildren([...places, nowhere]),
    ]),
    context: { queries },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 300,
    defaultPendingComponent: RoutePending,
    defaultErrorComponent: RouteError,
    scrollRestoration: true,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
