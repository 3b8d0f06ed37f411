import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { deskWords } from "../ticket/desk-words.ts";
import { Icon } from "../ui/Icon.tsx";
import { dueOf, type Due } from "./due.ts";
import type { QueueTicket } from "./rows.ts";
import { useTicking } from "./ticking.ts";
import { queueWords } from "./words.ts";
import "./due.css";

interface DueTextProps {
  readonly row: Pick<QueueTicket, "dueAt" | "dueLevel" | "endedAt" | "stage">;
}

/** What is due next, counting; grey until it is late, and then with a word and a shape. */
export function DueText({ row }: DueTextProps) {
  const t = useWords(queueWords);
  const desk = useWords(deskWords);
  const { language } = useLanguage();
  const { exact } = useFormats();
  // One text, as only what differs is drawn anew.
  const told = useTicking((now) => JSON.stringify(dueOf(row, now, language)));
  const due = JSON.parse(told) as Due;
  const { dueAt, dueLevel, endedAt } = row;
  if (!("time" in due)) return <span className="soft">{endedAt === null ? t(due.kind) : "–"}</span>;
  const level = dueLevel === undefined ? "" : desk(`level-${dueLevel}`);
  const { kind, time } = due;
  return (
    <time className={`due due-${kind}`} dateTime={dueAt!} title={exact(dueAt!)}>
      {kind === "late" ? (
        <span className="due-word">
          <Icon name="late" size={16} />
          {t("late", { time })}
        </span>
      ) : (
        <span>{kind === "left" ? t("left", { time }) : time}</span>
      )}
      {level === "" ? null : <span className="soft">{level}</span>}
    </time>
  );
}
