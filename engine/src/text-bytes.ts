/** Bytes that should be text. */

export type Encoding = "utf-8" | "windows-1252";

const LF = 0x0a;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The first line, counted from 1, that is not UTF-8. Bytes may begin within a character, as the chunks of a file do. */
export function lineOfWrongByte(bytes: Uint8Array): number {
  let from = 0;
  while (from < 3 && isContinuation(bytes[from])) from++;
  for (let line = 1; ; line++) {
    const to = bytes.indexOf(LF, from);
    if (to < 0 || !isUtf8(bytes.subarray(from, to))) return line;
    from = to + 1;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Whether a byte is a further one of a character of several bytes. */
const isContinuation = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte < 0xc0;

/** Makes text of bytes that come in chunks. A byte order mark is left where it is. */
export class TextReader {
  private readonly decoder: TextDecoder;
  private lines = 0;

  constructor(encoding: Encoding) {
    this.decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  }

  /** The text of the next bytes, or of the last ones when there are none; the line, counted from 1, that is not of the encoding. */
  read(bytes?: Uint8Array): string | { readonly wrongLine: number } {
    try {
      const text = bytes === undefined ? this.decoder.decode() : this.decoder.decode(bytes, { stream: true });
      for (let at = bytes?.indexOf(LF) ?? -1; at >= 0; at = bytes!.indexOf(LF, at + 1)) this.lines++;
      return text;
    } catch {
      return { wrongLine: this.lines + (bytes === undefined ? 1 : lineOfWrongByte(bytes)) };
    }
  }
}
