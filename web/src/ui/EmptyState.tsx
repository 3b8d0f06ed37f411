import type { ReactNode } from "react";
import "./states.css";

/** Nothing there yet: one sentence, and what changes it. */
export function EmptyState({ sentence, action }: { readonly sentence: string; readonly action?: ReactNode }) {
  return (
    <div className="state">
      <p className="soft">{sentence}</p>
      {action === undefined ? null : <div className="row">{action}</div>}
    </div>
  );
}
