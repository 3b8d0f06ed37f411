import { TextInput } from "@mantine/core";
import type { Outcome } from "@handschlag/engine/outcome.ts";
import { useState, type KeyboardEvent } from "react";

interface TypedFieldProps<Value> {
  readonly label: string;
  /** The label is said elsewhere for the eye. */
  readonly isLabelHidden?: boolean;
  readonly help?: string | undefined;
  readonly placeholder?: string | undefined;
  /** What the draft says, as people read it. */
  readonly shown: string;
  /** What was typed as the draft writes it, or why not, in a sentence. */
  readonly read: (typed: string) => Outcome<Value, string>;
  readonly commit: (value: Value) => void;
  readonly mayEdit: boolean;
  /** What is wrong with what the draft says. */
  readonly fault?: string | undefined;
  /** Suggestions by the id of their list. */
  readonly list?: string;
}

/** A field whose text is understood when it is left or sent with Enter, and shown as it was understood. Escape takes it back. */
export function TypedField<Value>(props: TypedFieldProps<Value>) {
  const { label, isLabelHidden = false, help, placeholder, shown, read, commit, mayEdit, fault, list } = props;
  const [typed, setTyped] = useState<string | undefined>();
  const [isLeft, setLeft] = useState(false);
  const outcome = typed === undefined ? undefined : read(typed);
  const leave = () => {
    setLeft(true);
    if (outcome?.ok !== true) return;
    setTyped(undefined);
    if (typed !== shown) commit(outcome.value);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") {
      event.preventDefault();
      leave();
    } else if (event.key === "Escape" && typed !== undefined) {
      event.stopPropagation();
      setTyped(undefined);
    }
  };
  const typedFault = isLeft && outcome?.ok === false ? outcome.refusal : undefined;
  return (
    <TextInput
      {...(isLabelHidden ? { "aria-label": label } : { label })}
      description={help}
      placeholder={placeholder}
      value={typed ?? shown}
      readOnly={!mayEdit}
      autoComplete="off"
      list={list}
      error={typedFault ?? (typed === undefined ? fault : undefined)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        // An error that was said stays until the text is right; a new text is not called wrong while it grows.
        if (outcome === undefined || outcome.ok) setLeft(false);
      }}
      onBlur={leave}
      onKeyDown={press}
    />
  );
}
