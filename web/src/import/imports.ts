/** Files of tickets on their way into an engagement. */
import { queryOptions } from "@tanstack/react-query";
import { ApiProblem } from "@handschlag/api/client.ts";
import { request } from "../api.ts";
import type { TicketImport, TicketImportMapping } from "../wire.ts";

const LOOK_AGAIN_MS = 1_000;
/** As the server has it. */
const SENT_BYTES_MAX = 60 * 1024 * 1024;
const NAME_LENGTH_MAX = 200;

/** The imports of an engagement, the newest first; looked at again while one of them runs. */
export const importsQuery = (engagement: string) =>
  queryOptions({
    queryKey: ["ticket-imports", engagement],
    queryFn: ({ signal }) => request("GET /engagements/:id/ticket-imports", { params: { id: engagement }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((each) => each.state === "running") === true ? LOOK_AGAIN_MS : false,
  });

/** How exports of other tools are read. */
export const mappingsQuery = queryOptions({
  queryKey: ["ticket-mappings"],
  queryFn: ({ signal }) => request("GET /ticket-mappings", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Packed a file takes a tenth of the way. */
async function packed(file: File): Promise<Blob> {
  if (/\.gz$/i.test(file.name) || !("CompressionStream" in globalThis)) return file;
  return new Response(file.stream().pipeThrough(new CompressionStream("gzip"))).blob();
}

/** Hands a file in, to be looked at. Throws `ApiProblem`, for one that is too large without sending it. */
export async function sendFile(engagement: string, file: File): Promise<TicketImport> {
  const bytes = await packed(file);
  if (bytes.size > SENT_BYTES_MAX) throw new ApiProblem(413, "body-too-large");
  const query = { fileName: file.name.slice(-NAME_LENGTH_MAX) };
  return request("POST /engagements/:id/ticket-imports", { params: { id: engagement }, query, bytes });
}

/** Says how the file is read. */
export const readAs = (engagement: string, id: string, mapping: TicketImportMapping): Promise<TicketImport> =>
  request("PUT /engagements/:id/ticket-imports/:other/mapping", {
    params: { id: engagement, other: id },
    body: mapping,
  });

export const start = (engagement: string, id: string): Promise<TicketImport> =>
  request("PUT /engagements/:id/ticket-imports/:other/start", { params: { id: engagement, other: id } });

export const forget = (engagement: string, id: string): Promise<void> =>
  request("DELETE /engagements/:id/ticket-imports/:other", { params: { id: engagement, other: id } });
