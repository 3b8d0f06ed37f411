/** What a file is, by its first bytes: a name can say anything. */
const SIGNATURES: readonly (readonly [string, string, number])[] = [
  ["image/png", "89504e470d0a1a0a", 0],
  ["image/jpeg", "ffd8ff", 0],
  ["image/gif", "47494638", 0],
  ["image/webp", "57454250", 8],
  ["application/pdf", "255044462d", 0],
  ["application/zip", "504b0304", 0],
  ["application/gzip", "1f8b", 0],
];

/** Documents that are zip archives inside, by the end of their name. */
const ZIPPED: Readonly<Record<string, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
};

const LOOKED_THROUGH = 4_096;

/** The media type of a file. Text of any kind is `text/plain`, so that no browser runs it. */
export function mediaTypeOf(content: Buffer, name: string): string {
  for (const [type, hex, offset] of SIGNATURES) {
    if (content.subarray(offset, offset + hex.length / 2).toString("hex") !== hex) continue;
    const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
    return type === "application/zip" ? (ZIPPED[ending] ?? type) : type;
  }
  const head = content.subarray(0, LOOKED_THROUGH);
  return head.includes(0) ? "application/octet-stream" : "text/plain";
}

/** Types that a browser may show in the page's own origin; all others are downloaded. */
export const isShown = (type: string): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type);
