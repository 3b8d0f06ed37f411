import "./theme/mantine.css";
import "./theme/tokens.css";
import "./theme/fonts.css";
import "./theme/base.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiProblem } from "@handschlag/api/client.ts";
import { onSignedOut } from "./api.ts";
import { LanguageProvider } from "./i18n/language.tsx";
import { makeRouter } from "./router.tsx";
import { sessionQuery } from "./session.ts";
import { usePaintedScheme } from "./theme/scheme.ts";
import { theme } from "./theme/theme.ts";
import { ConfirmationHost } from "./ui/ConfirmationHost.tsx";
import { Toasts } from "./ui/Toasts.tsx";

const RETRIES_MAX = 2;

// Zod, in parts that come later, would try to compile code, which the content security policy forbids.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays one; only what may be a broken line or an overloaded server is asked again.
      retry: (count, error) =>
        count < RETRIES_MAX && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 502),
    },
  },
});
const router = makeRouter(queries);
onSignedOut(() => {
  // The guards of the routes ask for the session anew and lead to the step that is due.
  queries.removeQueries({ queryKey: sessionQuery.queryKey });
  void router.invalidate();
});

/** Everything around the pages. */
function Application() {
  const scheme = usePaintedScheme();
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <RouterProvider router={router} />
          <ConfirmationHost />
          <Toasts />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Application />
  </StrictMode>,
);
