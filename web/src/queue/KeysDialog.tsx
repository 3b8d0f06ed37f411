import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { keysAreOn, putKeys } from "./keys.ts";
import { queueWords } from "./words.ts";

/** The keys that work in the queue, and whether they do. */
export function KeysDialog({ close }: { readonly close: () => void }) {
  const t = useWords(queueWords);
  const [isOn, setOn] = useState(keysAreOn);
  const keys = [
    ["j", "key-next"],
    ["k", "key-previous"],
    [t("enter"), "key-open"],
    ["x", "key-select"],
    [t("escape"), "key-clear"],
    ["r", "key-settle"],
    ["/", "key-look"],
    [`${t("control")} K`, "key-palette"],
    ["?", "key-help"],
  ] as const;
  return (
    <Dialog onClose={close} title={t("keys")} centered>
      <dl className="queue-keys">
        {keys.map(([key, name]) => (
          <div key={name}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(name)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        mt="md"
        checked={isOn}
        label={t("keysOn")}
        onChange={({ currentTarget: { checked } }) => {
          putKeys(checked);
          setOn(checked);
        }}
      />
    </Dialog>
  );
}
