/** All mails of the collection give what is expected of them; where the collection is missing this says so and is left out. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readMail } from "./mail.ts";
import { judge } from "./nature.ts";
import { replyText } from "./reply-text.ts";

const FOLDER = "/work/shared/data/emails";
const isThere = existsSync(`${FOLDER}/expected.json`);

interface Expected {
  readonly category: string;
  readonly from?: string;
  readonly subject?: string;
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  readonly attachments?: readonly { readonly name: string; readonly mime: string }[];
}
interface ExpectedText {
  readonly visible?: string;
  readonly visibleIsWhole?: boolean;
  readonly visibleContains?: readonly string[];
  readonly hidden?: readonly string[];
}

const listed = <T>(name: string): [string, T][] =>
  isThere ? Object.entries(JSON.parse(readFileSync(`${FOLDER}/${name}`, "utf8")) as Record<string, T>) : [];

/** Only what the collection says something of. */
const said = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

describe.skipIf(!isThere)(`the collection${isThere ? "" : `: not in ${FOLDER}, so left out`}`, () => {
  test.each(listed<Expected>("expected.json"))("%s", async (name, expected) => {
    const mail = await readMail(readFileSync(`${FOLDER}/raw/${name}`));
    expect(judge(mail).nature).toBe(expected.category);
    const { from, subject, messageId, inReplyTo, references, attachments } = expected;
    expect({
      ...mail,
      from: mail.from?.address,
      attachments: mail.files.map(({ name: file, type }) => ({ name: file, mime: type })),
    }).toMatchObject(said({ from: from?.toLowerCase(), subject, messageId, references, attachments }));
    expect(mail.inReplyTo).toBe(inReplyTo);
  });

  test.each(listed<ExpectedText>("reply-text-expected.json"))("%s", (name, expected) => {
    const text = readFileSync(`${FOLDER}/reply-text/${name}`, "utf8");
    const trimmed = (value: string) => value.replaceAll(/[ \t\r]+$/gm, "").trim();
    const { visible, folded } = replyText(text);
    const wanted = expected.visibleIsWhole === true ? text : expected.visible;
    expect(trimmed(visible)).toBe(trimmed(wanted ?? visible));
    for (const piece of expected.visibleContains ?? []) expect(visible).toContain(piece);
    for (const piece of expected.hidden ?? []) expect(visible).not.toContain(piece);
    // Nothing is lost.
    const words = (value: string) => value.split(/\s+/).filter(Boolean).toSorted();
    expect(words(`${visible}\n${folded}`)).toEqual(words(text));
  });
});
