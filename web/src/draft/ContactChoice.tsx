import { NativeSelect } from "@mantine/core";
import { isList, isObject, partAt, type Part } from "@handschlag/engine/contract/parts.ts";
import { useWords } from "../i18n/language.tsx";
import { gridWords } from "./grid-words.ts";

interface ContactChoiceProps {
  readonly document: Part;
  /** Who answers for the activity. */
  readonly party: string;
  /** The id of the contact that is named. */
  readonly contact: Part | undefined;
  readonly choose: (contact: string | undefined) => void;
}

/** The person or desk of the accountable party to whom one turns; nothing to choose where the party names none. */
export function ContactChoice({ document, party, contact, choose }: ContactChoiceProps) {
  const t = useWords(gridWords);
  const named = typeof contact === "string" ? contact : "";
  const own = contactsOf(document, party);
  const isOwn = named === "" || own.some(({ value }) => value === named);
  const choices = [{ value: "", label: t("noContact") }, ...own, ...(isOwn ? [] : [{ value: named, label: named }])];
  if (choices.length === 1) return null;
  return (
    <NativeSelect
      label={t("contact")}
      data={choices}
      value={named}
      error={isOwn ? undefined : t("strangeContact")}
      onChange={(event) => choose(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
    />
  );
}

function contactsOf(document: Part, party: string): { value: string; label: string }[] {
  const contacts = partAt(document, ["parties", party, "contacts"]);
  return (isList(contacts) ? contacts : []).flatMap((contact) => {
    const { id, name } = isObject(contact) ? contact : {};
    return typeof id === "string" && id !== "" ? [{ value: id, label: typeof name === "string" ? name : id }] : [];
  });
}
