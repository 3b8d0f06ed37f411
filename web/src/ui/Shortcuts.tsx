import { Checkbox } from "@mantine/core";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { FormDialog } from "./FormDialog.tsx";
import { switchShortcuts, useShortcutsOn } from "./useShortcuts.ts";
import "./shortcuts.css";

const words = defineWords({
  de: {
    title: "Tasten",
    use: "Einzelne Tasten benutzen",
    help: "Wer mit der Stimme arbeitet oder leicht an Tasten kommt, schaltet sie hier ab. Gilt für diesen Browser.",
  },
  en: {
    title: "Keys",
    use: "Use single keys",
    help: "Who works by voice, or brushes keys easily, can switch them off here. Holds for this browser.",
  },
});

/** The key of an act, beside its word. Not there where there is no keyboard, or when single keys are off. */
export function Key({ name }: { readonly name: string }) {
  return useShortcutsOn() ? (
    <kbd className="key" aria-hidden="true">
      {name}
    </kbd>
  ) : null;
}

interface ShortcutDialogProps {
  readonly keys: readonly { readonly name: string; readonly does: string }[];
  readonly close: () => void;
}

/** All keys of a page, and the way to switch them off. */
export function ShortcutDialog({ keys, close }: ShortcutDialogProps) {
  const t = useWords(words);
  const on = useShortcutsOn();
  return (
    <FormDialog title={t("title")} close={close}>
      <div className="form form-wide">
        <dl className="keys">
          {keys.map(({ name, does }) => (
            <div key={name}>
              <dt>
                <kbd className="key">{name}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <Checkbox
          label={t("use")}
          description={t("help")}
          checked={on}
          onChange={({ currentTarget: { checked } }) => switchShortcuts(checked)}
        />
      </div>
    </FormDialog>
  );
}
