import { TextInput } from "@mantine/core";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useWords } from "../i18n/language.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { useTicketCommands } from "../queue/useTicketCommands.ts";
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
  const [{ typed, chosen }, setState] = useState({ typed: "", chosen: 0 });
  const listId = useId();
  const commands = useCommands().filter(({ label }) => matches(label, typed));
  const found = [...commands, ...useTicketCommands(typed)];
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") run(found[chosen]);
    if (step === undefined) return;
    event.preventDefault();
    setState({ typed, chosen: Math.max(0, Math.min(found.length - 1, chosen + step)) });
  };
  return (
    <Dialog
      onClose={close}
      withCloseButton={false}
      title={<span className="only-read">{t("search")}</span>}
      classNames={{ header: "only-read", content: "palette" }}
      yOffset="10vh"
    >
      <TextInput
        value={typed}
        onChange={({ currentTarget: { value } }) => setState({ typed: value, chosen: 0 })}
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
          <CommandOption
            key={command.label}
            id={`${listId}-${place}`}
            command={command}
            isChosen={place === chosen}
            choose={() => setState({ typed, chosen: place })}
            run={run}
          />
        ))}
      </ul>
      {found.length === 0 ? <p className="soft palette-empty">{t("searchEmpty")}</p> : null}
    </Dialog>
  );
}

interface CommandOptionProps {
  readonly id: string;
  readonly command: Command;
  readonly isChosen: boolean;
  readonly choose: () => void;
  readonly run: (command: Command) => void;
}

function CommandOption({ id, command, isChosen, choose, run }: CommandOptionProps) {
  const option = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) option.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    <li ref={option} id={id} role="option" aria-selected={isChosen} onClick={() => run(command)} onMouseMove={choose}>
      <Icon name={command.icon} size={18} />
      <span>{command.label}</span>
    </li>
  );
}
