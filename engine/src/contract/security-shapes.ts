/** Security duties in the contract document. Source: product.md §7, §15; docs/rules/contract-parts.md §8. */
import { z } from "zod";
import { IsoDate } from "../calendar/definition.ts";
import { Days, Hours, LIST_MAX, may, Months, must, Name, Names, TargetText, Text } from "./names.ts";

const PatchDeadline = z
  .strictObject({
    severity: must(z.enum(["critical", "high", "medium", "low"]), "Severity of the weakness.", "critical"),
    withinDays: must(Days, "Days after the update appears in which it is installed.", 3),
    services: may(Names, "Services for which it holds, by id; without them all.", ["servers"]),
  })
  .meta({
    id: "PatchDeadline",
    description: "By when updates are installed.",
    examples: [{ severity: "critical", withinDays: 3 }],
  });

const Backup = z
  .strictObject({
    id: must(Name, "Name of the plan.", "servers"),
    services: must(Names, "Services that are backed up, by id.", ["servers"]),
    everyHours: may(z.int().min(1).max(8_760), "Hours between two backups.", 24),
    keepDays: may(Days, "Days for which backups are kept.", 30),
    offSite: may(z.boolean(), "Whether a copy lies at another place.", true),
    immutable: may(z.boolean(), "Whether a copy cannot be changed by an attacker.", true),
    encrypted: may(z.boolean(), "Whether backups are encrypted.", true),
    keyHeldByClient: may(z.boolean(), "Whether the client holds the key, too.", true),
    restoreTestMonths: may(z.int().min(1).max(60), "Months between two restore tests.", 3),
    recoveryTime: may(TargetText, "Longest time until the service is back (RTO).", "PT8H elapsed"),
    dataLossHours: may(Hours, "Most hours of work that may be lost (RPO).", 24),
  })
  .meta({
    id: "BackupPlan",
    description: "What is backed up, and how it is proved.",
    examples: [{ id: "servers", services: ["servers"], everyHours: 24, restoreTestMonths: 3 }],
  });

const Certificate = z
  .strictObject({
    id: must(Name, "Name of the certificate.", "iso-27001"),
    holder: must(Name, "Party that holds it.", "provider"),
    standard: must(Text, "Standard.", "ISO/IEC 27001:2022"),
    number: may(Text, "Its number.", "27-4711"),
    scope: may(Text, "What it covers.", "Operation of the data centre in Neuss"),
    validUntil: may(IsoDate, "Last day of its validity.", "2028-03-31"),
    owed: may(z.boolean(), "Whether the holder owes it for the whole term.", true),
  })
  .meta({
    id: "Certificate",
    description: "A proof of security.",
    examples: [{ id: "iso-27001", holder: "provider", standard: "ISO/IEC 27001:2022", validUntil: "2028-03-31" }],
  });

const Access = z
  .strictObject({
    mfa: may(
      z.enum(["everyone", "privileged-and-remote", "privileged", "none"]),
      "Who needs a second factor.",
      "everyone",
    ),
    sharedAccounts: may(z.enum(["forbidden", "documented", "allowed"]), "Accounts of several persons.", "forbidden"),
    reviewMonths: may(z.int().min(1).max(60), "Months between two access reviews.", 12),
    privilegedReviewMonths: may(z.int().min(1).max(60), "The same of privileged access and the provider's.", 3),
    leaverHours: may(Hours, "Hours in which access of leavers is removed.", 24),
    staffChangeNoticeDays: may(Days, "Days in which the provider tells of leavers among his staff with access.", 1),
    emergencyAccounts: may(z.int().min(0).max(20), "Emergency accounts that the client holds.", 2),
    clientHoldsOwnership: may(
      z.boolean(),
      "Whether domains, tenants and licences are in the client's name and he has his own admin accounts.",
      true,
    ),
    remoteAccess: may(
      z.enum(["approved-and-recorded", "approved", "recorded", "free"]),
      "How remote maintenance happens.",
      "approved-and-recorded",
    ),
  })
  .meta({ id: "AccessDuties", description: "Who may access what, and how.", examples: [{ mfa: "everyone" }] });

const Logging = z
  .strictObject({
    keepDays: may(Days, "Days for which logs are kept.", 90),
    adminKeepDays: may(Days, "The same of logs of privileged acts.", 365),
    reviewDays: may(z.int().min(1).max(365), "Days between two reviews.", 7),
    protectedFromChange: may(z.boolean(), "Whether administrators cannot change them.", true),
    clientMayRead: may(z.boolean(), "Whether the client may read them.", true),
  })
  .meta({ id: "Logging", description: "What is logged, and for how long.", examples: [{ keepDays: 90 }] });

export const Security = z
  .strictObject({
    concept: may(Text, "The security concept.", "Annex 4, version 1.2"),
    contacts: may(Names, "Who is told of security incidents on both sides, by contact.", ["it-coordinator"]),
    access: may(Access, "Who may access what, and how.", { mfa: "everyone" }),
    logging: may(Logging, "What is logged.", { keepDays: 90 }),
    patching: may(z.array(PatchDeadline).max(100), "By when updates are installed.", [
      { severity: "critical", withinDays: 3 },
    ]),
    backup: may(z.array(Backup).max(LIST_MAX), "What is backed up.", [
      { id: "servers", services: ["servers"], everyHours: 24 },
    ]),
    incidentNoticeHours: may(Hours, "Hours in which the provider reports a security incident.", 24),
    incidentHelp: may(
      z.enum(["free", "priced", "none"]),
      "Help in a security incident: free, at an agreed price, or none.",
      "priced",
    ),
    vulnerabilityHandling: may(Text, "How weaknesses are found and mended.", "Monthly scan, report within 5 days"),
    encryption: may(z.boolean(), "Whether data are encrypted on the way and at rest.", true),
    tenantSeparation: may(Text, "How clients are separated.", "Own virtual networks, own backup jobs"),
    staffScreening: may(z.boolean(), "Whether the provider checks staff with privileged access.", true),
    trainingMonths: may(Months, "Months between two trainings of the provider's staff.", 12),
    subcontractorsBound: may(z.boolean(), "Whether subcontractors are bound by the same duties.", true),
    auditRight: may(z.boolean(), "Whether the client may audit.", true),
    exerciseMonths: may(z.int().min(1).max(60), "Months between two emergency exercises.", 12),
    emergencyManual: may(z.boolean(), "Whether an emergency manual is kept.", true),
    certificates: may(z.array(Certificate).max(100), "Proofs of security.", [
      { id: "iso-27001", holder: "provider", standard: "ISO/IEC 27001:2022" },
    ]),
  })
  .meta({ id: "Security", description: "Security duties.", examples: [{ incidentNoticeHours: 24 }] });
