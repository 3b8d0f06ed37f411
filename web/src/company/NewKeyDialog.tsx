import { CLIENT_ROLES, PROVIDER_ROLES, rightsOf, type Right } from "@handschlag/engine/rights.ts";
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { ShownOnce } from "../ui/ShownOnce.tsx";
import { keyWords } from "./key-words.ts";
import { rightWords } from "./right-words.ts";
import { roleWords } from "./role-words.ts";
import "./roles.css";

const DAYS = [30, 90, 180, 366] as const;
const ALL_ROLES = [...CLIENT_ROLES, ...PROVIDER_ROLES] as const;
type KeyRole = (typeof ALL_ROLES)[number];

/** The roles a key may have: those of the sides on which the person's own company stands. */
function useKeyRoles(): readonly KeyRole[] {
  const { company, companies } = useSession();
  const own = companies.find(({ id }) => id === company?.id);
  return [...(own?.clientRole ? CLIENT_ROLES : []), ...(own?.providerRole ? PROVIDER_ROLES : [])];
}

export function NewKeyDialog({ close }: { readonly close: () => void }) {
  const t = useWords(keyWords);
  const [key, setKey] = useState<string>();
  if (key === undefined)
    return (
      <FormDialog title={t("make")} close={close}>
        <KeyForm done={setKey} />
      </FormDialog>
    );
  return (
    <FormDialog title={t("madeTitle")} close={close}>
      <div className="form form-wide">
        <p>{t("madeLead")}</p>
        <ShownOnce label={t("madeTitle")} secrets={[key]} />
        <div className="form-actions">
          <Button onClick={close}>{t("done")}</Button>
        </div>
      </div>
    </FormDialog>
  );
}

function KeyForm({ done }: { readonly done: (key: string) => void }) {
  const t = useWords(keyWords);
  const queries = useQueryClient();
  const idempotencyKey = useRef(crypto.randomUUID());
  const roles = useKeyRoles();
  const [role, setRole] = useState<KeyRole>(roles[0] ?? "auditor");
  const [scopes, setScopes] = useState<readonly Right[]>([]);
  const form = useForm({
    fields: ["name", "days", "scopes"],
    check: ({ name }) => ({
      ...(name.trim() === "" ? { name: t("nameMissing") } : {}),
      ...(scopes.length === 0 ? { scopes: t("scopesMissing") } : {}),
    }),
    send: async ({ name, days }) => {
      const options = { body: { name, role, scopes, days: Number(days) }, idempotencyKey: idempotencyKey.current };
      const made = await request("POST /company/api-keys", options);
      await queries.invalidateQueries({ queryKey: ["api-keys"] });
      done(made.key ?? "");
    },
  });
  const chooseRole = (value: string) => {
    setRole(ALL_ROLES.find((name) => name === value) ?? role);
    setScopes([]);
  };
  return (
    <form className="form form-wide" onSubmit={form.submit} noValidate>
      <TextInput
        {...form.field("name")}
        label={t("name")}
        description={t("nameHelp")}
        autoComplete="off"
        data-autofocus
      />
      <RoleAndScopes {...{ roles, role, chooseRole, scopes, setScopes }} error={form.field("scopes").error} />
      <NativeSelect
        {...form.field("days")}
        label={t("days")}
        defaultValue="90"
        data={DAYS.map((count) => ({ value: String(count), label: t("dayCount", { count }) }))}
      />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" loading={form.isBusy}>
          {t("make")}
        </Button>
      </div>
    </form>
  );
}

interface RoleAndScopesProps {
  readonly roles: readonly KeyRole[];
  readonly role: KeyRole;
  readonly chooseRole: (value: string) => void;
  readonly scopes: readonly Right[];
  readonly setScopes: (scopes: readonly Right[]) => void;
  readonly error: string | undefined;
}

function RoleAndScopes({ roles, role, chooseRole, scopes, setScopes, error }: RoleAndScopesProps) {
  const t = useWords(keyWords);
  const roleName = useWords(roleWords);
  const right = useWords(rightWords);
  const offered = rightsOf(role);
  return (
    <>
      <NativeSelect
        label={t("role")}
        description={t("roleHelp")}
        value={role}
        data={roles.map((value) => ({ value, label: roleName(value) }))}
        onChange={({ currentTarget: { value } }) => chooseRole(value)}
      />
      <Checkbox.Group
        label={t("scopes")}
        description={t("scopesHelp")}
        error={error}
        value={[...scopes]}
        onChange={(chosen) => setScopes(offered.filter((scope) => chosen.includes(scope)))}
      >
        <div className="choices-list">
          {offered.map((scope) => (
            <Checkbox key={scope} value={scope} label={right(scope)} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}
