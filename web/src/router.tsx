import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { sessionQuery } from "./session.ts";
import { NotFound, RouteError, RoutePending } from "./RouteStates.tsx";

interface Context {
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    // Only a place of this site: a link must not lead from here to another one.
    typeof search["to"] === "string" && /^\/(?![/\\])/.test(search["to"]) ? { to: search["to"] } : {},
  component: lazyRouteComponent(() => import("./sign-in/SignInPage.tsx"), "SignInPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation/$token",
  component: lazyRouteComponent(() => import("./sign-in/InvitationPage.tsx"), "InvitationPage"),
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

/** Everything that needs a full session, inside the frame. */
const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (session === null || session.state === "second-factor")
      throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { to: location.href } });
    if (session.state === "enrolment") throw redirect({ to: "/enrolment" });
  },
  component: lazyRouteComponent(() => import("./frame/Frame.tsx"), "Frame"),
});

/** A place in the frame. Filters of its lists stand in the address. */
const place = <Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => frame, path, component, validateSearch: listSearch });

interface ListSearch {
  about?: string | undefined;
  who?: string | undefined;
}

function listSearch({ about, who }: Record<string, unknown>): ListSearch {
  return {
    ...(typeof about === "string" ? { about } : {}),
    ...(typeof who === "string" ? { who } : {}),
  };
}

const places = [
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
    "/engagements/$id/history",
    lazyRouteComponent(() => import("./history/EngagementHistoryPage.tsx"), "EngagementHistoryPage"),
  ),
  place(
    "/company",
    lazyRouteComponent(() => import("./company/CompanyPage.tsx"), "CompanyPage"),
  ),
  place(
    "/company/api-keys",
    lazyRouteComponent(() => import("./company/ApiKeysPage.tsx"), "ApiKeysPage"),
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
    "/profile",
    lazyRouteComponent(() => import("./profile/ProfilePage.tsx"), "ProfilePage"),
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
    routeTree: root.addChildren([signIn, invitation, setup, enrolment, frame.addChildren([...places])]),
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
