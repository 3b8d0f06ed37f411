/**
 * The mapping document `handschlag/mapping@1`: what the columns and words of another tool's export mean. Source:
 * docs/rules/log-mappings.md §§1–2.
 */
import { z } from "zod";
import { TimeZoneName } from "../calendar/definition.ts";
import type { Misfit } from "../contract/references.ts";
import { isDateFormat } from "./date-format.ts";
import { SIDES, type EventType, type Side } from "./event.ts";

export const FORMAT = "handschlag/mapping@1";

const COLUMNS_JOINED_MAX = 5;
const WORDS_MAX = 1_000;

const Name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: "expected a short name of letters, digits, dots, hyphens and underscores",
});
const Text = z.string().min(1, { error: "expected a text that is not empty" }).max(1_000);
const Word = Text.refine((text) => text === text.trim(), {
  error: "expected a text without blanks at its ends: cells are read without them",
});

const TimeColumn = Word.meta({ description: "A column by its heading." });
const TextColumn = z
  .union([Word, z.array(Word).min(2).max(COLUMNS_JOINED_MAX)], {
    error: "expected a column by its heading, or a list of columns that are read as one",
  })
  .meta({
    description: "A column by its heading, or several that are read as one with / between them.",
    examples: ["State", ["Status", "Sub Status"]],
  });

const Columns = z
  .strictObject({
    ticket: TimeColumn.meta({ description: "Number or name of the ticket." }),
    at: TimeColumn.optional().meta({
      description: "Since when the row's state holds. Shape events only, and needed there.",
    }),
    status: TextColumn.optional().meta({ description: "Status, in the words under statuses." }),
    priority: TextColumn.optional(),
    impact: TextColumn.optional().meta({ description: "Together with urgency." }),
    urgency: TextColumn.optional().meta({ description: "Together with impact." }),
    service: TextColumn.optional(),
    channel: TextColumn.optional().meta({ description: "How the ticket was reported." }),
    assignee: TextColumn.optional().meta({
      description: "Who has the ticket. Shape events only: a row per ticket does not say since when.",
    }),
    openedAt: TimeColumn.optional().meta({ description: "When the ticket was reported. Needed in shape tickets." }),
    firstResponseAt: TimeColumn.optional().meta({ description: "First visible answer by a person of the provider." }),
    restoredAt: TimeColumn.optional().meta({ description: "When the service was usable again." }),
    resolvedAt: TimeColumn.optional(),
    closedAt: TimeColumn.optional(),
    subject: TimeColumn.optional().meta({
      description: "What the ticket is about, in a line. Read by the import; a file without this column is no fault.",
    }),
  })
  .meta({ id: "MappingColumns", description: "Which column holds what. Other columns of the file are not read." });

const MEANINGS = ["open", "assigned", "restored", "resolved", "closed", "cancelled", "ignore"] as const;

const Meaning = z
  .union([
    // The error stands here, as a fault tells of the first form that the value could have: that is always this one.
    z.enum(MEANINGS, { error: `expected ${MEANINGS.join(", ")}, or waiting with a reason` }),
    z.strictObject({ waiting: Name.meta({ description: "Reason of the pause, as the contract names it." }) }),
  ])
  .meta({
    id: "StatusMeaning",
    description:
      "open: the ticket goes on and nobody has taken it yet, or nobody knows. assigned: it goes on and somebody of the provider has taken it. " +
      "waiting: it goes on, paused for the reason. restored: it goes on, the service is usable again. resolved, closed, cancelled: it has ended. " +
      "ignore: a row with this status is not read.",
    examples: ["assigned", { waiting: "waiting-for-client" }],
  });

/** The types of event that a mapping makes, each with who does it when the mapping does not say. */
export const SIDE_BY_TYPE = {
  opened: "client",
  answered: "provider",
  assigned: "provider",
  paused: "provider",
  resumed: "provider",
  restored: "provider",
  resolved: "provider",
  reopened: "client",
  closed: "provider",
  cancelled: "client",
  "priority-changed": "provider",
  "service-changed": "provider",
} as const satisfies Partial<Record<EventType, Side>>;
export type MadeType = keyof typeof SIDE_BY_TYPE;

const words = <Value extends z.ZodType>(value: Value, description: string, example: Record<string, z.input<Value>>) =>
  z
    .record(Word, value)
    .refine((found) => Object.keys(found).length <= WORDS_MAX, { error: `expected at most ${WORDS_MAX} words` })
    .optional()
    .meta({ description, examples: [example] });

