import { RIGHTS, type Right } from "@handschlag/engine/rights.ts";
import { useQuery } from "@tanstack/react-query";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Icon } from "../ui/Icon.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { RoleTable } from "../wire.ts";
import { rightWords } from "./right-words.ts";
import { roleWords } from "./role-words.ts";
import "./roles.css";

const words = defineWords({
  de: {
    title: "Rollen & Rechte",
    lead: "Jede Rolle darf genau das, was hier steht. Wessen Daten jemand sieht, entscheidet außerdem die Auslagerung: Ein Dienstleister sieht nur, was sie ihm zeigt.",
    client: "Auftraggeberseite",
    provider: "Dienstleisterseite",
    installation: "Installation",
    right: "Recht",
    yes: "darf",
    no: "darf nicht",
    second: "Zweiter Faktor nötig",
  },
  en: {
    title: "Roles & rights",
    lead: "Each role may do exactly what stands here. Whose data someone sees also depends on the engagement: a provider sees only what it shows them.",
    client: "Client side",
    provider: "Provider side",
    installation: "Installation",
    right: "Right",
    yes: "may",
    no: "may not",
    second: "Second factor needed",
  },
});

type RoleEntry = RoleTable["roles"][number];

const PROVIDER_ROLES: readonly string[] = ["service-manager", "agent", "external"];
const partOf = ({ role }: RoleEntry) =>
  role === "operator" ? "installation" : PROVIDER_ROLES.includes(role) ? "provider" : "client";

/** Who may do what, from the one table that the server checks against. */
export function RolesPage() {
  const t = useWords(words);
  const { data, error, refetch } = useQuery({
    queryKey: ["roles"],
    queryFn: ({ signal }) => request("GET /roles", { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error !== null) return <PageError error={error} again={() => void refetch()} />;
  return (
    <Page title={t("title")} lead={t("lead")}>
      {data === undefined ? (
        <Waiting lines={8} />
      ) : (
        (["client", "provider", "installation"] as const).map((part) => (
          <RolePart key={part} title={t(part)} roles={data.roles.filter((entry) => partOf(entry) === part)} />
        ))
      )}
    </Page>
  );
}

function RolePart({ title, roles }: { readonly title: string; readonly roles: readonly RoleEntry[] }) {
  const t = useWords(words);
  const right = useWords(rightWords);
  const role = useWords(roleWords);
  const shown = RIGHTS.filter((name) => roles.some(({ rights }) => rights.includes(name)));
  return (
    <Section title={title}>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="roles">
          <thead>
            <tr>
              <th scope="col">{t("right")}</th>
              {roles.map(({ role: name, needsSecondFactor }) => (
                <th key={name} scope="col">
                  {role(name)}
                  {needsSecondFactor ? <small>{t("second")}</small> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((name) => (
              <tr key={name}>
                <th scope="row">{right(name)}</th>
                {roles.map((entry) => (
                  <RightCell key={entry.role} entry={entry} name={name} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function RightCell({ entry, name }: { readonly entry: RoleEntry; readonly name: Right }) {
  const t = useWords(words);
  const holds = entry.rights.includes(name);
  return (
    <td>
      {holds ? <Icon name="check" size={18} /> : <span aria-hidden="true">–</span>}
      <span className="only-read">{t(holds ? "yes" : "no")}</span>
    </td>
  );
}
