import { Checkbox, NativeSelect } from "@mantine/core";
import { CLIENT_ROLES, PROVIDER_ROLES, type ClientRole, type ProviderRole } from "@handschlag/engine/rights.ts";
import { useQuery } from "@tanstack/react-query";
import { engagementsQuery } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { roleWords } from "./role-words.ts";

const words = defineWords({
  de: {
    clientRole: "Rolle auf der Auftraggeberseite",
    clientHelp: "Wenn Ihr Unternehmen Leistungen bezieht.",
    providerRole: "Rolle auf der Dienstleisterseite",
    providerHelp: "Wenn Ihr Unternehmen Leistungen erbringt.",
    none: "keine",
    engagements: "Arbeitet für",
    engagementsHelp: "Externe sehen nur, was Sie hier wählen.",
  },
  en: {
    clientRole: "Role on the client side",
    clientHelp: "When your company receives services.",
    providerRole: "Role on the provider side",
    providerHelp: "When your company renders services.",
    none: "none",
    engagements: "Works for",
    engagementsHelp: "Externals see only what you choose here.",
  },
});

export interface RoleChoice {
  readonly clientRole: ClientRole | null;
  readonly providerRole: ProviderRole | null;
  readonly engagements: readonly string[];
}

interface RoleFieldsProps {
  readonly choice: RoleChoice;
  readonly choose: (choice: RoleChoice) => void;
  readonly error?: string | undefined;
}

/** Role on each side, and for an external the engagements. */
export function RoleFields({ choice, choose, error }: RoleFieldsProps) {
  const t = useWords(words);
  const role = useWords(roleWords);
  const options = (roles: readonly (ClientRole | ProviderRole)[]) => [
    { value: "", label: t("none") },
    ...roles.map((value) => ({ value, label: role(value) })),
  ];
  const chosenOf = <Role extends string>(roles: readonly Role[], value: string): Role | null =>
    roles.find((candidate) => candidate === value) ?? null;
  return (
    <>
      <NativeSelect
        label={t("clientRole")}
        description={t("clientHelp")}
        data={options(CLIENT_ROLES)}
        value={choice.clientRole ?? ""}
        error={error}
        onChange={({ currentTarget: { value } }) => choose({ ...choice, clientRole: chosenOf(CLIENT_ROLES, value) })}
      />
      <NativeSelect
        label={t("providerRole")}
        description={t("providerHelp")}
        data={options(PROVIDER_ROLES)}
        value={choice.providerRole ?? ""}
        onChange={({ currentTarget: { value } }) => {
          const providerRole = chosenOf(PROVIDER_ROLES, value);
          choose({ ...choice, providerRole, engagements: providerRole === "external" ? choice.engagements : [] });
        }}
      />
      {choice.providerRole === "external" ? <Assignments choice={choice} choose={choose} /> : null}
    </>
  );
}

function Assignments({ choice, choose }: RoleFieldsProps) {
  const t = useWords(words);
  const { data } = useQuery(engagementsQuery);
  const ours = (data?.items ?? []).filter(({ side }) => side === "provider");
  return (
    <Checkbox.Group
      label={t("engagements")}
      description={t("engagementsHelp")}
      value={[...choice.engagements]}
      onChange={(engagements) => choose({ ...choice, engagements })}
    >
      <div className="choices-list">
        {ours.map(({ id, name, client }) => (
          <Checkbox key={id} value={id} label={`${client.name}: ${name}`} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
