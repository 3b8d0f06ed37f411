/** Bytes that should be text in UTF-8. */
import { isUtf8 } from "node:buffer";

/** The first line, counted from 1, that is not UTF-8. Bytes may begin within a character, as the chunks of a file do. */
export function lineOfWrongByte(bytes: Buffer): number {
  let from = 0;
  while (from < 3 && isContinuation(bytes[from])) from++;
  for (let line = 1; ; line++) {
    const to = bytes.indexOf(0x0a, from);
    if (to < 0 || !isUtf8(bytes.subarray(from, to))) return line;
    from = to + 1;
  }
}

/** Whether a byte is a further one of a character of several bytes. */
const isContinuation = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte < 0xc0;
