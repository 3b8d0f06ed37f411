import { Menu, TextInput, UnstyledButton } from "@mantine/core";
import { Fragment, useEffect, useRef, useState, type RefObject } from "react";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { Icon } from "../ui/Icon.tsx";
import { filterWords } from "./filter-words.ts";
import { partsOf, withoutPart, type Known, type Part, type PartName } from "./parts.ts";
import type { Reader } from "./reader.ts";
import type { QueueSearch } from "./search.ts";
import { queueWords } from "./words.ts";

interface FilterSentenceProps {
  readonly search: QueueSearch;
  readonly reader: Reader;
  readonly known: Known;
  readonly change: (change: QueueSearch) => void;
}

/** What the list shows, as a sentence of which each part can be changed where it stands. */
export function FilterSentence({ search, reader, known, change }: FilterSentenceProps) {
  const t = useWords(filterWords);
  const { language } = useLanguage();
  // One that was just chosen stands in the sentence before it narrows anything.
  const [opened, setOpened] = useState<PartName>();
  const parts = partsOf(search, reader, known, language);
  const shown = parts.filter(({ said, name }) => said !== undefined || name === opened);
  const others = parts.filter((part) => !shown.includes(part) && part.choices.length > 0);
  return (
    <div className="filter-sentence" role="group" aria-label={t("filter")}>
      {shown.map((part, place) => (
        <Fragment key={part.name}>
          <span className="filter-said">
            <PartMenu
              part={part}
              change={change}
              isOpen={opened === part.name}
              setOpen={(isOpen) => setOpened(isOpen ? part.name : undefined)}
            />
            {place === shown.length - 1 ? "." : ","}
          </span>{" "}
        </Fragment>
      ))}
      {others.length === 0 ? null : (
        <Menu position="bottom-start">
          <Menu.Target>
            <UnstyledButton className="filter-add">
              <Icon name="plus" size={16} /> {t("narrow")}
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map(({ name, title }) => (
              <Menu.Item key={name} onClick={() => setOpened(name)}>
                {title}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

interface PartMenuProps {
  readonly part: Part;
  readonly change: (change: QueueSearch) => void;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

function PartMenu({ part: { name, title, said, choices, isMany, isFixed }, change, isOpen, setOpen }: PartMenuProps) {
  const t = useWords(filterWords);
  const button = useRef<HTMLButtonElement>(null);
  // Opened from the menu of parts, it would give the focus back to what is not there any more.
  const giveFocusBack = () =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) button.current?.focus();
    });
  return (
    <Menu
      opened={isOpen}
      onChange={setOpen}
      onClose={giveFocusBack}
      position="bottom-start"
      closeOnItemClick={!isMany}
      returnFocus
    >
      <Menu.Target>
        <UnstyledButton
          ref={button}
          className="filter-part"
          title={t("change", { part: title, said: said ?? t("any") })}
        >
          {said ?? `${title} …`}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className="filter-choices">
        <Menu.Label>{title}</Menu.Label>
        {choices.map((choice) =>
          isMany ? (
            <Menu.CheckboxItem key={choice.label} checked={choice.isChosen} onChange={() => change(choice.change)}>
              {choice.label}
            </Menu.CheckboxItem>
          ) : (
            <Menu.RadioItem
              key={choice.label}
              value={choice.label}
              checked={choice.isChosen}
              onChange={() => change(choice.change)}
              closeMenuOnClick
            >
              {choice.label}
            </Menu.RadioItem>
          ),
        )}
        {isFixed ? null : (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => change(withoutPart(name))} closeMenuOnClick>
              {t("any")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

const PAUSE_MS = 250;

interface LookFieldProps {
  readonly q: string | undefined;
  readonly change: (change: QueueSearch) => void;
  readonly field: RefObject<HTMLInputElement | null>;
}

/** Words or a number to look for; asked for when the typing pauses. */
export function LookField({ q, change, field }: LookFieldProps) {
  const t = useWords(queueWords);
  const [typed, setTyped] = useState(q ?? "");
  const sent = useRef(q ?? "");
  useEffect(() => {
    // Changed from elsewhere: a view, or the way back.
    if ((q ?? "") === sent.current) return;
    sent.current = q ?? "";
    setTyped(q ?? "");
  }, [q]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = wanted;
      change({ q: wanted === "" ? undefined : wanted });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, change]);
  return (
    <TextInput
      ref={field}
      type="search"
      className="queue-look"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      aria-label={t("look")}
      placeholder={t("lookHint")}
      leftSection={<Icon name="search" size={18} />}
      maxLength={200}
      autoComplete="off"
    />
  );
}
