import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Address } from "../ui/Address.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Section } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Invitation } from "../wire.ts";
import { invitationsQuery } from "./people.ts";
import { roleWords } from "./role-words.ts";
import { companyWords } from "./words.ts";

/** Invitations that nobody has accepted yet; nothing at all when there are none. */
export function InvitationSection({ mayChange }: { readonly mayChange: boolean }) {
  const t = useWords(companyWords);
  const role = useWords(roleWords);
  const { list } = useFormats();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);
  const { data } = useQuery(invitationsQuery);
  if (data === undefined || data.items.length === 0) return null;
  const revoke = async ({ id, email }: Invitation) => {
    setProblem(null);
    await request("DELETE /company/invitations/:id", { params: { id } });
    await queries.invalidateQueries({ queryKey: ["invitations"] });
    sayDone(t("revoked", { email }));
  };
  const columns: Column<Invitation>[] = [
    { name: "email", head: t("email"), isKey: true, cell: ({ email }) => <Address email={email} /> },
    {
      name: "roles",
      head: t("roles"),
      cell: ({ clientRole, providerRole }) =>
        list([clientRole, providerRole].flatMap((held) => (held === null ? [] : [role(held)]))),
    },
    { name: "by", head: t("invitedBy"), cell: ({ invitedBy }) => invitedBy ?? "–" },
    { name: "until", head: t("until"), cell: ({ endsAt }) => <Moment at={endsAt} dated /> },
  ];
  const actions: Column<Invitation> = {
    name: "revoke",
    head: t("revoke"),
    kind: "actions",
    cell: (invitation) => (
      <Button variant="subtle" size="compact-md" onClick={() => void revoke(invitation).catch(setProblem)}>
        {t("revoke")}
      </Button>
    ),
  };
  return (
    <Section title={t("invitations")}>
      <DataTable
        caption={t("invitations")}
        columns={mayChange ? [...columns, actions] : columns}
        rows={data.items}
        keyOf={({ id }) => id}
      />
      <ProblemNote error={problem} />
    </Section>
  );
}
