import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { adoptSession, sessionQuery } from "../session.ts";
import { ErrorState, Notice, ProblemNote } from "../ui/Problem.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Session } from "../wire.ts";
import { CompanyStep } from "./CompanyStep.tsx";
import { PasswordStep } from "./PasswordStep.tsx";
import { SecondStep } from "./SecondStep.tsx";
import { Threshold } from "./Threshold.tsx";
import { hasChoice, useArrival } from "./useArrival.ts";
import { signInWords } from "./words.ts";

/** Password or passkey, second step, company: one question at a time. */
export function SignInPage() {
  const t = useWords(signInWords);
  const { to, ended } = useSearch({ from: "/sign-in" });
  const goOn = useArrival(to);
  const queries = useQueryClient();
  const [choosing, setChoosing] = useState<Session>();
  const arrive = async (arrived: Session) => {
    if (!hasChoice(arrived)) return goOn(arrived);
    setChoosing(arrived);
    await adoptSession(queries, arrived);
  };
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const link = useSampleLink(arrive);
  const setup = useQuery({
    queryKey: ["setup"],
    queryFn: ({ signal }) => request("GET /setup", { signal }),
    enabled: session === null,
  });
  if (setup.data?.needed === true) return <Navigate to="/setup" replace />;
  if (error !== null && session === undefined)
    return (
      <Threshold title={t("title")}>
        <ErrorState error={error} again={() => void refetch()} />
      </Threshold>
    );
  if (choosing !== undefined) return <CompanyStep session={choosing} arrive={goOn} />;
  if (link === "open") return <Threshold title={t("title")} lead={t("linking")} />;
  if (session === undefined)
    return (
      <Threshold title={t("title")} lead={t("lead")}>
        <Waiting />
      </Threshold>
    );
  if (session?.state === "second-factor") return <SecondStep session={session} arrive={arrive} />;
  if (session !== null) return <Arrived session={session} arrive={goOn} />;
  return (
    <Threshold title={t("title")} lead={t("lead")}>
      {ended === true && link === "none" ? <Notice>{t("ended")}</Notice> : null}
      {link === "refused" ? <ProblemNote error="refused">{t("linkFailed")}</ProblemNote> : null}
      <PasswordStep arrive={arrive} />
    </Threshold>
  );
}

/** Someone who comes here signed in already is taken on. */
function Arrived({
  session,
  arrive,
}: {
  readonly session: Session;
  readonly arrive: (session: Session) => Promise<void>;
}) {
  useEffect(() => {
    void arrive(session);
    // Only once, on coming here: each step arrives by itself.
  }, []);
  return null;
}

/** The token of a sample's sign-in link, as long as the server has not answered it. */
const tokenInAddress = (): string | null => new URLSearchParams(location.hash.slice(1)).get("token");

/** Signs in by a link `/sign-in#token=…`, which only an installation with sample data gives out. */
function useSampleLink(arrive: (session: Session) => Promise<void>): "none" | "open" | "refused" {
  const [state, setState] = useState<"none" | "open" | "refused">(() => (tokenInAddress() === null ? "none" : "open"));
  useEffect(() => {
    const token = tokenInAddress();
    if (token === null) return;
    // The token leaves the address at once, and with it the list of visited pages.
    history.replaceState(history.state, "", location.pathname + location.search);
    request("POST /session/link", { body: { token } }).then(
      (session) => arrive(session).then(() => setState("none")),
      () => setState("refused"),
    );
  }, []);
  return state;
}
