import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useWords } from "../../i18n/language.tsx";
import { Choices } from "../Choices.tsx";
import { engagedPeopleQuery } from "../people.ts";
import { readersZone } from "../times.ts";
import type { Draft, DraftFieldsProps } from "./draft.ts";
import { reportWords } from "./words.ts";

interface OnBehalfFieldsProps extends DraftFieldsProps {
  readonly engagementId: string;
  /** The field that the server refused; why stands beside the button. */
  readonly refused: string | undefined;
}

/** When and how the client made contact: from then on the clocks run, not from the entry. */
export function OnBehalfFields({ draft, change, engagementId, refused }: OnBehalfFieldsProps) {
  const t = useWords(reportWords);
  const { data } = useQuery(engagedPeopleQuery(engagementId));
  const people = (data?.items ?? []).filter(({ side }) => side === "client");
  return (
    <>
      <NativeSelect
        name="requesterId"
        size="md"
        label={t("requester")}
        description={t("requesterHelp")}
        value={draft.requesterId ?? ""}
        error={refused === "requesterId"}
        data={[{ value: "", label: t("requesterNone") }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={({ currentTarget: { value } }) => change({ requesterId: value === "" ? undefined : value })}
      />
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
