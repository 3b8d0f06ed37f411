import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { CompanyIdSection } from "./CompanyIdSection.tsx";
import { InvitationSection } from "./InvitationSection.tsx";
import { InviteDialog } from "./InviteDialog.tsx";
import { invitationsQuery, peopleQuery } from "./people.ts";
import { PeopleTable } from "./PeopleTable.tsx";
import { RenameForm } from "./RenameForm.tsx";
import { companyWords } from "./words.ts";

/** Who acts for the company, who is invited, and what it is called. */
export function CompanyPage() {
  const t = useWords(companyWords);
  const session = useSession();
  const [isInviting, setInviting] = useState(false);
  const { data, error, refetch } = useQuery(peopleQuery);
  const { data: invitations } = useQuery(invitationsQuery);
  const company = session.company?.name ?? "";
  const mayChange = mayDo(session, "people:write");
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  const lead = data === undefined ? undefined : t("lead", { company, count: data.items.length });
  const open = invitations?.items.length ?? 0;
  return (
    <Page
      title={t("title")}
      lead={open > 0 && lead !== undefined ? `${lead} ${t("leadOpen", { count: open })}` : lead}
      actions={mayChange ? <Button onClick={() => setInviting(true)}>{t("invite")}</Button> : undefined}
    >
      <Section title={t("people")} actions={<Link to="/company/roles">{t("rolesLink")}</Link>}>
        {data === undefined ? <Waiting /> : <PeopleTable people={data.items} mayChange={mayChange} />}
      </Section>
      <InvitationSection mayChange={mayChange} />
      <CompanyIdSection />
      {mayDo(session, "company:write") ? <RenameForm /> : null}
      {isInviting ? <InviteDialog close={() => setInviting(false)} /> : null}
    </Page>
  );
}
