/** A letter as text and as HTML. Both say the same; HTML needs no picture, no script and nothing from elsewhere. */
import type { Letter } from "../../notice/kind.ts";

export type LetterLanguage = "de" | "en";

/** What stands below each letter. */
export interface Footing {
  /** Why the reader gets it. */
  readonly reason: string;
  /** Where they say otherwise, if they may. */
  readonly settings?: { readonly label: string; readonly url: string };
}

const WIDTH = 76;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A line of text, broken between words so that no mail program has to. Addresses stay whole. */
function wrapped(text: string, before = ""): string {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && before.length + line.length + 1 + word.length > WIDTH) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.map((line) => `${before}${line}`.trimEnd()).join("\n");
}

/** The letter for programs that show text. */
export function letterText({ paragraphs, quote, facts = [], actions }: Letter, { reason, settings }: Footing): string {
  const blocks = [
    ...paragraphs.map((paragraph) => wrapped(paragraph)),
    ...(quote === undefined ? [] : [`${quote.by}:\n${wrapped(quote.text, "> ")}`]),
    ...(facts.length === 0 ? [] : [facts.map(({ name, value }) => wrapped(`${name}: ${value}`)).join("\n")]),
    ...actions.map(({ label, url }) => `${label}:\n${url}`),
    `-- \n${wrapped(reason)}${settings === undefined ? "" : `\n${settings.label}: ${settings.url}`}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

const INK = "#1f2a2c";
const QUIET = "#5b6668";
const PETROL = "#0b5a63";
const RULE = "#d9d5cd";

const paragraphHtml = (text: string, style = ""): string =>
  `<p style="margin:0 0 16px;${style}">${escaped(text).replaceAll("\n", "<br>")}</p>`;

function quoteHtml({ by, text }: NonNullable<Letter["quote"]>): string {
  const said = paragraphHtml(text, "margin:0");
  return `${paragraphHtml(`${by}:`, `color:${QUIET};margin:0 0 4px`)}<blockquote style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid ${RULE}">${said}</blockquote>`;
}

function factsHtml(facts: NonNullable<Letter["facts"]>): string {
  const rows = facts.map(
    ({ name, value }) =>
      `<tr><th scope="row" style="text-align:left;font-weight:normal;color:${QUIET};padding:2px 16px 2px 0;vertical-align:top">${escaped(name)}</th><td style="padding:2px 0">${escaped(value)}</td></tr>`,
  );
  return `<table style="border-collapse:collapse;margin:0 0 16px">${rows.join("")}</table>`;
}

function actionHtml({ label, url }: Letter["actions"][number], index: number): string {
  const look =
    index === 0
      ? `display:inline-block;padding:10px 18px;background:${PETROL};color:#ffffff;text-decoration:none;border-radius:6px`
      : `color:${PETROL}`;
  return `<p style="margin:0 0 12px"><a href="${escaped(url)}" style="${look}">${escaped(label)}</a></p>`;
}

/** The letter for programs that show HTML. */
export function letterHtml(letter: Letter, { reason, settings }: Footing, language: LetterLanguage): string {
  const { subject, paragraphs, quote, facts = [], actions } = letter;
  const body = [
    ...paragraphs.map((paragraph) => paragraphHtml(paragraph)),
    ...(quote === undefined ? [] : [quoteHtml(quote)]),
    ...(facts.length === 0 ? [] : [factsHtml(facts)]),
    ...actions.map(actionHtml),
  ].join("\n");
  const below =
    settings === undefined
      ? escaped(reason)
      : `${escaped(reason)} <a href="${escaped(settings.url)}" style="color:${QUIET}">${escaped(settings.label)}</a>`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px 16px;background:#ffffff;color:${INK};font:16px/1.5 'Source Sans 3','Segoe UI',Helvetica,Arial,sans-serif">
<div style="max-width:600px;margin:0 auto">
${body}
<p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid ${RULE};color:${QUIET};font-size:14px">${below}</p>
</div>
</body>
</html>
`;
}
