import { keyWord } from "@handschlag/engine/contract/field-place.ts";
import { valueWordOf } from "@handschlag/engine/contract/field-words.ts";
import { type Field, type ObjectField, type VariantField } from "@handschlag/engine/contract/fields.ts";
import {
  isList,
  isObject,
  memberName,
  memberNames,
  type NamedPath,
  type Part,
} from "@handschlag/engine/contract/parts.ts";
import type { Way } from "@handschlag/engine/contract/draft.ts";
import { Button, NativeSelect } from "@mantine/core";
import { useState, type ComponentType } from "react";
import { Original } from "../contract/Original.tsx";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { anchorOf, useEditor } from "./editor.ts";
import type { FieldProps, Held } from "./field-props.ts";
import { knownNames, titleOf } from "./known-names.ts";
import { Counts, Marks } from "./Marks.tsx";
import { NewEntry } from "./NewEntry.tsx";
import { useSaid } from "./useSaid.ts";
import { draftWords } from "./words.ts";

interface Entry {
  readonly key: string;
  readonly title: string;
  readonly way: Way;
  readonly place: NamedPath;
  readonly value: Part;
}

interface EntriesProps extends FieldProps {
  /** Shows what stands in an entry. */
  readonly fields: ComponentType<Held & Pick<FieldProps, "definition" | "name">>;
}

/** A list or map of objects: each closed until it is wanted, so that a long one stays quick. */
export function Entries(props: EntriesProps) {
  const t = useWords(draftWords);
  const { mayEdit, edit, document } = useEditor();
  const { field, way, value } = props;
  const [opened, setOpened] = useState<string>();
  if (field.kind !== "list" && field.kind !== "map") return null;
  const entries = entriesOf(props);
  const create = creationOf(field.entry);
  const taken = entries.map(({ key }) => key);
  const isNumbered = field.kind === "list" && create.named === "none";
  const suggested =
    field.kind === "map"
      ? (field.names ??
        (field.refersTo === undefined ? [] : knownNames(document, field.refersTo).map((known) => known.value)))
      : [];
  const add = (key: string, name: string, variant?: string) => {
    const part = create.make(key, name, variant);
    if (field.kind === "map") edit([...way, key], part);
    else if (create.named === "none") edit(way, [...(isList(value) ? value : []), part]);
    else edit([...way, String(memberName(part))], part);
    setOpened(isNumbered ? String(entries.length) : field.kind === "map" ? key : memberName(part));
  };
  return (
    <div className="entries">
      {entries.map((entry) => (
        <EntryDetails
          key={entry.key}
          {...props}
          entry={entry}
          field={field.entry}
          isOpened={opened === entry.key}
          remove={() => edit(entry.way, undefined)}
        />
      ))}
      {mayEdit ? (
        <AddEntry
          {...props}
          entryField={field.entry}
          isNumbered={isNumbered}
          isKeyOnly={create.named === "key"}
          taken={taken}
          suggested={suggested.filter((name) => !taken.includes(name))}
          add={add}
          nextLevel={String(1 + Math.max(0, ...taken.map(Number).filter(Number.isInteger)))}
          isLevelled={create.named === "level"}
          word={t("addEntry")}
        />
      ) : null}
    </div>
  );
}

function entriesOf({ field, way, place, value }: FieldProps): readonly Entry[] {
  if (field.kind === "map")
    return Object.entries(isObject(value) ? value : {}).flatMap(([key, part]) =>
      part === undefined
        ? []
        : [{ key, title: titleOf(part) ?? key, way: [...way, key], place: [...place, key], value: part }],
    );
  if (!isList(value)) return [];
  const names = memberNames(value);
  return value.map((part, index) => {
    const key = names?.[index] ?? String(index);
    const isNamed = names !== undefined && value.length > 0;
    return {
      key,
      title: titleOf(part) ?? (isNamed ? key : ""),
      way: [...way, isNamed ? key : index],
      place: isNamed ? [...place, key] : place,
      value: part,
    };
  });
}

interface Creation {
  /** By what an entry is named: an id made of its name, a key alone, the number of a level, or nothing. */
  readonly named: "name" | "key" | "level" | "none";
  readonly make: (key: string, name: string, variant?: string) => Part;
}

