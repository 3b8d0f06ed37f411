/** Data protection in the contract document. Source: GDPR Art. 28; product.md §7; docs/rules/contract-parts.md §7. */
import { z } from "zod";
import { IsoDate } from "../calendar/definition.ts";
import { Country, Days, Hours, LIST_MAX, may, Months, must, Name, Names, Text, Texts } from "./names.ts";

const Document = {
  title: must(Text, "Title of the document.", "Anlage 3: Technische und organisatorische Maßnahmen"),
  version: may(Text, "Its version.", "2.1"),
  date: may(IsoDate, "Its date.", "2026-01-01"),
  place: may(Text, "Where it can be found.", "Annex 3"),
};

const DocumentRef = z
  .strictObject(Document)
  .meta({ id: "DocumentRef", description: "A document.", examples: [{ title: "Annex 3", date: "2026-01-01" }] });

const Clause = z
  .strictObject({
    agreed: must(z.boolean().default(true), "Whether it is agreed.", true),
    clause: may(Text, "Where it stands, or its words.", "AVV § 4"),
  })
  .meta({ id: "Clause", description: "Whether and where something is agreed.", examples: [{ clause: "AVV § 4" }] });

const clause = (description: string, example: string) => may(Clause, description, { clause: example });

const Clauses = z
  .strictObject({
    instructions: clause("Processing on documented instructions only, transfers included (a).", "AVV § 2"),
    confidentiality: clause("Staff bound to confidentiality (b).", "AVV § 3"),
    security: clause("Measures of Art. 32 (c).", "AVV § 4, annex 3"),
    subProcessors: clause("Rules for sub-processors (d).", "AVV § 5"),
    dataSubjectRights: clause("Help with requests of data subjects (e).", "AVV § 6"),
    assistance: clause("Help with Art. 32 to 36: security, breaches, impact assessment (f).", "AVV § 7"),
    deletion: clause("Deletion or return at the end, at the client's choice (g).", "AVV § 8"),
    audit: clause("Proof and audits (h).", "AVV § 9"),
  })
  .meta({
    id: "ProcessorClauses",
    description: "The points of Art. 28(3) GDPR, letters a to h.",
    examples: [{ instructions: { clause: "AVV § 2" } }],
  });

const Transfer = z
  .strictObject({
    basis: must(
      z.enum(["adequacy", "data-privacy-framework", "standard-clauses", "binding-rules", "other"]),
      "Basis of the transfer to a third country.",
      "standard-clauses",
    ),
    document: may(Text, "Where it is written down.", "SCC 2021/914, module 3, of 2026-01-10"),
    assessedOn: may(IsoDate, "Day of the transfer impact assessment.", "2026-01-10"),
  })
  .meta({ id: "Transfer", description: "Why data may go to a third country.", examples: [{ basis: "adequacy" }] });

const SubProcessor = z
  .strictObject({
    id: must(Name, "Name of the sub-processor.", "datacentre"),
    party: may(Name, "Party of this contract that it is, by key.", "datacentre"),
    name: must(Text, "Legal name.", "Rheinhost Rechenzentrum GmbH"),
    address: may(Text, "Postal address.", "Hafendamm 21, 41460 Neuss"),
    contact: may(Text, "Who can be reached.", "datenschutz@rheinhost.example"),
    country: must(Country, "Country in which it processes.", "DE"),
    purpose: may(Text, "What it processes data for.", "Housing of the servers"),
    services: may(Names, "Services for which it works, by id.", ["servers"]),
    transfer: may(Transfer, "Basis of the transfer, outside the EEA.", { basis: "standard-clauses" }),
    flowDown: may(z.boolean(), "Whether it is bound by the same duties.", true),
  })
  .meta({
    id: "SubProcessor",
    description: "A company that processes the client's data for the provider.",
    examples: [{ id: "datacentre", name: "Rheinhost Rechenzentrum GmbH", country: "DE" }],
  });

const Location = z
  .strictObject({
    country: must(Country, "Country.", "DE"),
    place: may(Text, "Place.", "Neuss"),
    services: may(Names, "Services whose data lie there, by id; without them all.", ["servers"]),
    transfer: may(Transfer, "Basis of the transfer, outside the EEA.", { basis: "adequacy" }),
  })
  .meta({ id: "DataLocation", description: "A place of data.", examples: [{ country: "DE", place: "Neuss" }] });

