/** Changes, steering and the client's obligations in the contract document. Source: product.md §§7, 13–15; docs/rules/contract-parts.md §6. */
import { z } from "zod";
import { Amount, Days, LIST_MAX, may, Months, must, Name, Names, TargetText, Text, Texts } from "./names.ts";

const Risk = z.enum(["low", "medium", "high"]);

const Approval = z
  .strictObject({
    id: must(Name, "Name of the line.", "small"),
    kinds: must(z.array(z.enum(["standard", "normal", "emergency"])).min(1), "Kinds of change for which it holds.", [
      "normal",
    ]),
    risks: may(z.array(Risk).min(1), "Risks for which it holds; without them all.", ["low", "medium"]),
    upTo: may(Amount, "Largest amount for which it holds; without it any.", "500.00"),
    approvers: must(Names.min(1), "Contacts who may approve, by id.", ["it-coordinator"]),
    together: may(z.int().min(1).max(10), "How many of them must approve; without it one.", 1),
  })
  .meta({
    id: "Approval",
    description: "Who may approve which changes.",
    examples: [{ id: "small", kinds: ["normal"], upTo: "500.00", approvers: ["it-coordinator"] }],
  });

const StandardChange = z
  .strictObject({
    id: must(Name, "Name of the change.", "new-user"),
    name: must(Text, "Name as people read it.", "Benutzer anlegen"),
    services: may(Names, "Services that it belongs to, by id.", ["m365"]),
    priceItem: may(Name, "Price item that it costs, by id; without it nothing.", "new-user"),
    target: may(TargetText, "By when it is done.", "end of next working day"),
    requesters: may(Names, "Contacts who may ask for it, by id; without them everybody.", ["office"]),
  })
  .meta({
    id: "StandardChange",
    description: "A change that is approved beforehand.",
    examples: [{ id: "new-user", name: "Benutzer anlegen" }],
  });

export const ChangeProcess = z
  .strictObject({
    approvals: must(z.array(Approval).max(100), "Who approves up to which risk and amount.", [
      { id: "small", kinds: ["normal"], upTo: "500.00", approvers: ["it-coordinator"] },
    ]),
    standard: may(z.array(StandardChange).max(LIST_MAX), "Changes that are approved beforehand.", [
      { id: "new-user", name: "Benutzer anlegen" },
    ]),
    riskBorneBy: may(Name, "Party that bears the risk of an approved change.", "client"),
    offerWithin: may(
      TargetText,
      "Time in which the provider answers a request with effort and risk.",
      "end of 5th working day",
    ),
    decisionWithin: may(TargetText, "Time in which the client decides.", "end of 3rd working day"),
    calendar: may(Name, "Calendar of both times.", "office"),
    silence: may(z.enum(["refused", "approved"]), "What it means if the client does not decide in time.", "refused"),
    backOutPlan: may(
      z.enum(["always", "normal-and-emergency", "high-risk", "none"]),
      "For which changes a back-out plan is written before.",
      "high-risk",
    ),
    emergencyInformWithin: may(TargetText, "Time in which the client is told of an emergency change.", "PT4H elapsed"),
    reviewWithinDays: may(Days, "Days after an emergency or failed change in which it is reviewed.", 10),
    form: may(z.enum(["written", "text", "portal"]), "Form in which contract changes are agreed.", "text"),
  })
  .meta({
    id: "ChangeProcess",
    description: "Who decides changes, and who bears their risk.",
    examples: [{ approvals: [{ id: "all", kinds: ["normal"], approvers: ["office"] }] }],
  });

const Meeting = z
  .strictObject({
    id: must(Name, "Name of the meeting.", "service-review"),
    name: must(Text, "Name as people read it.", "Regeltermin"),
    everyMonths: must(z.int().min(1).max(60), "Months between two meetings.", 3),
    contacts: may(Names, "Who takes part, by contact.", ["service-manager", "office"]),
    topics: may(Texts, "What it is about.", ["Service report", "Risks"]),
  })
  .meta({
    id: "Meeting",
    description: "A regular meeting.",
    examples: [{ id: "service-review", name: "Regeltermin", everyMonths: 3 }],
  });

export const Steering = z
  .strictObject({
    meetings: may(z.array(Meeting).max(100), "Regular meetings.", [
      { id: "service-review", name: "Regeltermin", everyMonths: 3 },
    ]),
    reportEveryMonths: may(z.int().min(1).max(60), "Months that a service report covers.", 1),
    reportWithinDays: may(Days, "Days after the period in which it is there.", 10),
    reportContent: may(Texts, "What it holds.", ["Attainment by priority", "Availability"]),
    measuredBy: may(
      z.enum(["provider", "client", "both"]),
      "Whose figures decide; both: each side may prove its own.",
      "both",
    ),
    contractReviewMonths: may(z.int().min(1).max(60), "Months after which the contract itself is reviewed.", 12),
    fixedContacts: may(Names, "Fixed contacts of the provider for this client, by id.", ["service-manager"]),
  })
  .meta({ id: "Steering", description: "How both sides steer the contract.", examples: [{ reportEveryMonths: 1 }] });

const Obligation = z
  .strictObject({
    id: must(Name, "Name of the obligation.", "leavers"),
    text: must(Text, "What the client contributes.", "Leavers are reported five working days before."),
    contact: may(Name, "Contact who sees to it, by id.", "office"),
    within: may(TargetText, "Time in which it is fulfilled after being asked.", "end of 2nd working day"),
    consequence: may(Text, "What holds if it is not fulfilled.", "The clock of the ticket is paused."),
  })
  .meta({
    id: "Obligation",
    description: "Something that the client owes.",
    examples: [{ id: "leavers", text: "Leavers are reported five working days before." }],
  });

export const Obligations = z.array(Obligation).max(LIST_MAX);

export const Transition = z
  .strictObject({
    start: may(Text, "From when the provider takes over.", "Four weeks before the start of the term"),
    acceptance: may(Texts, "What must be fulfilled for a service to go live.", ["Restore test of each server passed"]),
    stabilisationDays: may(Days, "Days after going live in which promises are measured and not credited.", 30),
    handover: may(Texts, "What the provider before, or the client, hands over.", ["Documentation", "Accesses"]),
    knowledgeTransferHours: may(z.int().min(0).max(10_000), "Hours of knowledge transfer.", 16),
    maximumMonths: may(Months, "Months in which the transition ends.", 3),
  })
  .meta({ id: "Transition", description: "How the provider takes over.", examples: [{ stabilisationDays: 30 }] });
