import { useId, type ReactNode } from "react";
import "./choices.css";

interface Choice {
  readonly value: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
}

interface ChoicesProps {
  readonly legend: string;
  readonly help?: ReactNode;
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly choose: (value: string) => void;
  readonly error?: string | undefined;
  /** Long texts below each other instead of side by side. */
  readonly long?: boolean;
}

/** One of a few, all of them in sight. */
export function Choices({ legend, help, name, choices, value, choose, error, long = false }: ChoicesProps) {
  const id = useId();
  const described = [...(help === undefined ? [] : [`${id}-help`]), ...(error === undefined ? [] : [`${id}-error`])];
  return (
    <fieldset className="choices" aria-describedby={described.length === 0 ? undefined : described.join(" ")}>
      <legend>{legend}</legend>
      {help === undefined ? null : (
        <p id={`${id}-help`} className="soft">
          {help}
        </p>
      )}
      <div className={long ? "choices-long" : "choices-cards"}>
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => choose(choice.value)}
            />
            <span>
              {choice.label}
              {choice.help === undefined ? null : <small className="soft">{choice.help}</small>}
            </span>
          </label>
        ))}
      </div>
      {error === undefined ? null : (
        <p id={`${id}-error`} className="choices-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
