import { useFormats, useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";

const words = defineWords({ de: { never: "noch nie" }, en: { never: "never" } });

interface MomentProps {
  readonly at: string | null;
  /** As a date rather than as time passed. */
  readonly dated?: boolean;
}

/** A point in time: near ones as time passed, all with the exact one in the tooltip, in the reader's zone. */
export function Moment({ at, dated = false }: MomentProps) {
  const { relative, dateTime, date, exact } = useFormats();
  const t = useWords(words);
  if (at === null) return <span className="soft">{t("never")}</span>;
  const text = dated ? date(at) : (relative(at, new Date()) ?? dateTime(at));
  return (
    <time dateTime={at} title={exact(at)} className="no-wrap">
      {text}
    </time>
  );
}
