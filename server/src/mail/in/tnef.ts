/** winmail.dat: what Outlook packs a mail into that goes to other Outlooks. Source: [MS-OXTNEF]. */

const SIGNATURE = 0x223e9f78;
const HEAD_BYTES = 6;
/** Level, id, length; and a checksum behind the content. */
const ATTRIBUTE_BYTES = 9;
const CHECKSUM_BYTES = 2;
const ATTRIBUTES_MAX = 5_000;

const BODY = 0x0002_800c;
const ATTACH_BEGINS = 0x0006_9002;
const ATTACH_TITLE = 0x0001_8010;
const ATTACH_DATA = 0x0006_800f;
const ATTACH_PROPERTIES = 0x0006_9005;

const LONG_FILENAME = 0x3707;
const TYPES = { string8: 0x1e, unicode: 0x1f } as const;

export interface Tnef {
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly content: Buffer }[];
  /** Whether nothing stands in it that was not read. */
  readonly isWhole: boolean;
}

export const isTnef = (content: Buffer): boolean =>
  content.length > HEAD_BYTES && content.readUInt32LE(0) === SIGNATURE;

const latin = new TextDecoder("windows-1252");
const textOf = (bytes: Buffer): string => latin.decode(bytes).replace(/\0+$/, "");

/** The long name of a file, where its properties begin with it; looked for by its tag, as other values are of no use here. */
function longName(bytes: Buffer): string | undefined {
  for (const [type, encoding] of [
    [TYPES.unicode, "utf16le"],
    [TYPES.string8, "latin1"],
  ] as const) {
    const tag = Buffer.alloc(4);
    tag.writeUInt16LE(type, 0);
    tag.writeUInt16LE(LONG_FILENAME, 2);
    const at = bytes.indexOf(tag);
    // Count of values, length of the first.
    if (at < 0 || at + 12 > bytes.length) continue;
    const length = bytes.readUInt32LE(at + 8);
    if (length > 1_000 || at + 12 + length > bytes.length) continue;
    const name = bytes.toString(encoding, at + 12, at + 12 + length).replace(/\0+$/, "");
    if (name !== "") return name;
  }
  return undefined;
}

interface Attribute {
  readonly id: number;
  readonly content: Buffer;
}

function* attributesOf(bytes: Buffer): Generator<Attribute | "cut"> {
  let at = HEAD_BYTES;
  for (let count = 0; at < bytes.length; count += 1) {
    if (count >= ATTRIBUTES_MAX || at + ATTRIBUTE_BYTES > bytes.length) return yield "cut";
    const length = bytes.readUInt32LE(at + 5);
    const from = at + ATTRIBUTE_BYTES;
    if (from + length + CHECKSUM_BYTES > bytes.length) return yield "cut";
    yield { id: bytes.readUInt32LE(at + 1), content: bytes.subarray(from, from + length) };
    at = from + length + CHECKSUM_BYTES;
  }
}

/** What is packed in a winmail.dat, as far as it can be read. Never throws. */
export function readTnef(bytes: Buffer): Tnef {
  const files: { name: string; content: Buffer }[] = [];
  let text = "";
  let isWhole = true;
  for (const attribute of attributesOf(bytes)) {
    if (attribute === "cut") {
      isWhole = false;
      break;
    }
    const { id, content } = attribute;
    const file = files.at(-1);
    if (id === BODY) text = textOf(content);
    else if (id === ATTACH_BEGINS) files.push({ name: "", content: Buffer.alloc(0) });
    else if (file !== undefined && id === ATTACH_TITLE) file.name ||= textOf(content);
    else if (file !== undefined && id === ATTACH_DATA) file.content = content;
    else if (file !== undefined && id === ATTACH_PROPERTIES) file.name = longName(content) ?? file.name;
  }
  const read = files.filter(({ content }) => content.length > 0);
  const named = read.map(({ name, content }, index) => ({
    name:
      name
        .replaceAll(/[/\\\0]/g, "_")
        .trim()
        .slice(0, 200) || `file-${index + 1}`,
    content,
  }));
  // Without a file or a text it is the formatted text that nothing but Outlook reads.
  return { text, files: named, isWhole: isWhole && read.length === files.length && (named.length > 0 || text !== "") };
}