const AiSystem = z
  .strictObject({
    id: must(Name, "Name of the system.", "ticket-assistant"),
    name: must(Text, "Product and maker.", "Ticket assistant of Muster AI GmbH"),
    purpose: must(Text, "What it is used for.", "Proposes answers; a person decides"),
    country: may(Country, "Country in which it processes.", "DE"),
    trainsOnClientData: must(z.boolean(), "Whether it is trained on the client's data.", false),
    personDecides: may(z.boolean(), "Whether a person decides before anything is done.", true),
    subProcessor: may(Name, "Sub-processor that runs it, by id.", "datacentre"),
  })
  .meta({
    id: "AiSystem",
    description: "An AI system that sees the client's data.",
    examples: [{ id: "assistant", name: "Assistant", purpose: "Proposes answers", trainsOnClientData: false }],
  });

const AiUse = z
  .strictObject({
    allowed: must(
      z.enum(["no", "listed", "with-consent", "yes"]),
      "Whether AI may see the client's data: not at all, the listed systems, others after consent, or freely.",
      "listed",
    ),
    systems: may(z.array(AiSystem).max(100), "The systems.", [
      { id: "assistant", name: "Assistant", purpose: "Proposes answers", trainsOnClientData: false },
    ]),
  })
  .meta({ id: "AiUse", description: "Use of AI on the client's data.", examples: [{ allowed: "no" }] });

const Deletion = z
  .strictObject({
    withinDays: may(Days, "Days after the end in which everything is deleted.", 30),
    backupsWithinDays: may(Days, "Days after which it is gone from backups.", 90),
    certificate: may(z.boolean(), "Whether a deletion certificate is owed.", true),
    choice: may(z.enum(["client", "delete", "return"]), "Who chooses between deletion and return.", "client"),
  })
  .meta({ id: "Deletion", description: "How data are deleted.", examples: [{ withinDays: 30, certificate: true }] });

export const DataProtection = z
  .strictObject({
    processing: must(
      z.boolean(),
      "Whether the provider processes personal data for the client; remote maintenance with access to them does.",
      true,
    ),
    agreement: may(DocumentRef, "The processing agreement.", { title: "AVV", date: "2026-01-01" }),
    subject: may(Text, "Subject-matter of the processing.", "Operation of the client's IT"),
    duration: may(Text, "Its duration.", "Term of the contract"),
    nature: may(Text, "Its nature.", "Storage, backup, remote maintenance"),
    purpose: may(Text, "Its purpose.", "Operation and support"),
    dataTypes: may(Texts, "Types of personal data.", ["Contact data", "E-mail content"]),
    dataSubjects: may(Texts, "Categories of data subjects.", ["Employees", "Customers"]),
    specialCategories: may(Texts, "Special categories (Art. 9); an empty list is: none.", ["Health data"]),
    clauses: may(Clauses, "The points of Art. 28(3).", { instructions: { clause: "AVV § 2" } }),
    subProcessorConsent: may(
      z.enum(["specific", "general", "none-allowed"]),
      "Authorisation of sub-processors: each one, in general with a right to object, or none.",
      "general",
    ),
    objectionDays: may(Days, "Days in which the client may object to a new sub-processor.", 30),
    subProcessors: may(z.array(SubProcessor).max(LIST_MAX), "All sub-processors; an empty list is: none.", [
      { id: "datacentre", name: "Rheinhost Rechenzentrum GmbH", country: "DE" },
    ]),
    allowedCountries: may(
      z.array(z.union([z.literal("EEA"), Country], { error: "expected EEA or a country such as DE" })).max(250),
      "Countries in which data may be: EEA stands for its members.",
      ["EEA"],
    ),
    atRest: may(z.array(Location).max(LIST_MAX), "Where data are stored.", [{ country: "DE", place: "Neuss" }]),
    processedIn: may(z.array(Location).max(LIST_MAX), "From where they are processed.", [{ country: "DE" }]),
    locationChangeDays: may(Days, "Days before which a change of places is announced.", 60),
    breachNoticeHours: may(Hours, "Hours in which the provider reports a personal data breach.", 24),
    requestForwardDays: may(Days, "Days in which requests of data subjects are passed on.", 3),
    officers: may(Names, "Data-protection contacts of both sides, by contact.", ["privacy-officer"]),
    measures: may(DocumentRef, "Technical and organisational measures.", { title: "Annex 3", date: "2026-01-01" }),
    measuresReviewMonths: may(Months, "Months after which the measures are reviewed.", 12),
    auditNoticeDays: may(Days, "Days before which an audit is announced.", 14),
    deletion: may(Deletion, "How data are deleted at the end.", { withinDays: 30, certificate: true }),
    ai: may(AiUse, "Use of AI on the client's data.", { allowed: "no" }),
  })
  .meta({ id: "DataProtection", description: "Processing of personal data.", examples: [{ processing: true }] });
