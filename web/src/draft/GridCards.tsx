import { ACTIVITIES } from "@handschlag/engine/scope/activities.ts";
import { wordsOfActivity } from "@handschlag/engine/scope/wording.ts";
import { Original } from "../contract/Original.tsx";
import { useLanguage } from "../i18n/language.tsx";
import { Icon } from "../ui/Icon.tsx";
import { CellText } from "./CellText.tsx";
import { issueOf, type Grid } from "./grid-view.ts";
import "../contract/contract.css";

/** The grid on a phone: each service a card that unfolds, each activity a line that a thumb can hit. */
export function GridCards(grid: Grid) {
  const { language } = useLanguage();
  return (
    <div className="services grid-cards">
      {grid.services.map((service) => (
        <details key={service.key} className="service" open={grid.services.length === 1}>
          <summary>
            <h3>
              {ACTIVITIES.some((activity) => issueOf(service, activity) !== undefined) ? (
                <span className="grid-mark-gap">
                  <Icon name="late" size={18} />{" "}
                </span>
              ) : null}
              <Original>{service.name}</Original>
            </h3>
          </summary>
          <ul>
            {ACTIVITIES.map((activity) => {
              const id = grid.idOf(service.key, activity);
              const line = (
                <>
                  <span className="grid-activity">{wordsOfActivity(activity, language)}</span>
                  <span className="grid-card-text">
                    <CellText service={service} activity={activity} {...grid} />
                  </span>
                </>
              );
              return (
                <li
                  key={activity}
                  data-held={grid.isHeld(service.key, activity) || undefined}
                  data-issue={issueOf(service, activity)}
                >
                  {grid.open === undefined ? (
                    <div className="grid-line" id={id} tabIndex={-1}>
                      {line}
                    </div>
                  ) : (
                    <button
                      type="button"
                      className="grid-line"
                      id={id}
                      onClick={() => grid.open?.(service.key, activity)}
                    >
                      {line}
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
        </details>
      ))}
    </div>
  );
}
