import { ACTIVITIES, type Activity } from "@handschlag/engine/scope/activities.ts";
import { wordsOfActivity } from "@handschlag/engine/scope/wording.ts";
import type { ServiceScope } from "@handschlag/engine/scope/scope.ts";
import { useState, type KeyboardEvent } from "react";
import { Original } from "../contract/Original.tsx";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { CellText } from "./CellText.tsx";
import { issueOf, type Grid } from "./grid-view.ts";
import { gridWords } from "./grid-words.ts";

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a cell; `undefined` for keys that lead nowhere. */
function led(key: string, { row, column }: Place, columns: number): Place | undefined {
  const lastRow = ACTIVITIES.length - 1;
  switch (key) {
    case "ArrowUp":
      return { row: Math.max(0, row - 1), column };
    case "ArrowDown":
      return { row: Math.min(lastRow, row + 1), column };
    case "ArrowLeft":
      return { row, column: Math.max(0, column - 1) };
    case "ArrowRight":
      return { row, column: Math.min(columns - 1, column + 1) };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: columns - 1 };
    default:
      return undefined;
  }
}

/** Activities down, services across. One cell is in the order of the tab key; arrows lead to the others. */
export function GridTable(grid: Grid) {
  const t = useWords(gridWords);
  const { language } = useLanguage();
  const { services, side, open } = grid;
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const title = t(side === "provider" ? "gridProvider" : "grid");
  const press = (event: KeyboardEvent) => {
    const to = open === undefined ? undefined : led(event.key, at, services.length);
    if (to === undefined) return;
    event.preventDefault();
    setAt(to);
    document.getElementById(grid.idOf(services[to.column]!.key, ACTIVITIES[to.row]!))?.focus();
  };
  return (
    <section className="grid-scroll" aria-label={title} tabIndex={open === undefined ? 0 : undefined}>
      <table className="grid-table" role={open === undefined ? undefined : "grid"} aria-label={title} onKeyDown={press}>
        <thead>
          <tr>
            <th scope="col">{t("activity")}</th>
            {services.map((service) => (
              <th key={service.key} scope="col">
                <Original>{service.name}</Original>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ACTIVITIES.map((activity, row) => (
            <tr key={activity}>
              <th scope="row">{wordsOfActivity(activity, language)}</th>
              {services.map((service, column) => (
                <td
                  key={service.key}
                  data-held={grid.isHeld(service.key, activity) || undefined}
                  data-issue={issueOf(service, activity)}
                >
                  <Cell
                    grid={grid}
                    service={service}
                    activity={activity}
                    isInOrder={at.row === row && Math.min(at.column, services.length - 1) === column}
                    come={() => setAt({ row, column })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly grid: Grid;
  readonly service: ServiceScope;
  readonly activity: Activity;
  readonly isInOrder: boolean;
  readonly come: () => void;
}

function Cell({ grid, service, activity, isInOrder, come }: CellProps) {
  const t = useWords(gridWords);
  const { language } = useLanguage();
  const text = <CellText service={service} activity={activity} {...grid} />;
  const id = grid.idOf(service.key, activity);
  if (grid.open === undefined)
    return (
      <div className="grid-cell" id={id} tabIndex={-1}>
        {text}
      </div>
    );
  return (
    <button
      type="button"
      className="grid-cell"
      id={id}
      tabIndex={isInOrder ? 0 : -1}
      onFocus={come}
      onClick={() => grid.open?.(service.key, activity)}
    >
      <span className="only-read">
        {t("cell", { activity: wordsOfActivity(activity, language), service: service.name })}:{" "}
      </span>
      {text}
    </button>
  );
}
