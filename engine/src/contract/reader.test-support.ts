/** A small contract for the tests of the reader, and what is expected of it when one place is changed. */
import { readContract, type DocumentFault } from "./reader.ts";

export const SAMPLE = `format: handschlag/contract@1
id: sample
title: Betreuung
timeZone: Europe/Berlin
version: 1
validFrom: 2026-01-01
term: { start: 2026-01-01, end: 2026-12-31 }
parties:
  client: { role: client, name: Müller KG, contacts: [{ id: office, name: Büro }] }
  provider: { role: provider, name: Systemhaus GmbH }
calendars:
  office:
    timeZone: Europe/Berlin
    hours:
      mon: ["08:00-12:00", "13:00-17:00"]
    holidays: [DE-BY, 2026-12-24]
priorities:
  levels: [P1, P2]
  matrix:
    all: { high: P1, low: P2 }
    one: { high: P2, low: P2 }
serviceLevels:
  standard:
    calendar: office
    targets:
      P1: { response: PT1H, calendar: office }
services:
  - id: workplace
    name: Arbeitsplätze
    area: devices
    serviceLevel: standard
    quantities: { users: 12 }
    activities:
      operate: { accountable: provider, responsible: [provider, client], contact: office }
clocks:
  response: { stop: [answered] }
  pauses:
    - reason: waiting-for-client
escalation:
  - { level: 1, name: Büro, contacts: [office] }
`;

/** The sample with one place changed. */
export const changed = (from: string, to: string): string => {
  if (SAMPLE.split(from).length !== 2) throw new Error(`not once in the sample: ${from}`);
  return SAMPLE.replace(from, () => to);
};

export const faultsOf = (text: string): readonly DocumentFault[] => {
  const read = readContract(text);
  return read.ok ? [] : read.refusal;
};

/** A place of the sample, what stands there instead with ▸ where the fault is, the path from the root, the message. */
export type FaultRow = readonly [from: string, to: string, path: string, message: string];

const pathOf = (path: string): (string | number)[] =>
  path === "" ? [] : path.split("/").map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** The changed sample, and the fault that it has at the mark. */
export function damaged(...[from, to, path, message]: FaultRow): { text: string; fault: DocumentFault } {
  const marked = changed(from, to);
  const before = marked.slice(0, marked.indexOf("▸")).split("\n");
  const place = { line: before.length, column: before.at(-1)!.length + 1 };
  return { text: marked.replace("▸", ""), fault: { ...place, path: pathOf(path), message } };
}

export const NOT_UTF_8 = "expected text in UTF-8, found a character that could not be read (U+FFFD)";
