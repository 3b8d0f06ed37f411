import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { Address } from "../ui/Address.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Moment } from "../ui/Moment.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Person } from "../wire.ts";
import { RoleDialog } from "./RoleDialog.tsx";
import { roleWords } from "./role-words.ts";
import { companyWords } from "./words.ts";
import "./roles.css";

/** So many people are seen at a glance. */
const UNSEARCHED_MAX = 12;

interface PeopleTableProps {
  readonly people: readonly Person[];
  readonly mayChange: boolean;
}

export function PeopleTable({ people, mayChange }: PeopleTableProps) {
  const t = useWords(companyWords);
  const [changed, setChanged] = useState<Person>();
  const [removed, setRemoved] = useState<Person>();
  const columns = usePersonColumns();
  const actions: Column<Person> = {
    name: "actions",
    head: t("change"),
    kind: "actions",
    cell: (person) => (
      <>
        <Button variant="subtle" size="compact-md" onClick={() => setChanged(person)}>
          {t("change")}
        </Button>
        <Button variant="subtle" size="compact-md" onClick={() => setRemoved(person)}>
          {t("remove")}
        </Button>
      </>
    ),
  };
  const { find = "" } = useSearch({ strict: false });
  const shown = people.filter(({ name, email }) =>
    `${name} ${email}`.toLowerCase().includes(find.trim().toLowerCase()),
  );
  return (
    <>
      {people.length > UNSEARCHED_MAX ? <Find hiddenCount={people.length - shown.length} /> : null}
      <DataTable
        caption={t("people")}
        columns={mayChange ? [...columns, actions] : columns}
        rows={shown}
        keyOf={({ id }) => id}
      />
      {changed === undefined ? null : <RoleDialog person={changed} close={() => setChanged(undefined)} />}
      {removed === undefined ? null : <RemoveDialog person={removed} close={() => setRemoved(undefined)} />}
    </>
  );
}

/** Looks for somebody in a long list; what is looked for stands in the address. */
function Find({ hiddenCount }: { readonly hiddenCount: number }) {
  const t = useWords(companyWords);
  const { find = "" } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <div>
      <TextInput
        className="form"
        type="search"
        label={t("find")}
        defaultValue={find}
        onChange={({ currentTarget: { value } }) =>
          void navigate({ to: ".", search: value === "" ? {} : { find: value }, replace: true })
        }
      />
      <p className="soft" role="status">
        {hiddenCount === 0 ? null : t("hidden", { count: hiddenCount })}
      </p>
    </div>
  );
}

function usePersonColumns(): Column<Person>[] {
  const t = useWords(companyWords);
  const role = useWords(roleWords);
  const { list } = useFormats();
  const { person: self } = useSession();
  return [
    {
      name: "name",
      head: t("name"),
      isKey: true,
      cell: ({ id, name }) => (id === self.id ? t("you", { name }) : name),
    },
    { name: "email", head: t("email"), cell: ({ email }) => <Address email={email} /> },
    {
      name: "roles",
      head: t("roles"),
      cell: ({ clientRole, providerRole }) =>
        list([clientRole, providerRole].flatMap((held) => (held === null ? [] : [role(held)]))),
    },
    {
      name: "second",
      head: t("second"),
      cell: ({ secondFactor }) =>
        secondFactor ? (
          t("secondOn")
        ) : (
          <span className="second-missing">
            <Icon name="soon" size={16} />
            {t("secondOff")}
          </span>
        ),
    },
    { name: "since", head: t("since"), cell: ({ joinedAt }) => <Moment at={joinedAt} dated /> },
  ];
}

function RemoveDialog({ person, close }: { readonly person: Person; readonly close: () => void }) {
  const t = useWords(companyWords);
  const { company } = useSession();
  const queries = useQueryClient();
  const { id, name } = person;
  return (
    <ConfirmDialog
      title={t("removeTitle", { name })}
      act={t("remove")}
      close={close}
      run={async () => {
        await request("DELETE /company/people/:id", { params: { id } });
        await queries.invalidateQueries({ queryKey: ["people"] });
        sayDone(t("removed", { name }));
      }}
    >
      {t("removeWhat", { name, company: company?.name ?? "" })}
    </ConfirmDialog>
  );
}
