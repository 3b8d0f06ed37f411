import { useFormats, useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { DutyCall } from "../wire.ts";
import { callWords } from "./call-words.ts";

type Callee = Pick<DutyCall["called"][number], "name" | "layer" | "level">;

const STANDING = { calling: "soon", exhausted: "late", acknowledged: "kept", withdrawn: "plain" } as const;

/** How an alarm stands, in a sentence. */
export function CallSentence({ call }: { readonly call: DutyCall }) {
  const t = useWords(callWords);
  const { dateTime } = useFormats();
  const { state, acknowledged, endedAt } = call;
  const sentence =
    state === "acknowledged" && acknowledged !== null
      ? t("acknowledged", { name: acknowledged.name ?? t("somebody"), at: dateTime(acknowledged.at) })
      : state === "withdrawn" && endedAt !== null
        ? t("withdrawn", { at: dateTime(endedAt) })
        : t(state === "exhausted" ? "exhausted" : "calling");
  return <StatusSentence standing={STANDING[state]}>{sentence}</StatusSentence>;
}

/** Who was called when, and what comes next. The client sees neither. */
export function CallSteps({ call }: { readonly call: DutyCall }) {
  const t = useWords(callWords);
  const { time, dateTime } = useFormats();
  const { called, next, raisedAt } = call;
  const nameOf = ({ name }: Callee) => name ?? t("somebody");
  const said = (callee: Callee) => {
    const name = nameOf(callee);
    if (callee.layer !== null) return t("calledLayer", { name, layer: callee.layer });
    return callee.level === null ? t("called", { name }) : t("calledLevel", { name, level: callee.level });
  };
  if (called.length === 0 && next === null) return null;
  return (
    <>
      <ol className="duty-steps">
        <li>
          <time dateTime={raisedAt}>{dateTime(raisedAt)}</time> {t("raised")}
        </li>
        {called.map((step) => (
          <li key={step.at}>
            <time dateTime={step.at}>{time(step.at)}</time> {said(step)}
          </li>
        ))}
      </ol>
      {next === null ? null : (
        <p className="soft">
          {next.callee === null
            ? t("nextNobody", { at: time(next.at) })
            : t("next", { at: time(next.at), name: nameOf(next.callee) })}
        </p>
      )}
    </>
  );
}
