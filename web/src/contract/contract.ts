import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { Contract, ContractVersions } from "../wire.ts";

/** The version in force, else the latest. */
export const contractQuery = (engagementId: string) =>
  queryOptions({
    queryKey: ["contract", engagementId],
    queryFn: ({ signal }) =>
      request<Contract>("GET", `/engagements/${encodeURIComponent(engagementId)}/contract`, { signal }),
  });

export const versionsQuery = (engagementId: string) =>
  queryOptions({
    queryKey: ["contract-versions", engagementId],
    queryFn: ({ signal }) =>
      request<ContractVersions>("GET", `/engagements/${encodeURIComponent(engagementId)}/contract-versions`, {
        signal,
      }),
  });

/** The document of an answer: the server has checked it before it was stored. */
export const documentOf = ({ document }: Contract): ContractDocument => document as unknown as ContractDocument;
