import { Checkbox, TextInput } from "@mantine/core";
import { useWords } from "../../i18n/language.tsx";
import { readersZone } from "../times.ts";
import { actWords } from "./words.ts";

export interface EarlierEntry {
  readonly isOn: boolean;
  /** As its field holds it: local time. */
  readonly at: string;
  readonly reason: string;
}

export const NO_EARLIER: EarlierEntry = { isOn: false, at: "", reason: "" };

interface EarlierProps {
  readonly entry: EarlierEntry;
  readonly change: (entry: EarlierEntry) => void;
  readonly faults: Readonly<Partial<Record<"at" | "backdateReason", string>>>;
}

/** For those with the right to it: what happened before it is entered, when, and why only now. */
export function Earlier({ entry, change, faults }: EarlierProps) {
  const t = useWords(actWords);
  const { isOn, at, reason } = entry;
  return (
    <div className="earlier">
      <Checkbox
        label={t("earlier")}
        checked={isOn}
        onChange={({ currentTarget: { checked } }) => change({ ...entry, isOn: checked })}
      />
      {isOn ? (
        <div className="earlier-fields">
          <TextInput
            type="datetime-local"
            name="at"
            label={t("earlierAt")}
            description={t("earlierHelp", { zone: readersZone() })}
            value={at}
            error={faults.at}
            onChange={({ currentTarget: { value } }) => change({ ...entry, at: value })}
          />
          <TextInput
            name="backdateReason"
            label={t("earlierReason")}
            value={reason}
            error={faults.backdateReason}
            maxLength={500}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => change({ ...entry, reason: value })}
          />
        </div>
      ) : null}
    </div>
  );
}
