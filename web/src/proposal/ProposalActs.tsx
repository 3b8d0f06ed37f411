import { Button, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { otherSideOf } from "../engagement/engagements.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Engagement, Proposal } from "../wire.ts";
import { proposalWords } from "./words.ts";

const HASH_SHOWN = 16;

interface ActProps {
  readonly proposal: Proposal;
  readonly engagement: Engagement;
}

/** Sign, decline or withdraw: what the reader's side may still do. */
export function ProposalActs({ proposal, engagement }: ActProps) {
  const t = useWords(proposalWords);
  const [act, setAct] = useState<"sign" | "decline" | "withdraw">();
  const { side, rights } = engagement;
  if (proposal.state !== "open") return null;
  const isOwn = proposal.side === side;
  const isSigned = proposal.signatures.some((signature) => signature.side === side);
  const close = () => setAct(undefined);
  return (
    <>
      {isOwn && rights.includes("contract:write") ? (
        <Button variant="default" onClick={() => setAct("withdraw")}>
          {t("withdraw")}
        </Button>
      ) : null}
      {!isOwn && rights.includes("contract:sign") ? (
        <Button variant="default" onClick={() => setAct("decline")}>
          {t("decline")}
        </Button>
      ) : null}
      {!isSigned && rights.includes("contract:sign") ? (
        <Button onClick={() => setAct("sign")}>{t("sign")}</Button>
      ) : null}
      {act === "sign" ? <SignDialog proposal={proposal} engagement={engagement} close={close} /> : null}
      {act === "decline" ? <DeclineDialog proposal={proposal} engagement={engagement} close={close} /> : null}
      {act === "withdraw" ? <WithdrawDialog proposal={proposal} engagement={engagement} close={close} /> : null}
    </>
  );
}

interface DialogProps extends ActProps {
  readonly close: () => void;
}

function SignDialog({ proposal: { id, number, hash, validFrom, signatures }, engagement, close }: DialogProps) {
  const t = useWords(proposalWords);
  const { date } = useFormats();
  const queries = useQueryClient();
  const sign = async () => {
    await request("POST /engagements/:id/contract-proposals/:other/signatures", {
      params: { id: engagement.id, other: id },
      body: { hash },
    });
    sayDone(t("signed", { number }));
    await queries.invalidateQueries();
  };
  const from = date(validFrom, "UTC");
  return (
    <ConfirmDialog title={t("signTitle", { number })} act={t("sign")} run={sign} close={close}>
      <p>{t("signMeans", { company: engagement[engagement.side].name, hash: `${hash.slice(0, HASH_SHOWN)}…` })}</p>
      <p>
        {signatures.length === 0
          ? t("signFirst", { number, company: otherSideOf(engagement).name })
          : t("signLast", { number, from })}
      </p>
    </ConfirmDialog>
  );
}

function DeclineDialog({ proposal: { id, number }, engagement, close }: DialogProps) {
  const t = useWords(proposalWords);
  const queries = useQueryClient();
  const form = useForm({
    fields: ["reason"] as const,
    check: ({ reason }) => (reason.trim() === "" ? { reason: t("reasonNeeded") } : {}),
    send: async ({ reason }) => {
      await request("PUT /engagements/:id/contract-proposals/:other/refusal", {
        params: { id: engagement.id, other: id },
        body: { reason: reason.trim() },
      });
      await queries.invalidateQueries();
      close();
    },
  });
  return (
    <FormDialog title={t("declineTitle", { number })} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <Textarea
          {...form.field("reason")}
          label={t("reason")}
          description={t("reasonHelp", { company: otherSideOf(engagement).name })}
          maxLength={2_000}
          rows={3}
          data-autofocus
        />
        <ProblemNote error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("decline")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}

function WithdrawDialog({ proposal: { id }, engagement, close }: DialogProps) {
  const t = useWords(proposalWords);
  const queries = useQueryClient();
  const withdraw = async () => {
    await request("DELETE /engagements/:id/contract-proposals/:other", { params: { id: engagement.id, other: id } });
    await queries.invalidateQueries();
  };
  return (
    <ConfirmDialog title={t("withdrawTitle")} act={t("withdraw")} run={withdraw} close={close}>
      <p>{t("withdrawMeans", { company: otherSideOf(engagement).name })}</p>
    </ConfirmDialog>
  );
}
