import fc from "fast-check";
import { expect, test } from "vitest";
import type { Letter } from "../../notice/kind.ts";
import { letterHtml, letterText } from "./letter-text.ts";

const LETTER: Letter = {
  subject: "[T-7] Drucker streikt",
  paragraphs: ["Öznur Çelik hat Ihnen geantwortet."],
  quote: {
    by: "Öznur Çelik",
    text: "Ich komme um zehn.\nBitte lassen Sie den Drucker an, damit ich die Meldung auf seinem Bildschirm sehen kann.",
  },
  facts: [{ name: "Ticket", value: "T-7: Drucker streikt" }],
  actions: [{ label: "Ticket öffnen", url: "https://handschlag.example.org/tickets/7" }],
};
const FOOTING = {
  reason: "Weil Sie beteiligt sind.",
  settings: { label: "Einstellen", url: "https://x.example/notices/settings" },
};

test("a letter as text: sentences, what was written, facts, where to go, and why it came", () => {
  expect(letterText(LETTER, FOOTING)).toBe(`Öznur Çelik hat Ihnen geantwortet.

Öznur Çelik:
> Ich komme um zehn.
> Bitte lassen Sie den Drucker an, damit ich die Meldung auf seinem
> Bildschirm sehen kann.

Ticket: T-7: Drucker streikt

Ticket öffnen:
https://handschlag.example.org/tickets/7

--${" "}
Weil Sie beteiligt sind.
Einstellen: https://x.example/notices/settings
`);
});

test("whatever people write is text in the HTML of a letter, too, and nothing is fetched for it", () => {
  const wild = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("<script>", '"><img src=x onerror=1>', "&amp;", "</blockquote>"),
  );
  fc.assert(
    fc.property(wild, wild, wild, (subject, text, value) => {
      const letter = {
        ...LETTER,
        subject,
        paragraphs: [text],
        quote: { by: value, text },
        facts: [{ name: value, value: text }],
      };
      const html = letterHtml(letter, FOOTING, "de");
      const tags = new Set([...html.matchAll(/<([a-z!/][^\s>]*)/g)].map(([, tag]) => tag));
      const ours = "!doctype html head meta title body div p br blockquote table tr th td a".split(" ");
      expect([...tags].filter((tag) => !ours.includes(tag!.replace("/", "")))).toEqual([]);
      expect(html).not.toMatch(/<[^>]*\s(src|srcset|background|onerror|onload)=/);
    }),
  );
});

test("no line of the text is longer than mail programs like, but for addresses", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", "ß", " ", "-"), maxLength: 300 })), (paragraphs) => {
      const text = letterText({ ...LETTER, paragraphs }, FOOTING);
      for (const line of text.split("\n")) expect(line.length <= 76 || !line.trim().includes(" ")).toBe(true);
    }),
  );
});
