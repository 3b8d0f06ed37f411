import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import "./facts.css";

/** `plain` is what merely is; the others want attention, or say that none is needed. */
type Standing = "plain" | "kept" | "soon" | "late";

const ICONS: Record<Exclude<Standing, "plain">, IconName> = { kept: "kept", soon: "soon", late: "late" };

interface StatusSentenceProps {
  readonly standing?: Standing;
  readonly children: ReactNode;
}

/** What the reader came for, in words made from facts; its shape says at a glance whether it needs attention. */
export function StatusSentence({ standing = "plain", children }: StatusSentenceProps) {
  return (
    <p className={`status status-${standing}`}>
      {standing === "plain" ? null : <Icon name={ICONS[standing]} size={22} />}
      <span>{children}</span>
    </p>
  );
}
