import type { Way } from "@handschlag/engine/contract/draft.ts";
import { fieldWordsOf } from "@handschlag/engine/contract/field-words.ts";
import { variantOf, type Field, type Member, type ObjectField } from "@handschlag/engine/contract/fields.ts";
import { isObject, type NamedPath, type Part } from "@handschlag/engine/contract/parts.ts";
import { NativeSelect } from "@mantine/core";
import { useId, useState, type ReactNode } from "react";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { anchorOf, useEditor } from "./editor.ts";
import { Entries } from "./Entries.tsx";
import type { FieldProps, Held } from "./field-props.ts";
import { HoursEditor } from "./HoursEditor.tsx";
import { Counts, Marks } from "./Marks.tsx";
import { Choices, Keyed, Lines } from "./Lists.tsx";
import { PlainInput } from "./PlainInput.tsx";
import { TargetExamples } from "./TargetExamples.tsx";
import { draftWords } from "./words.ts";

/** Parts of the document that have an editor of their own elsewhere. */
const ELSEWHERE: ReadonlySet<string> = new Set(["Service.activities"]);

/** The members of an object: what is needed and what is there; the rest to choose from. */
export function ObjectFields({
  field,
  way,
  place,
  value,
  only,
}: {
  readonly field: ObjectField;
  readonly way: Way;
  readonly place: NamedPath;
  readonly value: Part | undefined;
  /** Of these members alone. */
  readonly only?: readonly string[];
}) {
  const { mayEdit } = useEditor();
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const written = isObject(value) ? value : {};
  const members = field.members.filter(
    (member) =>
      member.field.kind !== "fixed" &&
      !ELSEWHERE.has(`${field.definition}.${member.name}`) &&
      (only === undefined || only.includes(member.name)),
  );
  const isShown = ({ name, isRequired }: Member) => isRequired || written[name] !== undefined || wanted.includes(name);
  const hidden = members.filter((member) => !isShown(member));
  return (
    <>
      {members
        .filter(isShown)
        .toSorted(inOrderOf(only))
        .map((member) => (
          <FieldRow
            key={member.name}
            field={member.field}
            definition={field.definition}
            name={member.name}
            way={[...way, member.name]}
            place={[...place, member.name]}
            value={written[member.name]}
            isRequired={member.isRequired}
          />
        ))}
      {mayEdit && hidden.length > 0 ? (
        <AddField definition={field.definition} members={hidden} add={(name) => setWanted([...wanted, name])} />
      ) : null}
    </>
  );
}

/** As they are asked for, else as the schema has them. */
const inOrderOf =
  (only: readonly string[] | undefined) =>
  (one: Member, other: Member): number =>
    only === undefined ? 0 : only.indexOf(one.name) - only.indexOf(other.name);

interface AddFieldProps {
  readonly definition: string;
  readonly members: readonly Member[];
  readonly add: (name: string) => void;
}

function AddField({ definition, members, add }: AddFieldProps) {
  const t = useWords(draftWords);
  const { language } = useLanguage();
  const options = members.map(({ name }) => ({ value: name, label: fieldWordsOf(definition, name).label[language] }));
  return (
    <NativeSelect
      className="add-field"
      aria-label={t("addField")}
      value=""
      onChange={(event) => add(event.currentTarget.value)}
      data={[
        { value: "", label: `+ ${t("addField")}` },
        ...options.toSorted((one, other) => one.label.localeCompare(other.label, language)),
      ]}
    />
  );
}

/** One field with its words, its input, and what was said of it. */
function FieldRow(props: FieldProps) {
  const { field, definition, name, place } = props;
  const { language } = useLanguage();
  const { label, about } = fieldWordsOf(definition, name);
  if (field.kind === "object" || field.kind === "map" || field.kind === "variant" || isLong(field))
    return (
      <Group title={label[language]} about={about[language]} place={place}>
        <Inside {...props} label={label[language]} />
      </Group>
    );
  return (
    <div className="field" id={anchorOf(place)}>
      <Inside {...props} label={label[language]} about={about[language]} />
      <Marks place={place} label={label[language]} />
    </div>
  );
}

