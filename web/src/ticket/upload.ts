/** Files on their way to a ticket. */
import { ApiProblem } from "@handschlag/api/client.ts";
import { request } from "../api.ts";
import type { Attachment } from "../wire.ts";

/** As the server has it. */
const FILE_BYTES_MAX = 20 * 1024 * 1024;
const NAME_LENGTH_MAX = 200;

/** Adds a file to a ticket. Throws `ApiProblem`, for one that is too large without sending it. */
export async function uploadFile(ticketId: string, file: File, internal = false): Promise<Attachment> {
  if (file.size > FILE_BYTES_MAX) throw new ApiProblem(413, "request-too-large");
  const query = { name: file.name.slice(-NAME_LENGTH_MAX), ...(internal ? { internal: "true" as const } : {}) };
  return request("POST /tickets/:id/attachments", { params: { id: ticketId }, query, bytes: file });
}

/** The files that were pasted or dropped; none when it was something else, such as text. */
export const filesOf = (transfer: DataTransfer | null): readonly File[] => [...(transfer?.files ?? [])];

/** `1,4 MB`, `12 KB`. */
export function sizeInWords(bytes: number, number: (value: number) => string): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1_000));
  return kilobytes < 1_000 ? `${number(kilobytes)}\u00a0KB` : `${number(Math.round(kilobytes / 100) / 10)}\u00a0MB`;
}
