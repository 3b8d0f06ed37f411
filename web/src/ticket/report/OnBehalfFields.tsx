import { TextInput } from "@mantine/core";
import { useWords } from "../../i18n/language.tsx";
import { Choices } from "../Choices.tsx";
import { readersZone } from "../times.ts";
import type { Draft, DraftFieldsProps } from "./draft.ts";
import { reportWords } from "./words.ts";

interface OnBehalfFieldsProps extends DraftFieldsProps {
  /** The field that the server refused; why stands beside the button. */
  readonly refused: string | undefined;
}

/** When and how the client made contact: from then on the clocks run, not from the entry. */
export function OnBehalfFields({ draft, change, refused }: OnBehalfFieldsProps) {
  const t = useWords(reportWords);
  return (
    <>
      <Choices
        legend={t("channel")}
        name="channel"
        choices={[
          { value: "phone", label: t("phone") },
          { value: "in-person", label: t("in-person") },
          { value: "mail", label: t("mailChannel") },
        ]}
        value={draft.channel}
        choose={(value) => change({ channel: value as Draft["channel"] })}
      />
      <TextInput
        name="contactAt"
        type="datetime-local"
        size="md"
        label={t("contactAt")}
        description={t("contactAtHelp", { zone: readersZone() })}
        value={draft.contactAt}
        error={refused === "contactAt"}
        onChange={({ currentTarget: { value } }) => change({ contactAt: value })}
      />
      {draft.contactAt === "" ? null : (
        <TextInput
          name="reason"
          size="md"
          label={t("reason")}
          description={t("reasonHelp")}
          value={draft.reason}
          error={refused === "reason"}
          maxLength={500}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => change({ reason: value })}
        />
      )}
    </>
  );
}
