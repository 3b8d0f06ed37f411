import { keyWord, type Place } from "@handschlag/engine/contract/field-place.ts";
import { valueWordOf } from "@handschlag/engine/contract/field-words.ts";
import type { Field, MapField } from "@handschlag/engine/contract/fields.ts";
import { isList, isObject, type Part } from "@handschlag/engine/contract/parts.ts";
import { ActionIcon, Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { Icon } from "../ui/Icon.tsx";
import { NewEntry } from "./NewEntry.tsx";
import { useEditor } from "./editor.ts";
import type { FieldProps } from "./field-props.ts";
import { knownNames } from "./known-names.ts";
import { PlainInput, WrittenArea } from "./PlainInput.tsx";
import { draftWords } from "./words.ts";

interface ListProps extends FieldProps {
  readonly label: string;
  readonly about?: string;
}

const textsIn = (value: Part | undefined): readonly string[] =>
  isList(value) ? value.filter((each) => typeof each === "string") : typeof value === "string" ? [value] : [];

/** A list of words of which each is there or not. */
export function Choices({ entry, definition, name, value, way, label, about }: ListProps & { readonly entry: Field }) {
  const { mayEdit, edit, document } = useEditor();
  const { language } = useLanguage();
  const options =
    entry.kind === "choice"
      ? entry.values.map((each) => ({ value: each, label: valueWordOf(definition, name, each)[language] }))
      : entry.kind === "text" && entry.refersTo !== undefined
        ? knownNames(document, entry.refersTo)
        : [];
  const chosen = textsIn(value);
  const others = chosen.filter((each) => !options.some((option) => option.value === each));
  const all = [...options, ...others.map((each) => ({ value: each, label: each }))];
  return (
    <Checkbox.Group
      label={label}
      description={about}
      value={[...chosen]}
      onChange={(next) => edit(way, next.length === 0 ? undefined : next)}
    >
      <div className="choices">
        {all.map((option) => (
          <Checkbox key={option.value} value={option.value} label={option.label} disabled={!mayEdit} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** A list of sentences, one after the other. */
export function Lines({ value, way, label, about }: ListProps) {
  const t = useWords(draftWords);
  const { mayEdit, edit } = useEditor();
  const lines = textsIn(value);
  const [isAdding, setAdding] = useState(false);
  const put = (next: readonly string[]) => edit(way, next.length === 0 ? undefined : next);
  return (
    <fieldset className="lines">
      <legend>{label}</legend>
      {about === undefined ? null : <p className="soft">{about}</p>}
      {[...lines, ...(isAdding ? [""] : [])].map((line, index) => (
        <div key={`${index} ${line}`} className="line">
          <WrittenArea
            label={t("line", { label, number: index + 1 })}
            isLabelHidden
            written={line}
            mayEdit={mayEdit}
            commit={(text) => {
              setAdding(false);
              put(text === undefined ? lines.toSpliced(index, 1) : lines.toSpliced(index, 1, text));
            }}
          />
          {mayEdit && index < lines.length ? (
            <RemoveButton name={line} remove={() => put(lines.toSpliced(index, 1))} />
          ) : null}
        </div>
      ))}
      {mayEdit ? (
        <Button size="compact-sm" variant="default" onClick={() => setAdding(true)} disabled={isAdding}>
          {t("addLine")}
        </Button>
      ) : null}
    </fieldset>
  );
}

function RemoveButton({ name, remove }: { readonly name: string; readonly remove: () => void }) {
  const t = useWords(draftWords);
  return (
    <ActionIcon variant="subtle" aria-label={t("removeOf", { name })} onClick={remove}>
      <Icon name="not" size={18} />
    </ActionIcon>
  );
}

/** Plain values by names of the author's choice, or of a fixed set. */
export function Keyed({ field, definition, name, value, way, place }: ListProps & { readonly field: MapField }) {
  const { mayEdit, edit, document } = useEditor();
  const { language } = useLanguage();
  const written = isObject(value) ? value : {};
  const known: Place = { field: { definition, key: name }, members: [] };
  const wordOf = (key: string) => keyWord(known, key)?.[language] ?? key;
  const suggested =
    field.names ??
    (field.refersTo === undefined ? [] : knownNames(document, field.refersTo).map(({ value: each }) => each));
  const keys = [...new Set([...Object.keys(written), ...(field.names ?? [])])];
  return (
    <div className="keyed">
      {keys.map((key) => (
        <div key={key} className="line">
          <KeyedInput
            entry={field.entry}
            props={{
              definition,
              name,
              way: [...way, key],
              place: [...place, key],
              value: written[key],
              isRequired: false,
              label: wordOf(key),
            }}
          />
          {mayEdit && field.names === undefined ? (
            <RemoveButton name={wordOf(key)} remove={() => edit([...way, key], undefined)} />
          ) : null}
        </div>
      ))}
      {mayEdit && field.names === undefined ? (
        <NewEntry
          taken={keys}
          suggested={suggested.filter((each) => !keys.includes(each))}
          isKeyOnly
          add={(key) => edit([...way, key], emptyOf(field.entry))}
        />
      ) : null}
    </div>
  );
}

/** With what an entry begins, so that it is there. */
const emptyOf = (entry: Field): Part => (entry.kind === "number" ? 0 : entry.kind === "list" ? [] : "");

type KeyedProps = Omit<ListProps, "field" | "about">;

function KeyedInput({ entry, props }: { readonly entry: Field; readonly props: KeyedProps }) {
  if (entry.kind === "list") return <Lines {...props} field={entry} />;
  if (entry.kind === "either" || entry.kind === "object" || entry.kind === "variant" || entry.kind === "map")
    return null;
  return <PlainInput {...props} field={entry} />;
}
