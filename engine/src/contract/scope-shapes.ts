/** Parties, services and responsibilities in the contract document. Source: product.md §5, §7. */
import { z } from "zod";
import { IsoDate } from "../calendar/definition.ts";
import { ACTIVITIES, AREAS } from "../scope/activities.ts";
import { Country, LIST_MAX, may, Name, Names, Quantity, Text, Texts } from "./names.ts";

const Party = Name.meta({ description: "A party by its key under parties.", examples: ["client", "provider"] });

const Contact = z
  .strictObject({
    id: Name.meta({
      description: "Name by which other parts of the contract refer to the contact.",
      examples: ["office"],
    }),
    name: Text.meta({ description: "Name of the person or desk.", examples: ["Sabine Röckl", "Service desk"] }),
    function: Text.optional().meta({ description: "What the person does for the contract.", examples: ["IT contact"] }),
    email: z
      .email({ error: "expected an e-mail address" })
      .optional()
      .meta({ description: "E-mail address.", examples: ["office@example.com"] }),
    phone: z
      .string()
      .regex(/^[+0-9 ()/-]{3,40}$/, { error: "expected a telephone number" })
      .optional()
      .meta({ description: "Telephone number.", examples: ["+49 89 99998-111"] }),
  })
  .meta({ id: "Contact", description: "A person or a desk that can be reached." });

export const PartyEntry = z
  .strictObject({
    role: z.enum(["client", "provider", "subcontractor", "vendor"]).meta({
      description:
        "What the party is in this contract. Exactly one is the client and one the provider; subcontractors work for the provider, vendors are third parties.",
      examples: ["client"],
    }),
    name: Text.meta({ description: "Legal name.", examples: ["Lindenhof Architekten PartG mbB"] }),
    address: Text.optional().meta({ description: "Postal address.", examples: ["Am Lindenhof 7, 86152 Augsburg"] }),
    country: may(Country, "Country of the seat.", "DE"),
    registration: may(Text, "Register and number.", "Amtsgericht Augsburg, PR 1234"),
    vatId: may(Text, "VAT identification number.", "DE123456789"),
    representedBy: may(Text, "Who signs for it.", "Dr. Katharina Lindner, Partnerin"),
    iban: may(Text, "Bank account to which invoices are paid.", "DE02 1203 0000 0000 2020 51"),
    tasks: may(Text, "What a subcontractor or vendor does for the contract.", "Housing of the servers"),
    approved: may(z.boolean(), "Whether the client has approved a subcontractor.", true),
    contacts: z
      .array(Contact)
      .max(LIST_MAX)
      .optional()
      .meta({
        description: "Who can be reached. An id occurs once in all parties.",
        examples: [[{ id: "office", name: "Sabine Röckl" }]],
      }),
  })
  .meta({ id: "Party", description: "A company that takes part in the contract." });

const Activity = z.enum(ACTIVITIES);

const Parties = z.union([Party, z.array(Party).max(20)], { error: "expected a party or a list of parties" });

const Responsibility = z
  .strictObject({
    accountable: Parties.optional().meta({
      description: "Who answers for the activity: exactly one party, if scope is to be clear.",
      examples: ["provider"],
    }),
    responsible: Parties.optional().meta({
      description: "Who does it.",
      examples: ["provider", ["provider", "datacentre"]],
    }),
    consulted: Parties.optional().meta({ description: "Who is asked before.", examples: ["client"] }),
    informed: Parties.optional().meta({ description: "Who is told afterwards.", examples: ["client"] }),
    contact: Name.optional().meta({
      description: "Contact of the accountable party by id, once known.",
      examples: ["office"],
    }),
  })
  .meta({ id: "Responsibility", description: "Who is responsible for one activity of a service (RACI)." });

export const Service = z
  .strictObject({
    id: Name.meta({ description: "Name by which tickets and prices refer to the service.", examples: ["workplace"] }),
    name: Text.meta({ description: "Name as people read it.", examples: ["Arbeitsplätze", "Workplaces"] }),
    area: z.enum(AREAS).meta({ description: "Service area.", examples: ["devices"] }),
    description: Text.optional().meta({
      description: "The service in one or two sentences.",
      examples: ["Betrieb, Pflege und Austausch der Arbeitsplatzrechner"],
    }),
    serviceLevel: Name.optional().meta({
      description: "Service level that holds for the service; without one no clock runs.",
      examples: ["standard"],
    }),
    included: Texts.optional().meta({
      description: "What the service comprises.",
      examples: [["Security updates within 14 days"]],
    }),
    excluded: Texts.optional().meta({
      description: "What it does not comprise.",
      examples: [["Purchase of hardware"]],
    }),
    quantities: z
      .record(Name, z.int().min(0).max(10_000_000))
      .optional()
      .meta({ description: "Agreed quantities by unit.", examples: [{ users: 12, devices: 15 }] }),
    clientObligations: Texts.optional().meta({
      description: "What the client has to contribute.",
      examples: [["Leavers are reported five working days before"]],
    }),
    activities: z
      .partialRecord(Activity, Responsibility, { error: "expected activities by name" })
      .optional()
      .meta({
        description: "Who is responsible for which activity.",
        examples: [{ operate: { accountable: "provider", responsible: "provider", informed: "client" } }],
      }),
    personalData: may(z.boolean(), "Whether the provider can see personal data in it.", true),
    dataProcessingService: may(
      z.boolean(),
      "Whether it is a data processing service of the Data Act: scalable resources on demand, as cloud services are.",
      false,
    ),
    criticality: may(z.enum(["low", "medium", "high"]), "How much depends on it.", "high"),
    ictServiceType: may(
      z.string().regex(/^S(?:0[1-9]|1\d)$/, { error: "expected a type of the DORA register such as S14" }),
      "Type of ICT service in the DORA register of information.",
      "S14",
    ),
    sites: may(Texts, "Sites at which it is performed.", ["Am Lindenhof 7, Augsburg"]),
    acceptance: may(Texts, "What must be fulfilled for it to be accepted.", ["All devices in monitoring"]),
    definitions: may(z.record(Name, Text), "What words of the scope mean.", {
      device: "A device of the inventory in annex 2",
    }),
    goLive: may(IsoDate, "Day on which it goes live, if not the start of the term.", "2026-02-01"),
    hoursIncluded: may(Quantity, "Hours of work of a month that it includes.", "4"),
    partners: may(Names, "Subcontractors and vendors that take part, by party.", ["datacentre"]),
  })
  .meta({ id: "Service", description: "One service with its scope and responsibilities." });