export const MappingShape = z
  .strictObject({
    format: z.literal(FORMAT, { error: `expected ${FORMAT}` }).meta({ description: "Format of the document." }),
    title: Text.meta({ description: "What the mapping reads.", examples: ["Jira: issue export as CSV"] }),
    shape: z.enum(["events", "tickets"]).meta({
      description:
        "events: a row is the state of a ticket from a time on. tickets: a row is a ticket, with a column per date.",
    }),
    delimiter: z
      .enum([",", ";", "\t"], { error: "expected a comma, a semicolon or a tab" })
      .default(",")
      .meta({ description: "What separates cells." }),
    encoding: z
      .enum(["utf-8", "windows-1252"])
      .default("utf-8")
      .meta({ description: "Encoding of the file; windows-1252 reads Latin-1 too." }),
    timeZone: TimeZoneName.meta({
      description: "Zone of times that are written without offset.",
      examples: ["Europe/Berlin"],
    }),
    dateFormat: z
      .string()
      .refine(isDateFormat, {
        error: "expected iso, or a format such as d/M/yyyy H:mm with year, month, day, hour and minute",
      })
      .meta({
        description:
          "How times are written: iso, or a format of yyyy (yy: 2000 to 2099), M or MM (MMM: month by its English or German name), d or dd, H or HH " +
          "(h or hh with a: AM or PM), m or mm, and if there are any s or ss, SSS (fraction), XXX (offset). Other letters stand in 'quotes'.",
        examples: ["iso", "d/M/yyyy H:mm", "dd.MM.yyyy HH:mm", "dd/MMM/yy h:mm a"],
      }),
    unknown: z
      .array(z.string().max(100))
      .max(100)
      .default([])
      .meta({ description: "Texts that mean not known, besides an empty cell.", examples: [["?"]] }),
    order: z.enum(["oldest-first", "newest-first"]).default("oldest-first").meta({
      description:
        "How the file lists a ticket's rows. Matters for rows of the same time only: the time decides otherwise.",
    }),
    columns: Columns,
    otherNames: z
      .record(Word, z.array(Word).min(1).max(50))
      .default({})
      .meta({
        description: "Other headings a column may have, such as translations.",
        examples: [{ "Opening date": ["Erstellungsdatum"] }],
      }),
    statuses: words(Meaning, "What each status means.", { New: "open", "On Hold": { waiting: "waiting-for-client" } }),
    otherStatuses: z
      .enum(["refuse", "ignore"])
      .default("refuse")
      .meta({ description: "Rows with a status that is not listed: a fault, or not read." }),
    priorities: words(Name, "The contract's priority by word; without it words are taken as they are.", {
      "1 - Critical": "P1",
    }),
    impacts: words(Name, "The contract's impact by word; without it words are taken as they are.", {
      "1 - High": "high",
    }),
    urgencies: words(Name, "The contract's urgency by word; without it words are taken as they are.", {
      "1 - High": "high",
    }),
    services: words(Name, "The contract's service by word; without it words are taken as they are.", {
      Netzwerk: "network",
    }),
    service: Name.optional().meta({
      description: "The contract's service of tickets that name none.",
      examples: ["it-support"],
    }),
    by: z
      .partialRecord(z.enum(Object.keys(SIDE_BY_TYPE) as MadeType[]), z.enum(SIDES))
      .default({})
      .meta({
        description:
          "Who does what, where the export does not say. Default: the client opens, reopens and cancels, the provider does the rest.",
      }),
  })
  .meta({ id: "Mapping", title: FORMAT, description: "How the export of another ticket tool is read." });

/** A mapping whose schema holds and whose parts fit together: made by `readMapping` only. Plain data. */
export type MappingDocument = z.output<typeof MappingShape>;
export type Meaning = z.output<typeof Meaning>;
export type ColumnField = keyof MappingDocument["columns"];

/** The published JSON Schema of the document as it is written, before defaults are filled in. */
export const mappingJsonSchema = (): object => z.toJSONSchema(MappingShape, { io: "input", target: "draft-2020-12" });

/** Parts of a mapping that do not fit together. */
export function misfitsOfMapping(mapping: MappingDocument): Misfit[] {
  const { shape, columns, otherNames } = mapping;
  const misfits: Misfit[] = [];
  const need = (field: ColumnField, why: string) => {
    if (columns[field] === undefined)
      misfits.push({ path: ["columns", field], message: `expected a column ${why}: it is missing` });
  };
  const refuseColumn = (field: ColumnField) => {
    if (columns[field] !== undefined)
      misfits.push({ path: ["columns", field], message: `expected no such column in shape ${shape}` });
  };
  if (shape === "events") {
    need("at", "with the time of a row's state");
    need("status", "with the status");
  } else {
    need("openedAt", "with the time of the report");
    refuseColumn("at");
    refuseColumn("assignee");
  }
  if (columns.impact !== undefined) need("urgency", "beside impact");
  if (columns.urgency !== undefined) need("impact", "beside urgency");
  if (columns.status !== undefined && mapping.statuses === undefined) {
    misfits.push({ path: ["statuses"], message: "expected what each status means: it is missing" });
  }
  for (const [part, field] of WORDS_OF) {
    if (mapping[part] !== undefined && columns[field] === undefined)
      misfits.push({ path: [part], message: `expected a column ${field} for these words` });
  }
  const headings = new Set(Object.values(columns).flat());
  for (const heading of Object.keys(otherNames)) {
    if (!headings.has(heading))
      misfits.push({ path: ["otherNames", heading], message: "expected the heading of a column" });
  }
  return misfits;
}

const WORDS_OF = [
  ["statuses", "status"],
  ["priorities", "priority"],
  ["impacts", "impact"],
  ["urgencies", "urgency"],
  ["services", "service"],
] as const;
