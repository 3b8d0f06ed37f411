import { valueWordOf } from "@handschlag/engine/contract/field-words.ts";
import type { PlainField } from "@handschlag/engine/contract/fields.ts";
import { ok, refuse, type Outcome } from "@handschlag/engine/outcome.ts";
import type { Part } from "@handschlag/engine/contract/parts.ts";
import { NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useLanguage, useWords } from "../i18n/language.tsx";
import type { Language, Translate } from "../i18n/words.ts";
import { targetTextOf } from "../backtest/target-input.ts";
import { targetInWords } from "../contract/target-words.ts";
import { termWords } from "../contract/words.ts";
import { useEditor } from "./editor.ts";
import type { FieldProps } from "./field-props.ts";
import { useKnownNames } from "./known-names.ts";
import { TypedField } from "./TypedField.tsx";
import { readDate, readDecimal, readNumber, shownDate, shownDecimal } from "./typed-values.ts";
import { draftWords } from "./words.ts";

interface PlainInputProps extends Omit<FieldProps, "field"> {
  readonly field: PlainField;
  readonly label: string;
  readonly about?: string;
}

/** A single value: typed as people write it, or chosen. */
export function PlainInput({ field, ...props }: PlainInputProps) {
  switch (field.kind) {
    case "choice":
      return <Choice {...props} values={field.values} />;
    case "flag":
      return <Flag {...props} />;
    case "fixed":
      return null;
    case "number":
      return <Typed {...props} field={field} />;
    case "text":
      if (field.refersTo !== undefined) return <Reference {...props} kind={field.refersTo} />;
      return field.form === "text" ? <Written {...props} /> : <Typed {...props} field={field} />;
  }
}

type InputProps = Omit<PlainInputProps, "field">;

function Choice({ values, definition, name, ...props }: InputProps & { readonly values: readonly string[] }) {
  const { language } = useLanguage();
  const options = values.map((value) => ({ value, label: valueWordOf(definition, name, value)[language] }));
  return <Select {...props} options={options} />;
}

function Flag({ value, ...props }: InputProps) {
  const t = useWords(draftWords);
  const options = [
    { value: "true", label: t("yes") },
    { value: "false", label: t("no") },
  ];
  const read = (chosen: string) => chosen === "true";
  return <Select {...props} value={typeof value === "boolean" ? String(value) : value} options={options} read={read} />;
}

function Reference({ kind, ...props }: InputProps & { readonly kind: Parameters<typeof useKnownNames>[0] }) {
  return <Select {...props} options={useKnownNames(kind)} />;
}

interface SelectProps extends Omit<InputProps, "definition" | "name"> {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly read?: (chosen: string) => Part;
}

function Select({ options, value, label, about, way, isRequired, read = (chosen) => chosen }: SelectProps) {
  const t = useWords(draftWords);
  const { mayEdit, edit } = useEditor();
  const written = typeof value === "string" ? value : "";
  const isKnown = written === "" || options.some((option) => option.value === written);
  return (
    <NativeSelect
      label={label}
      description={about}
      value={written}
      disabled={!mayEdit}
      onChange={({ currentTarget: { value: chosen } }) => edit(way, chosen === "" ? undefined : read(chosen))}
      data={[
        { value: "", label: t(isRequired ? "choose" : "notSaid") },
        ...options,
        // What stands there and is no choice any more is shown nevertheless.
        ...(isKnown ? [] : [{ value: written, label: written }]),
      ]}
    />
  );
}

/** A line that is understood when it is left. */
function Typed({ field, value, label, about, way }: InputProps & { readonly field: PlainField }) {
  const t = useWords(draftWords);
  const { language } = useLanguage();
  const term = useWords(termWords);
  const { mayEdit, edit } = useEditor();
  const read = (typed: string): Outcome<Part | undefined, string> => {
    const text = typed.trim();
    if (text === "") return ok(undefined);
    const outcome = readAs(field, text, language);
    return outcome.ok ? outcome : refuse(t(UNREAD[outcome.refusal]));
  };
  return (
    <TypedField
      label={label}
      help={about}
      shown={value === undefined ? "" : shownAs(field, value, language, term)}
      read={read}
      commit={(part) => edit(way, part)}
      mayEdit={mayEdit}
    />
  );
}

const UNREAD = {
  date: "unreadDate",
  decimal: "unreadDecimal",
  number: "unreadNumber",
  target: "unreadTarget",
} as const;

function readAs(field: PlainField, typed: string, language: Language): Outcome<Part, keyof typeof UNREAD> {
  if (field.kind === "number") return readNumber(typed, field, language);
  if (field.kind === "text" && field.form === "date") return readDate(typed);
  if (field.kind === "text" && field.form === "decimal") return readDecimal(typed, language);
  if (field.kind === "text" && field.form === "target") {
    const target = targetTextOf(typed);
    return target === undefined ? refuse("target") : ok(target);
  }
  return ok(typed);
}

function shownAs(
  field: PlainField,
  value: Part,
  language: Language,
  term: Translate<(typeof termWords)["de"]>,
): string {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
  if (field.kind === "number") return shownDecimal(text, language);
  if (field.kind !== "text") return text;
  switch (field.form) {
    case "date":
      return shownDate(text, language);
    case "decimal":
      return shownDecimal(text, language);
    case "target":
      return targetInWords(text, term);
    case "line":
    case "text":
      return text;
  }
}

/** A text with line breaks; it is taken when it is left. */
function Written({ value, label, about, way }: InputProps) {
  const { mayEdit, edit } = useEditor();
  const written = typeof value === "string" ? value : "";
  return (
    <WrittenArea label={label} about={about} written={written} mayEdit={mayEdit} commit={(text) => edit(way, text)} />
  );
}

interface WrittenAreaProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly about?: string | undefined;
  readonly written: string;
  readonly mayEdit: boolean;
  readonly commit: (text: string | undefined) => void;
}

export function WrittenArea({ label, isLabelHidden, about, written, mayEdit, commit }: WrittenAreaProps) {
  const [typed, setTyped] = useState<string>();
  const leave = () => {
    setTyped(undefined);
    if (typed !== undefined && typed.trim() !== written) commit(typed.trim() === "" ? undefined : typed.trim());
  };
  return (
    <Textarea
      {...(isLabelHidden === true ? { "aria-label": label } : { label })}
      description={about}
      value={typed ?? written}
      readOnly={!mayEdit}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      autosize
      minRows={1}
      maxRows={10}
    />
  );
}