/** How an entry is made that can then be filled in. */
function creationOf(entry: Field): Creation {
  if (entry.kind === "map") return { named: "key", make: () => ({}) };
  const object = entry.kind === "variant" ? [...entry.variants.values()][0]! : (entry as ObjectField);
  const has = (member: string) => object.members.some(({ name }) => name === member);
  const kindOf = (variant: string | undefined) => (variant === undefined ? {} : { kind: variant });
  if (has("level") && !has("id")) return { named: "level", make: (key, name) => ({ level: Number(key), name }) };
  if (!has("id"))
    return has("name") && object.definition !== "HourlyRate"
      ? { named: "name", make: (_key, name) => ({ name }) }
      : { named: "none", make: (_key, _name, variant) => kindOf(variant) };
  const title = ["name", "text"].find(has);
  return {
    named: title === undefined ? "key" : "name",
    make: (key, name, variant) => ({ ...kindOf(variant), id: key, ...(title === undefined ? {} : { [title]: name }) }),
  };
}

interface EntryDetailsProps extends Omit<EntriesProps, "field"> {
  readonly entry: Entry;
  readonly field: Field;
  readonly isOpened: boolean;
  readonly remove: () => void;
}

function EntryDetails({ entry, field, definition, name, isOpened, remove, fields: Fields }: EntryDetailsProps) {
  const t = useWords(draftWords);
  const { language } = useLanguage();
  const { mayEdit } = useEditor();
  const said = useSaid();
  const [isOpen, setOpen] = useState(isOpened);
  const word = keyWord({ field: { definition, key: name }, members: [] }, entry.key)?.[language];
  const title = word ?? (entry.title === "" ? said(entry.place, entry.value) : entry.title);
  const hasPlace = entry.way.every((step) => typeof step === "string");
  return (
    <details
      className="entry"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      id={hasPlace ? anchorOf(entry.place) : undefined}
    >
      <summary>
        <span className="entry-title">
          <Original>{title}</Original>
        </span>
        {hasPlace ? <Counts places={[entry.place]} /> : null}
      </summary>
      {isOpen ? (
        <div className="entry-body">
          {hasPlace ? <Marks place={entry.place} label={title} /> : null}
          <Fields {...entry} field={field} definition={definition} name={name} />
          {mayEdit ? (
            <Button size="compact-sm" variant="subtle" onClick={remove}>
              {t("removeOf", { name: title })}
            </Button>
          ) : null}
        </div>
      ) : null}
    </details>
  );
}

interface AddEntryProps extends FieldProps {
  readonly entryField: Field;
  readonly isNumbered: boolean;
  readonly isKeyOnly: boolean;
  readonly isLevelled: boolean;
  readonly nextLevel: string;
  readonly taken: readonly string[];
  readonly suggested: readonly string[];
  readonly word: string;
  readonly add: (key: string, name: string, variant?: string) => void;
}

function AddEntry(props: AddEntryProps) {
  const { entryField, isNumbered, isKeyOnly, isLevelled, nextLevel, taken, suggested, word, add } = props;
  const [variant, setVariant] = useState<string>();
  const kinds = entryField.kind === "variant" ? [...entryField.variants.keys()] : [];
  const kind = kinds.length === 0 ? undefined : (variant ?? kinds[0]!);
  if (isNumbered && kind === undefined)
    return (
      <Button size="compact-sm" variant="default" onClick={() => add("", "")}>
        {word}
      </Button>
    );
  return (
    <div className="add-entry">
      {entryField.kind === "variant" ? <KindSelect field={entryField} kind={kind!} choose={setVariant} /> : null}
      <NewEntry
        taken={taken}
        suggested={suggested}
        isKeyOnly={isKeyOnly}
        add={(key, name) => add(isLevelled ? nextLevel : key, name, kind)}
      />
    </div>
  );
}

interface KindSelectProps {
  readonly field: VariantField;
  readonly kind: string;
  readonly choose: (kind: string) => void;
}

function KindSelect({ field, kind, choose }: KindSelectProps) {
  const t = useWords(draftWords);
  const { language } = useLanguage();
  const data = [...field.variants].map(([value, { definition }]) => ({
    value,
    label: valueWordOf(definition, "kind", value)[language],
  }));
  return (
    <NativeSelect label={t("kind")} value={kind} onChange={(event) => choose(event.currentTarget.value)} data={data} />
  );
}