/** Lists of objects take room of their own; lists of words stand like any other field. */
const isLong = (field: Field): boolean =>
  field.kind === "list" && (field.entry.kind === "object" || field.entry.kind === "variant");

interface GroupProps {
  readonly title: string;
  readonly about: string;
  readonly place: NamedPath;
  readonly children: ReactNode;
}

function Group({ title, about, place, children }: GroupProps) {
  const id = useId();
  return (
    <section className="group" id={anchorOf(place)} aria-labelledby={id}>
      <h3 id={id}>
        {title} <Counts places={[place]} />
      </h3>
      <p className="soft">{about}</p>
      <Marks place={place} label={title} />
      {children}
    </section>
  );
}

interface InsideProps extends FieldProps {
  readonly label: string;
  readonly about?: string;
}

function Inside(props: InsideProps) {
  const { field, way, place, value } = props;
  switch (field.kind) {
    case "object":
      return <ObjectFields field={field} way={way} place={place} value={value} />;
    case "variant": {
      const variant = variantOf(field, value);
      return variant === undefined ? null : <ObjectFields field={variant} way={way} place={place} value={value} />;
    }
    case "map":
      return isComplex(field.entry) ? <Entries {...props} fields={EntryFields} /> : <Keyed {...props} field={field} />;
    case "list":
      if (isComplex(field.entry)) return <Entries {...props} fields={EntryFields} />;
      return isOfChoice(field.entry) ? <Choices {...props} entry={field.entry} /> : <Lines {...props} />;
    case "either":
      return <Either {...props} forms={field.forms} />;
    default:
      return <PlainInput {...props} field={field} />;
  }
}

/** What stands in an entry of a list or map. */
function EntryFields({ field, way, place, value, definition, name }: Held & Pick<FieldProps, "definition" | "name">) {
  const editor = useEditor();
  if (field.kind === "map") {
    const keyed = { field, definition, name, way, place, value, isRequired: false, label: "" };
    return <Keyed {...keyed} />;
  }
  const object = field.kind === "variant" ? variantOf(field, value) : field.kind === "object" ? field : undefined;
  if (object === undefined) return null;
  if (object.definition === "Calendar")
    return <HoursEditor document={editor.document} path={place} mayEdit={editor.mayEdit} edit={editor.edit} />;
  return (
    <>
      <ObjectFields field={object} way={way} place={place} value={value} />
      {object.definition === "PriorityTargets" ? <TargetExamples place={place} value={value} /> : null}
    </>
  );
}

const isComplex = ({ kind }: Field): boolean => kind === "object" || kind === "variant" || kind === "map";
const isOfChoice = (field: Field): boolean =>
  field.kind === "choice" || (field.kind === "text" && field.refersTo !== undefined);

/** What may be written short or in full: short, unless it stands there in full. */
function Either({ forms, ...props }: InsideProps & { readonly forms: readonly Field[] }) {
  const t = useWords(draftWords);
  const { mayEdit, edit } = useEditor();
  const { value, way } = props;
  const full = forms.find((form) => form.kind === "object");
  const list = forms.find((form) => form.kind === "list");
  const plain = forms.find((form) => form.kind === "text") ?? forms[0]!;
  if (list !== undefined) return <Inside {...props} field={list} value={typeof value === "string" ? [value] : value} />;
  if (full === undefined) return <Inside {...props} field={plain} />;
  const isFull = isObject(value);
  const switchTo = () => edit(way, isFull ? value["target"] : typeof value === "string" ? { target: value } : {});
  return (
    <>
      {isFull ? (
        <fieldset className="in-full">
          <legend>{props.label}</legend>
          <ObjectFields field={full} way={way} place={props.place} value={value} />
        </fieldset>
      ) : (
        <Inside {...props} field={plain} />
      )}
      {mayEdit && value !== undefined ? (
        <button type="button" className="link-button" onClick={switchTo}>
          {t(isFull ? "withLess" : "withMore")}
        </button>
      ) : null}
    </>
  );
}
