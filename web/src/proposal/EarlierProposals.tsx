import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Section } from "../ui/Page.tsx";
import type { Engagement, Proposal } from "../wire.ts";
import { proposalsQuery } from "./proposals.ts";
import { proposalWords } from "./words.ts";

/** What was proposed before and how it ended; nothing where there was none. */
export function EarlierProposals({ engagement }: { readonly engagement: Engagement }) {
  const t = useWords(proposalWords);
  const { data } = useQuery(proposalsQuery(engagement.id));
  const ended = data?.items.filter(({ state }) => state !== "open") ?? [];
  if (ended.length === 0) return null;
  const columns: Column<Proposal>[] = [
    {
      name: "number",
      head: t("version", { number: "" }),
      isKey: true,
      cell: ({ id, number }) => (
        <Link to="/engagements/$id/contract/proposals/$proposal" params={{ id: engagement.id, proposal: id }}>
          {t("version", { number })}
        </Link>
      ),
    },
    { name: "by", head: t("proposedBy"), cell: ({ side }) => engagement[side].name },
    { name: "at", head: t("proposedAt"), cell: ({ proposedAt }) => <Moment at={proposedAt} dated /> },
    { name: "state", head: t("state"), cell: ({ state }) => t(`state-${state}`) },
  ];
  return (
    <Section title={t("earlier")}>
      <DataTable caption={t("earlier")} columns={columns} rows={ended} keyOf={({ id }) => id} />
    </Section>
  );
}
