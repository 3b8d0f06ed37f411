/** Term, exit, liability, governing documents and regulation in the contract document. Source: product.md §7, §16; docs/rules/contract-parts.md §9, §10. */
import { z } from "zod";
import { IsoDate } from "../calendar/definition.ts";
import {
  Amount,
  Country,
  Days,
  Hours,
  LIST_MAX,
  may,
  Months,
  must,
  Name,
  Names,
  Percent,
  Text,
  Texts,
} from "./names.ts";

const ForCause = z
  .strictObject({
    by: must(z.enum(["client", "provider", "both"]), "Who may end the contract.", "client"),
    reason: must(Text, "For what.", "Insolvency of the provider"),
    noticeDays: may(Days, "Days of notice; without them at once.", 14),
  })
  .meta({
    id: "TerminationForCause",
    description: "A right to end the contract early.",
    examples: [{ by: "client", reason: "Insolvency of the provider" }],
  });

export const Term = z
  .strictObject({
    start: must(IsoDate, "First day of the contract.", "2026-01-01"),
    end: may(IsoDate, "Last day of the contract; without it the term is open.", "2028-12-31"),
    minimumMonths: may(Months, "Months from the start in which no ordinary notice ends the contract.", 36),
    renewalMonths: may(z.int().min(1).max(600), "Months by which the term is renewed unless notice is given.", 12),
    noticeMonths: may(z.int().min(0).max(120), "Months of notice before the end of the term.", 3),
    noticeDays: may(Days, "Days of notice instead of months.", 30),
    providerNoticeMonths: may(
      z.int().min(0).max(120),
      "Months of notice of the provider, if they are not the client's.",
      6,
    ),
    noticeTo: may(
      z.enum(["end-of-term", "end-of-month", "end-of-quarter", "end-of-year", "any-day"]),
      "To which day notice may be given; without it to the end of the term, or of a month if the term is open.",
      "end-of-term",
    ),
    noticeForm: may(z.enum(["written", "text", "electronic"]), "Form of notice.", "text"),
    forCause: may(z.array(ForCause).max(100), "Rights to end the contract early.", [
      { by: "client", reason: "Insolvency of the provider" },
    ]),
    partialNotice: may(z.boolean(), "Whether single services may be ended alone.", true),
  })
  .meta({
    id: "Term",
    description: "Term, renewal and notice.",
    examples: [{ start: "2026-01-01", end: "2028-12-31", renewalMonths: 12, noticeMonths: 3 }],
  });

const DataFormat = z
  .strictObject({
    data: must(Text, "Which data.", "Mailboxes"),
    format: must(Text, "In which format.", "PST or MBOX"),
    open: may(z.boolean(), "Whether the format is open: readable without the provider's programs.", true),
    services: may(Names, "Services whose data they are, by id.", ["m365"]),
  })
  .meta({
    id: "DataFormat",
    description: "The format in which data are handed over.",
    examples: [{ data: "Mailboxes", format: "PST or MBOX" }],
  });

const Assistance = z
  .strictObject({
    months: may(Months, "Months in which the provider assists.", 3),
    price: may(
      z.enum(["included", "by-rate", "fixed"]),
      "What assistance costs: nothing, the rates of a price item, or a fixed price.",
      "by-rate",
    ),
    priceItem: may(Name, "Price item by which it is charged, by id.", "extra-work"),
    includedHours: may(z.int().min(0).max(10_000), "Hours that cost nothing.", 8),
    continuedService: may(z.boolean(), "Whether the services go on during it.", true),
    tasks: may(Texts, "What it comprises.", ["Handover meetings with the next provider"]),
  })
  .meta({ id: "ExitAssistance", description: "Help at the end.", examples: [{ months: 3, price: "by-rate" }] });

export const Exit = z
  .strictObject({
    assistance: may(Assistance, "Help at the end.", { months: 3, price: "by-rate" }),
    dataFormats: may(z.array(DataFormat).max(LIST_MAX), "Formats of the data that are handed over.", [
      { data: "Mailboxes", format: "PST or MBOX" },
    ]),
    dataWithinDays: may(Days, "Days after notice or request in which data are handed over.", 14),
    exportOnRequest: may(z.boolean(), "Whether the client may have an export at any time.", true),
    handover: may(Texts, "What else is handed over.", ["Documentation", "Accesses", "Licences"]),
    accessRevocationHours: may(Hours, "Hours after the end in which the provider's access is removed.", 24),
    deletionWithinDays: may(Days, "Days after the handover in which the provider deletes.", 30),
    deletionCertificate: may(z.boolean(), "Whether a deletion certificate is owed.", true),
    planWithinMonths: may(Months, "Months after the start in which an exit plan is there.", 6),
    planReviewMonths: may(z.int().min(1).max(60), "Months after which it is reviewed.", 12),
    testMonths: may(z.int().min(1).max(60), "Months between two tests of the export.", 12),
    licencesTransfer: may(z.boolean(), "Whether licences go over to the client.", true),
    retentionOfDocuments: may(z.enum(["none", "statutory", "lien"]), "What the provider may keep.", "statutory"),
    switchNoticeDays: may(Days, "Days of notice for switching to another service (Data Act).", 60),
    switchTransitionDays: may(Days, "Days in which the switch ends (Data Act).", 30),
    switchExtension: may(z.boolean(), "Whether the client may extend that time once (Data Act).", true),
    retrievalDays: may(Days, "Days after the switch in which data can still be fetched (Data Act).", 30),
    exportList: may(Text, "List of all data and assets that can be exported (Data Act).", "Annex 6"),
    switchingCharges: may(
      z.enum(["none", "cost", "priced"]),
      "Charges for switching: none, the provider's direct cost, or a price (Data Act).",
      "none",
    ),
    earlyTerminationFee: may(Amount, "Sum that is owed for ending a fixed term early.", "0.00"),
  })
  .meta({ id: "Exit", description: "How the contract ends.", examples: [{ dataWithinDays: 14 }] });

