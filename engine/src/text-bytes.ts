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

/** Longest part of a character that one chunk can leave to the next. */
const TAIL_BYTES = 3;

/** Makes text of bytes that come in chunks. A byte order mark is left where it is. */
export class TextReader {
  private readonly decoder: InstanceType<typeof TextDecoder>;
  private lines = 0;
  /** The last bytes of the chunk before: what is wrong may begin there. */
  private tail = new Uint8Array();

  constructor(encoding: Encoding) {
    this.decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  }

  /** The text of the next bytes; the line, counted from 1, that is not of the encoding. */
  read(bytes: Uint8Array): string | { readonly wrongLine: number } {
    try {
      const text = this.decoder.decode(bytes, { stream: true });
      this.lines += breaksIn(bytes);
      this.tail = joined(this.tail, bytes.subarray(-TAIL_BYTES)).slice(-TAIL_BYTES);
      return text;
    } catch {
      const all = joined(this.tail, bytes);
      return { wrongLine: this.lines - breaksIn(this.tail) + lineOfWrongByte(all) };
    }
  }

  /** The line on which the bytes end in the middle of a character; `undefined` when they do not. */
  end(): { readonly wrongLine: number } | undefined {
    try {
      this.decoder.decode();
      return undefined;
    } catch {
      return { wrongLine: this.lines + 1 };
    }
  }
}

function breaksIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count++;
  return count;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
