import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { Contract } from "../wire.ts";

/** The version in force, else the latest. */
export const contractQuery = (engagementId: string) =>
  queryOptions({
    queryKey: ["contract", engagementId],
    queryFn: ({ signal }) => request("GET /engagements/:id/contract", { params: { id: engagementId }, signal }),
  });

export const versionsQuery = (engagementId: string) =>
  queryOptions({
    queryKey: ["contract-versions", engagementId],
    queryFn: ({ signal }) =>
      request("GET /engagements/:id/contract-versions", { params: { id: engagementId }, signal }),
  });

/** The document of an answer: the server has checked it before it was stored. */
export const documentOf = ({ document }: Pick<Contract, "document">): ContractDocument =>
  document as unknown as ContractDocument;
