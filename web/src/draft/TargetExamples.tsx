import { LEVELS } from "@handschlag/engine/contract/document.ts";
import { isObject, type NamedPath, type Part } from "@handschlag/engine/contract/parts.ts";
import { fieldWordsOf } from "@handschlag/engine/contract/field-words.ts";
import { useLanguage } from "../i18n/language.tsx";
import { useEditor } from "./editor.ts";
import { TargetPreview } from "./TargetPreview.tsx";

/** What the targets of a priority would mean for an incident now. */
export function TargetExamples({ place, value }: { readonly place: NamedPath; readonly value: Part | undefined }) {
  const { language } = useLanguage();
  const { document } = useEditor();
  const [list, level, , priority] = place;
  if (!isObject(value) || list === undefined || level === undefined || priority === undefined) return null;
  return (
    <div className="target-examples">
      {LEVELS.filter((each) => value[each] !== undefined).map((each) => (
        <div key={each}>
          <h4>{fieldWordsOf("PriorityTargets", each).label[language]}</h4>
          <TargetPreview document={document} path={[list, level]} priority={priority} level={each} />
        </div>
      ))}
    </div>
  );
}
