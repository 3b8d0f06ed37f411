import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { peopleQuery } from "../../company/people.ts";
import { useWords } from "../../i18n/language.tsx";
import { mayDo, useSession } from "../../session.ts";
import { Key } from "../../ui/Shortcuts.tsx";
import { useAct } from "../acts/useAct.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { useOnce } from "../useOnce.ts";
import { useTicket } from "../view.ts";
import { factWords } from "./words.ts";

/** Who at the provider takes care of it. */
export function Assignee() {
  const t = useWords(factWords);
  const session = useSession();
  const { ticket } = useTicket();
  const act = useAct();
  const { isBusy, problem, once } = useOnce();
  const mayAssign = ticket.acts.includes("assigned");
  const { data } = useQuery({ ...peopleQuery, enabled: mayAssign && mayDo(session, "people:read") });
  const colleagues = (data?.items ?? []).filter(({ providerRole }) => providerRole !== null);
  const { assignee } = ticket;
  const me = session.person.id;
  const assign = (to: string | null) => void once(() => act({ type: "assigned", to }));
  const isKnown = assignee === null || colleagues.some(({ id }) => id === assignee.id);
  return (
    <div>
      <dt id="assignee">{t("assignee")}</dt>
      <dd>
        {mayAssign && colleagues.length > 0 ? (
          <NativeSelect
            aria-labelledby="assignee"
            value={assignee?.id ?? ""}
            disabled={isBusy}
            data={[
              { value: "", label: t("nobody") },
              ...(isKnown ? [] : [{ value: assignee.id, label: assignee.name ?? "–" }]),
              ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) => assign(value === "" ? null : value)}
          />
        ) : (
          (assignee?.name ?? t("nobody"))
        )}
        {mayAssign ? (
          <button
            type="button"
            className="link-button"
            disabled={isBusy}
            onClick={() => assign(assignee?.id === me ? null : me)}
          >
            {t(assignee?.id === me ? "giveBack" : "take")} {assignee?.id === me ? null : <Key name="A" />}
          </button>
        ) : null}
        <TicketProblem error={problem} />
      </dd>
    </div>
  );
}
