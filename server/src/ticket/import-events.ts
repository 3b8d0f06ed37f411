/** Events, one a line as JSON, by ticket: what `replay` reads without a mapping. Source: product.md §9.1. */
import { readEvent, type TicketEvent } from "@handschlag/engine/ticket/event.ts";
import { TextReader } from "@handschlag/engine/text-bytes.ts";
import type { Faults, LogFault, LogReader } from "./import-log.ts";

const LINE_LENGTH_MAX = 1024 * 1024;

interface Lines {
  readonly line: number;
  readonly events: TicketEvent[];
  isSpoilt: boolean;
}

export class EventLog implements LogReader {
  rows = 0;
  private readonly faults: Faults;
  private readonly text = new TextReader("utf-8");
  private rest = "";
  private lines = 0;
  private readonly byTicket = new Map<string, Lines>();

  constructor(faults: Faults) {
    this.faults = faults;
  }

  push(bytes: Buffer): LogFault | undefined {
    const text = this.text.read(bytes);
    if (typeof text !== "string") return fault(text.wrongLine, "expected text in UTF-8");
    const pieces = (this.rest + text).split("\n");
    this.rest = pieces.pop()!;
    for (const piece of pieces) this.take(piece);
    if (this.rest.length <= LINE_LENGTH_MAX) return undefined;
    return fault(this.lines + 1, "expected lines of at most 1 MiB");
  }

  end(): LogFault | undefined {
    const cut = this.text.end();
    if (cut !== undefined) return fault(cut.wrongLine, "expected text in UTF-8");
    this.take(this.rest);
    this.rest = "";
    return undefined;
  }

  private take(line: string): void {
    this.lines++;
    const text = (this.lines === 1 ? line.replace(/^\uFEFF/, "") : line).trim();
    if (text === "") return;
    this.rows++;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return this.faults.add(this.lines, "expected one JSON object a line");
    }
    const event = readEvent(value);
    if (event.ok) {
      // A note is for the eyes of the side that wrote it, and without its text it says nothing.
      const lines = this.linesOf(event.value.ticket);
      if (event.value.type !== "noted") lines.events.push(event.value);
      return;
    }
    const { field, message } = event.refusal;
    this.faults.add(this.lines, `${field === "" ? "" : `${field}: `}${message}`, field);
    const { ticket } = (value ?? {}) as { ticket?: unknown };
    if (typeof ticket === "string" && ticket !== "") this.linesOf(ticket).isSpoilt = true;
  }

  private linesOf(ticket: string): Lines {
    let lines = this.byTicket.get(ticket);
    if (lines === undefined) this.byTicket.set(ticket, (lines = { line: this.lines, events: [], isSpoilt: false }));
    return lines;
  }

  *tickets(): ReturnType<LogReader["tickets"]> & Generator {
    for (const [source, { line, events, isSpoilt }] of this.byTicket)
      yield { source, subject: "", line, events: isSpoilt ? undefined : events };
  }
}

const fault = (line: number, message: string): LogFault => ({ line, column: "", found: "", message });
