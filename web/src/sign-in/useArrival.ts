import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useLanguage } from "../i18n/language.tsx";
import { adoptSession } from "../session.ts";
import type { Session } from "../wire.ts";

/** Whether it is to be asked for which of several companies a person who just signed in acts. */
export const hasChoice = ({ state, companies }: Session): boolean => state === "full" && companies.length > 1;

/** Takes the session that a step of signing in gave, and goes where it leads: the next step, or the page that was asked for. */
export function useArrival(to: string | undefined): (session: Session) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { chooseLanguage } = useLanguage();
  return async (session) => {
    await adoptSession(queries, session);
    if (session.state === "second-factor") return;
    chooseLanguage(session.person.language);
    if (session.state === "enrolment") return navigate({ to: "/enrolment" });
    if (to === undefined) return navigate({ to: "/" });
    router.history.push(to);
  };
}
