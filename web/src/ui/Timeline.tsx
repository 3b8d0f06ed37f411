import type { ReactNode } from "react";
import { useFormats } from "../i18n/language.tsx";
import "./facts.css";

export interface TimelineEntry {
  readonly id: string;
  readonly at: string;
  readonly sentence: ReactNode;
  readonly aside?: ReactNode;
}

/** What happened, day by day, in the order that is given. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const { dayOf, date, time, exact } = useFormats();
  const now = new Date();
  const days = Map.groupBy(entries, ({ at }) => date(at));
  return (
    <div className="timeline">
      {[...days].map(([name, ofDay]) => (
        <section key={name}>
          <h2 title={name}>{dayOf(ofDay[0]!.at, now)}</h2>
          <ol>
            {ofDay.map(({ id, at, sentence, aside }) => (
              <li key={id}>
                <time dateTime={at} title={exact(at)}>
                  {time(at)}
                </time>
                <div>
                  <p>{sentence}</p>
                  {aside === undefined ? null : <div className="row timeline-aside">{aside}</div>}
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
