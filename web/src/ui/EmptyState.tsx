import type { ReactNode } from "react";
import "./states.css";

/** Nothing there yet: one sentence, and at most one button that changes it. */
export function EmptyState({ sentence, action }: { readonly sentence: string; readonly action?: ReactNode }) {
  return (
    <div className="state">
      <p className="soft">{sentence}</p>
      {action}
    </div>
  );
}
