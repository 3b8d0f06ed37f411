import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWords } from "../i18n/language.tsx";
import { draftsQuery } from "./drafts.ts";
import { draftWords } from "./words.ts";

/** To the draft of an engagement's contract: the one that is open, or a new one. */
export function DraftLink({ id }: { readonly id: string }) {
  const t = useWords(draftWords);
  const { data } = useQuery(draftsQuery(id));
  const isOpen = data?.items.some(({ state }) => state === "open") === true;
  return (
    <Button component={Link} to={`/engagements/${id}/contract/draft`}>
      {t(isOpen ? "open" : "write")}
    </Button>
  );
}
