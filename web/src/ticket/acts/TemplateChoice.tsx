import { NativeSelect } from "@mantine/core";
import { useWords } from "../../i18n/language.tsx";
import { useSession } from "../../session.ts";
import { filledIn, useTemplates } from "../../template/templates.ts";
import { useTicket } from "../view.ts";
import { actWords } from "./words.ts";

interface TemplateChoiceProps {
  readonly text: string;
  readonly write: (text: string) => void;
}

/** Puts one of the own company's templates into what is being written, below what is there already. */
export function TemplateChoice({ text, write }: TemplateChoiceProps) {
  const t = useWords(actWords);
  const { person } = useSession();
  const { ticket } = useTicket();
  const templates = useTemplates("answer");
  if (templates.length === 0) return null;
  const filling = {
    number: `T-${ticket.number}`,
    subject: ticket.subject,
    me: person.name,
    ...(ticket.requester?.name && { name: ticket.requester.name }),
  };
  const insert = (id: string) => {
    const template = templates.find((each) => each.id === id);
    if (template === undefined) return;
    write([text.trimEnd(), filledIn(template.content, filling)].filter((part) => part !== "").join("\n\n"));
  };
  return (
    <NativeSelect
      className="composer-template"
      aria-label={t("template")}
      value=""
      onChange={({ currentTarget: { value } }) => insert(value)}
      data={[{ value: "", label: t("template") }, ...templates.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}
