import { useQuery } from "@tanstack/react-query";
import { engagementsQuery } from "../engagement/engagements.ts";
import { useSession } from "../session.ts";
import type { Engagement } from "../wire.ts";

/** Who looks at the queue. */
export interface Reader {
  readonly id: string;
  /** On which side their company stands; one that is both works as a provider. */
  readonly side: "client" | "provider";
  readonly engagements: readonly Engagement[];
  /** Everybody's tickets, not only their own. */
  readonly seesAll: boolean;
  readonly mayReport: boolean;
  /** May do something to tickets, be it only to close their own. */
  readonly mayAct: boolean;
}

/** `undefined` while it is being asked. */
export function useReader(): Reader | undefined {
  const session = useSession();
  const { data } = useQuery({ ...engagementsQuery, enabled: session.company !== null });
  if (data === undefined) return undefined;
  const engagements = data.items;
  const mayAnywhere = (right: Engagement["rights"][number]) => engagements.some(({ rights }) => rights.includes(right));
  return {
    id: session.person.id,
    side: engagements.some(({ side }) => side === "provider") ? "provider" : "client",
    engagements,
    seesAll: mayAnywhere("ticket:read"),
    mayReport: mayAnywhere("ticket:report"),
    mayAct: mayAnywhere("ticket:work") || mayAnywhere("ticket:report"),
  };
}
