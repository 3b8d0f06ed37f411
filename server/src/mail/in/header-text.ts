/** Encoded words of headers in a character set that the mail library refuses in texts because it hides markup: UTF-7. */

const WORD_MAX = 2_000;
/** RFC 1642's name for it stands in mails of Exchange. */
const NAMES = new Set(["utf-7", "unicode-1-1-utf-7"]);

/** The letters of UTF-7 (RFC 2152): `+ANw-` is Ü. What is none stays as it is. */
export function utf7Text(text: string): string {
  return text.replaceAll(/\+([A-Za-z0-9/]{0,200})-?/g, (whole, letters: string) => {
    if (letters === "") return whole.endsWith("-") ? "+" : whole;
    const bytes = Buffer.from(letters, "base64");
    return new TextDecoder("utf-16be").decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  });
}

const quotedPrintable = (text: string): string =>
  text
    .replaceAll("_", " ")
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`)));

/** The header in plain words when it has words in UTF-7; `undefined` when it has none, and the library reads it well. */
export function utf7Header(value: string): string | undefined {
  let found = false;
  const parts = value.split("=?");
  const text = parts.map((part, index) => {
    const [charset = "", encoding = "", ...rest] = part.split("?");
    const end = rest.length > 1 ? rest.findIndex((each) => each.startsWith("=")) : -1;
    if (index === 0 || end < 1 || part.length > WORD_MAX || !NAMES.has(charset.toLowerCase()))
      return index === 0 ? part : `=?${part}`;
    found = true;
    const word = rest.slice(0, end).join("?");
    const after = rest.slice(end).join("?").slice(1);
    const letters =
      encoding.toLowerCase() === "b" ? Buffer.from(word, "base64").toString("latin1") : quotedPrintable(word);
    return utf7Text(letters) + after;
  });
  return found
    ? text
        .join("")
        .replaceAll(/\s{1,200}/g, " ")
        .trim()
    : undefined;
}
