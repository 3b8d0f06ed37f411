import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { otherSideOf } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { Engagement } from "../wire.ts";
import { proposalsQuery, type AwaitedSignature } from "./proposals.ts";
import { proposalWords } from "./words.ts";

/** That a version waits for a signature; nothing where none does. */
export function ProposalBanner({ engagement }: { readonly engagement: Engagement }) {
  const { data } = useQuery(proposalsQuery(engagement.id));
  const proposal = data?.items.find(({ state }) => state === "open");
  if (proposal === undefined) return null;
  return (
    <StatusSentence standing="soon">
      <ProposalSentence engagement={engagement} proposal={proposal} />
    </StatusSentence>
  );
}

/** Who proposes what, whose signature is missing, and the way there. */
export function ProposalSentence({ engagement, proposal: { id, number, side, signatures } }: AwaitedSignature) {
  const t = useWords(proposalWords);
  const isSigned = signatures.some((signature) => signature.side === engagement.side);
  const missing = t(isSigned ? "theirsMissing" : "yoursMissing");
  return (
    <>
      {t(side === engagement.side ? "bannerOwn" : "banner", { company: otherSideOf(engagement).name, number, missing })}{" "}
      <Link to="/engagements/$id/contract/proposals/$proposal" params={{ id: engagement.id, proposal: id }}>
        {t("read", { number })}
      </Link>
    </>
  );
}