const Insurance = z
  .strictObject({
    kind: must(Text, "Kind of insurance.", "IT liability"),
    sum: must(Amount, "Sum insured for a case.", "2000000.00"),
    validUntil: may(IsoDate, "Last day of the proof.", "2026-12-31"),
  })
  .meta({ id: "Insurance", description: "An insurance.", examples: [{ kind: "IT liability", sum: "2000000.00" }] });

export const Liability = z
  .strictObject({
    capAmount: may(Amount, "Liability cap of a case.", "500000.00"),
    capPercentOfYear: may(Percent, "Liability cap of a year, as share of its fees.", "100"),
    unlimitedFor: may(Texts, "For what liability is unlimited.", ["Intent and gross negligence", "Injury"]),
    dataLoss: may(Text, "What holds for lost data.", "Cost of restoring from a backup of the day before"),
    insurance: may(z.array(Insurance).max(20), "Insurances of the provider.", [
      { kind: "IT liability", sum: "2000000.00" },
    ]),
  })
  .meta({ id: "Liability", description: "Liability and insurance.", examples: [{ capAmount: "500000.00" }] });

const GoverningDocument = z
  .strictObject({
    id: must(Name, "Name of the document.", "dpa"),
    title: must(Text, "Title as people read it.", "Vertrag zur Auftragsverarbeitung"),
    kind: must(
      z.enum([
        "contract",
        "schedule",
        "sla",
        "dpa",
        "security",
        "price-list",
        "offer",
        "terms-provider",
        "terms-client",
        "law",
      ]),
      "What it is.",
      "dpa",
    ),
    rank: must(z.int().min(1).max(1_000), "Its rank: where documents contradict, the lower number holds.", 1),
    date: may(IsoDate, "Its date.", "2026-01-01"),
    version: may(Text, "Its version.", "1.0"),
  })
  .meta({
    id: "GoverningDocument",
    description: "A document of the contract.",
    examples: [{ id: "dpa", title: "AVV", kind: "dpa", rank: 1 }],
  });

export const Governing = z
  .strictObject({
    documents: may(z.array(GoverningDocument).max(LIST_MAX), "The documents and their order of precedence.", [
      { id: "contract", title: "Vertrag", kind: "contract", rank: 1 },
    ]),
    law: may(Country, "Country whose law holds.", "DE"),
    venue: may(Text, "Place of jurisdiction.", "München"),
    settlement: may(Text, "How disputes are settled before a court is asked.", "Meeting of both managements"),
    changesForm: may(z.enum(["written", "text", "electronic"]), "Form in which the contract is changed.", "text"),
  })
  .meta({ id: "Governing", description: "Documents, law and venue.", examples: [{ law: "DE", venue: "München" }] });

const DoraDuties = z
  .strictObject({
    criticalFunctions: may(Names, "Services that support critical or important functions, by id.", ["servers"]),
    cooperation: may(z.boolean(), "Whether the provider works with the supervisors.", true),
    insolvencyAccess: may(z.boolean(), "Whether data stay accessible on insolvency and discontinuation.", true),
    incidentHelp: may(z.enum(["free", "priced"]), "Help in ICT incidents: free, or at a price set before.", "priced"),
    awarenessTraining: may(z.boolean(), "Whether the provider takes part in awareness programmes.", true),
    unrestrictedAudit: may(z.boolean(), "Whether access, inspection and audit are unrestricted.", true),
    testedContingency: may(z.boolean(), "Whether contingency plans exist and are tested.", true),
    penetrationTests: may(z.boolean(), "Whether the provider takes part in threat-led penetration tests.", true),
    reportsDevelopments: may(z.boolean(), "Whether material developments are reported.", true),
    transitionMonths: may(Months, "Months of service after notice.", 12),
    subcontracting: may(
      z.enum(["forbidden", "with-consent", "allowed"]),
      "Whether critical functions may be passed on.",
      "with-consent",
    ),
    locationChangeDays: may(Days, "Days before which a change of places is announced.", 90),
  })
  .meta({ id: "DoraDuties", description: "What DORA Art. 30 asks of a contract.", examples: [{ cooperation: true }] });

const SupplyChainDuties = z
  .strictObject({
    incidentNoticeHours: may(Hours, "Hours in which the provider reports a significant incident.", 12),
    proofs: may(Text, "How the provider proves his security.", "ISO 27001, yearly report"),
    staffSkills: may(Text, "What his staff must be able to do.", "Yearly training, certificates of annex 5"),
    helpsWithReports: may(z.boolean(), "Whether he helps with reports to the authority.", true),
  })
  .meta({
    id: "SupplyChainDuties",
    description: "What NIS2 asks of the supply chain.",
    examples: [{ incidentNoticeHours: 12 }],
  });

export const Regulation = z
  .strictObject({
    nis2: may(
      z.enum(["none", "important", "very-important", "through-customers"]),
      "Whether the client falls under NIS2 (BSIG), or is bound by contracts of his customers.",
      "important",
    ),
    dora: may(z.boolean(), "Whether the client is a financial entity under DORA.", false),
    doraDuties: may(DoraDuties, "What DORA asks of the contract.", { cooperation: true }),
    supplyChain: may(SupplyChainDuties, "What NIS2 asks of the supply chain.", { incidentNoticeHours: 12 }),
  })
  .meta({ id: "Regulation", description: "Regulation that the client falls under.", examples: [{ nis2: "none" }] });
