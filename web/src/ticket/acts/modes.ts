/** The acts that are done by writing something, and how they are asked for. */
import type { NewAct, Ticket } from "../../wire.ts";

/** In the order in which they are offered. */
export const MODES = [
  "answered",
  "messaged",
  "noted",
  "resumed",
  "paused",
  "restored",
  "resolved",
  "closed",
  "reopened",
  "cancelled",
] as const;
export type Mode = (typeof MODES)[number];

/** Without words these would say nothing, or leave the other side alone. */
const NEEDS_TEXT: ReadonlySet<Mode> = new Set(["answered", "messaged", "noted", "resolved", "reopened"]);
export const needsText = (mode: Mode): boolean => NEEDS_TEXT.has(mode);

const SPEECH: ReadonlySet<Mode> = new Set(["answered", "messaged", "noted"]);
/** Whether a mode does nothing but say something. */
export const isSpeech = (mode: Mode): boolean => SPEECH.has(mode);

/** Single keys, as they are shown; the same key means what fits the stage. */
export const KEY_BY_MODE: Readonly<Partial<Record<Mode, string>>> = {
  answered: "r",
  messaged: "r",
  noted: "n",
  paused: "p",
  resumed: "p",
  resolved: "e",
  closed: "e",
  reopened: "o",
};

export const modesOf = ({ acts }: Pick<Ticket, "acts">): readonly Mode[] => MODES.filter((mode) => acts.includes(mode));

/** What is entered in the composer besides the text. */
export interface Details {
  readonly reason?: string | undefined;
  readonly workaround: boolean;
  /** Absent: it happens now. */
  readonly earlier?: { readonly at: string; readonly reason: string } | undefined;
}

/** The act of a mode; the caller has checked that what it needs is there. */
export function actOf(mode: Mode, text: string, { reason, workaround, earlier }: Details): NewAct {
  const written = text.trim();
  const when = earlier === undefined ? {} : { at: earlier.at, backdateReason: earlier.reason };
  const optional = written === "" ? {} : { text: written };
  switch (mode) {
    case "answered":
    case "messaged":
    case "noted":
    case "resolved":
    case "reopened":
      return { type: mode, text: written, ...when };
    case "paused":
      return { type: mode, reason: reason ?? "", ...optional, ...when };
    case "restored":
      return { type: mode, workaround, ...optional, ...when };
    default:
      return { type: mode, ...optional, ...when };
  }
}
