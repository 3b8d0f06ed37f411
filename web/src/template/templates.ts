/** Templates of the own company. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { request } from "../api.ts";
import { mayDo, useSession } from "../session.ts";
import type { Template } from "../wire.ts";

export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: ({ signal }) => request("GET /company/templates", { signal }),
});

/** Those of a kind, by name; none for who may not use them. */
export function useTemplates(kind: Template["kind"]): readonly Template[] {
  const enabled = mayDo(useSession(), "template:read");
  const { data } = useQuery({ ...templatesQuery, enabled });
  return (data?.items ?? []).filter((each) => each.kind === kind);
}

/** What stands for a gap of a template; without it the gap stays, so that nobody sends half a greeting. */
export type Filling = Readonly<Partial<Record<"name" | "number" | "subject" | "me", string>>>;

/** A template's text with its gaps filled. */
export const filledIn = (content: string, filling: Filling): string =>
  content.replaceAll(/\{(name|number|subject|me)\}/g, (gap, name: keyof Filling) => filling[name] ?? gap);
