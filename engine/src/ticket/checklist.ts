/** Checklists: texts of which each line is something to be done. Source: product.md §14. */

/** The lines of a checklist that say something, in their order and without blanks around them. */
export const stepsOf = (text: string): readonly string[] =>
  text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));

export const CHECKLIST_STEPS_MAX = 100;
export const STEP_LENGTH_MAX = 300;

/** Whether a text can be a checklist: not too many lines, none of them too long. */
export function isChecklist(text: string): boolean {
  const steps = stepsOf(text);
  return steps.length <= CHECKLIST_STEPS_MAX && steps.every((step) => step.length <= STEP_LENGTH_MAX);
}
