/** Tickets from another tool: a file is handed in, looked at, started; the server goes on with it until it is done. */
import { z } from "zod";
import { LEVELS } from "@handschlag/engine/contract/document.ts";
import { STAGES } from "@handschlag/engine/ticket/standing.ts";
import { At, Id, Name } from "./values.ts";

const MappingName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,60}$/)
  .describe("Of a mapping that ships.");
/** A word of the file and the contract's word for it. */
const Words = z
  .record(z.string().min(1).max(1_000), z.string().min(1).max(100))
  .refine((words) => Object.keys(words).length <= 200, "at most 200 words");

const Mapping = z
  .strictObject({ name: MappingName, title: z.string(), text: z.string() })
  .meta({ id: "TicketMapping" });
export const Mappings = z.strictObject({ items: z.array(Mapping) });

export const NewImportQuery = z.strictObject({
  fileName: Name.describe("As people know the file."),
  mapping: MappingName.optional().describe("How the CSV is read. A file of events, one a line as JSON, needs none."),
});

export const NewImportMapping = z.strictObject({
  name: MappingName.nullable().default(null),
  text: z
    .string()
    .min(1)
    .max(200_000)
    .nullable()
    .default(null)
    .describe("A mapping of one's own, `handschlag/mapping@1` as YAML or JSON; instead of a name."),
  services: Words.default({}).describe("The contract's service for words that the file has for it."),
  priorities: Words.default({}),
});

const Fault = z
  .strictObject({
    line: z.int().describe("Counts from 1."),
    column: z.string().describe("Empty when the line as a whole is meant."),
    found: z.string(),
    message: z.string().describe("In English: what was expected there."),
  })
  .meta({ id: "TicketImportFault" });

const Preview = z
  .strictObject({
    rows: z.int(),
    tickets: z.int().describe("That can be read."),
    events: z.int(),
    leftOut: z.int().describe("Tickets of which something cannot be read: none of them is brought in part."),
    faults: z.int(),
    fileFault: Fault.nullable().describe("Why nothing of the file can be read."),
    known: z.int().describe("Tickets that are there already: they are not touched."),
    from: At.nullable(),
    until: At.nullable(),
    open: z.int().describe("Tickets that go on."),
    overdue: z.int().describe("Of these the ones past a deadline."),
    withoutClock: z
      .array(
        z.strictObject({
          kind: z.string(),
          word: z.string().describe("Which the contract does not know; empty for other reasons."),
          tickets: z.int(),
        }),
      )
      .describe("Tickets for which no clock will run, and why; the most frequent reason first."),
    first: z.array(
      z.strictObject({
        source: z.string(),
        subject: z.string(),
        openedAt: At,
        service: z.string().nullable(),
        priority: z.string().nullable(),
        stage: z.enum(STAGES),
        events: z.int(),
        clocks: z.array(
          z.strictObject({
            level: z.enum(LEVELS),
            state: z.enum(["running", "paused", "met", "breached", "cancelled"]),
            sentence: z.strictObject({ de: z.string(), en: z.string() }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "TicketImportPreview" });

export const ImportBody = z
  .strictObject({
    id: Id,
    state: z
      .enum(["unread", "read", "running", "done", "failed"])
      .describe("unread: it is not known yet how to read it; read: looked at, not started."),
    fileName: z.string(),
    sizeBytes: z.int(),
    isEvents: z.boolean().describe("Whether the file holds events instead of rows."),
    mapping: z
      .strictObject({
        name: MappingName.nullable(),
        text: z.string().nullable(),
        services: Words,
        priorities: Words,
        encoding: z.enum(["utf-8", "windows-1252"]).describe("Of the file; a mapping of one's own says what it is."),
      })
      .nullable(),
    preview: Preview.nullable(),
    firstFaults: z.array(Fault).describe("The first lines that do not fit; all of them: …/faults."),
    progress: z.strictObject({ gone: z.int(), tickets: z.int() }),
    result: z.strictObject({ imported: z.int(), known: z.int(), leftOut: z.int(), events: z.int() }).nullable(),
    problem: z.string().nullable().describe("Why it was broken off; it can be started again from where it stood."),
    createdAt: At,
    startedAt: At.nullable(),
    endedAt: At.nullable(),
  })
  .meta({ id: "TicketImport" });
export const Imports = z.strictObject({ items: z.array(ImportBody) });
