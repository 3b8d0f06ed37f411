import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useWords } from "../i18n/language.tsx";
import { nameFor } from "./typed-values.ts";
import { draftWords } from "./words.ts";

interface NewEntryProps {
  readonly taken: readonly string[];
  /** Names from which to choose, where they refer to something. */
  readonly suggested?: readonly string[];
  /** Whether only a short name is asked for, and none that people read. */
  readonly isKeyOnly?: boolean;
  readonly add: (key: string, name: string) => void;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Adds an entry by its name, from which its short name is made. */
export function NewEntry({ taken, suggested = [], isKeyOnly = false, add }: NewEntryProps) {
  const t = useWords(draftWords);
  const [name, setName] = useState("");
  const [fault, setFault] = useState<string>();
  if (suggested.length > 0)
    return (
      <NativeSelect
        className="add-field"
        aria-label={t("addEntry")}
        value=""
        onChange={(event) => add(event.currentTarget.value, event.currentTarget.value)}
        data={[{ value: "", label: `+ ${t("addEntry")}` }, ...suggested.map((value) => ({ value, label: value }))]}
      />
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = name.trim();
    if (text === "") return setFault(t("nameNeeded"));
    if (isKeyOnly && (!KEY.test(text) || taken.includes(text))) return setFault(t("keyUnfit"));
    add(isKeyOnly ? text : nameFor(text, taken), text);
    setName("");
    setFault(undefined);
    return undefined;
  };
  return (
    <form className="new-entry" onSubmit={submit} noValidate>
      <TextInput
        label={t(isKeyOnly ? "newKey" : "newName")}
        value={name}
        error={fault}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={isKeyOnly ? 64 : 200}
        autoComplete="off"
      />
      <Button type="submit" variant="default">
        {t("add")}
      </Button>
    </form>
  );
}
