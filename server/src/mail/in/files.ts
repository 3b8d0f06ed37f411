/** The files of a mail, each as one of its ticket, once. */
import { createHash } from "node:crypto";
import { Ctx } from "../../context.ts";
import { inScope } from "../../db/tenant.ts";
import { Problem } from "../../problem.ts";
import { ATTACHMENT_BYTES_MAX, attachmentAdd } from "../../ticket/attachments.ts";
import { whereaboutsOf } from "../../ticket/whereabouts.ts";
import type { MailFile } from "./mail.ts";
import { stepCount, stepOf, type Bringing, type Noted } from "./step.ts";

/** Adds the files that are still missing: the first step was the act, each further one is a file. */
export async function addFiles(bringing: Bringing, ticket: string, isInternal: boolean): Promise<undefined> {
  const { files } = bringing.mail;
  for (let step = Math.max(1, bringing.claimed.stepsDone); step <= files.length; step += 1)
    await addFile(bringing, ticket, files[step - 1]!, { step, isInternal, isLast: step === files.length });
  return undefined;
}

interface FileStep {
  readonly step: number;
  readonly isInternal: boolean;
  readonly isLast: boolean;
}

async function addFile(bringing: Bringing, ticket: string, file: MailFile, at: FileStep): Promise<void> {
  const { step, isInternal, isLast } = at;
  const { name, content } = file;
  if (content.length === 0 || content.length > ATTACHMENT_BYTES_MAX || (await isThere(bringing, ticket, file)))
    return passOver(bringing, step, {
      isLast,
      ...(content.length > ATTACHMENT_BYTES_MAX && { reason: "file-too-large" }),
    });
  try {
    await attachmentAdd(
      stepOf(bringing, step, () => Promise.resolve({ isLast })),
      ticket,
      name,
      content,
      isInternal,
    );
  } catch (error) {
    // The ticket takes no more files; all of them are in the mail as it came.
    if (!(error instanceof Problem)) throw error;
    await passOver(bringing, step, { isLast, reason: error.kind });
  }
}

/** Whether the ticket has the same bytes already, as the sign of a company below each of its mails. */
async function isThere({ desk, actor }: Bringing, ticket: string, { content }: MailFile): Promise<boolean> {
  const ctx = new Ctx(desk.db, actor, desk.clock(), ticket);
  const { place } = await whereaboutsOf(ctx, ticket);
  const same = await ctx.read(place, (tx) =>
    tx
      .selectFrom("attachment")
      .select("attachment_id")
      .where("tenant_id", "=", place.tenant)
      .where("ticket_id", "=", ticket)
      .where("sha256", "=", createHash("sha256").update(content).digest())
      .executeTakeFirst(),
  );
  return same !== undefined;
}

const passOver = ({ desk, claimed }: Bringing, number: number, noted: Noted): Promise<void> =>
  inScope(desk.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    stepCount(tx, desk.clock(), { mail: claimed, number }, noted),
  );
