import { Modal, TextInput } from "@mantine/core";
import { useId, useState, type KeyboardEvent } from "react";
import { useWords } from "../i18n/language.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useCommands, type Command } from "./useCommands.ts";
import { frameWords } from "./words.ts";

/** Whether every word that was typed occurs in a text, in whatever order. */
const matches = (text: string, typed: string): boolean => {
  const folded = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => folded.includes(word));
};

/** Everything that can be reached or done, by typing. */
export default function Palette({ close }: { readonly close: () => void }) {
  const t = useWords(frameWords);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const found = useCommands().filter(({ label }) => matches(label, typed));
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setChosen((current) => Math.max(0, Math.min(found.length - 1, current + step)));
    }
    if (event.key === "Enter") run(found[chosen]);
  };
  return (
    <Modal
      opened
      onClose={close}
      withCloseButton={false}
      title={<span className="only-read">{t("search")}</span>}
      classNames={{ header: "only-read", content: "palette" }}
      yOffset="10vh"
    >
      <TextInput
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        placeholder={t("search")}
        aria-label={t("search")}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[chosen] && `${listId}-${chosen}`}
        leftSection={<Icon name="search" size={18} />}
        size="md"
        autoComplete="off"
        data-autofocus
      />
      <ul id={listId} role="listbox" aria-label={t("search")} className="palette-list">
        {found.map((command, place) => (
          <li
            key={command.label}
            id={`${listId}-${place}`}
            role="option"
            aria-selected={place === chosen}
            onClick={() => run(command)}
            onMouseMove={() => setChosen(place)}
          >
            <Icon name={command.icon} size={18} />
            <span>{command.label}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="soft palette-empty">{t("searchEmpty")}</p> : null}
    </Modal>
  );
}
