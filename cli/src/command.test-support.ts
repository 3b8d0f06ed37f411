/** Runs the command line as a user does, in a folder of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
/** As the launcher has it: compiled code kept on disk starts the command line in half the time. */
const COMPILED = fileURLToPath(new URL("../../node_modules/.cache/handschlag", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with the files of a test file, and one for the command's own temporary files. Both are removed in the end. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), "handschlag-test-"));
  /** Where the command keeps its temporary files. */
  readonly scratch = join(this.folder, "scratch");

  constructor() {
    mkdirSync(this.scratch);
    afterAll(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  /** Writes a file and returns its name, which is relative to the folder. */
  file(name: string, content: string | Buffer | readonly string[]): string {
    writeFileSync(
      join(this.folder, name),
      Array.isArray(content) ? content.map((line) => `${line}\n`).join("") : (content as string | Buffer),
    );
    return name;
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  /** What is left of the command's temporary files. */
  leftovers(): string[] {
    return readdirSync(this.scratch);
  }

  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    return this.startProgram([process.execPath, MAIN, ...args], env);
  }

  private startProgram([program, ...args]: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
    const inherited = { PATH: process.env["PATH"] ?? "", NODE_COMPILE_CACHE: COMPILED, TMPDIR: this.scratch };
    return spawn(program!, args, { cwd: this.folder, env: { ...inherited, ...env } });
  }

  /** Runs `handschlag` to its end. */
  run(args: readonly string[], input?: string | Buffer): Promise<Ended> {
    return ended(this.start(args), input);
  }

  /** Runs a line of the shell in which `"$@"` stands for the command. */
  shell(line: string, args: readonly string[], input?: string | Buffer): Promise<Ended> {
    return ended(this.startProgram(["/bin/sh", "-c", line, "sh", process.execPath, MAIN, ...args], {}), input);
  }
}

export function ended(child: ChildProcess, input?: string | Buffer): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  // A command that refuses its options does not wait for its input.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(input ?? "");
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** A contract with two priorities in office hours of Berlin. `changes` are made in its text. */
export function contractText(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the contract of the tests does not hold: ${from}`);
    return text.replace(from, to);
  }, CONTRACT);
}

const CONTRACT = `format: handschlag/contract@1
id: sample
title: Betreuung
timeZone: Europe/Berlin
version: 1
validFrom: 2026-01-01
term: { start: 2026-01-01 }
parties:
  client: { role: client, name: Auftraggeber }
  provider: { role: provider, name: Dienstleister }
calendars:
  office:
    timeZone: Europe/Berlin
    hours:
      mon: ["09:00-17:00"]
      tue: ["09:00-17:00"]
      wed: ["09:00-17:00"]
      thu: ["09:00-17:00"]
      fri: ["09:00-17:00"]
    holidays: DE-BY
  round-the-clock: { timeZone: Europe/Berlin, always: true }
priorities:
  levels: [P1, P2]
serviceLevels:
  standard:
    calendar: office
    targets:
      P1: { response: PT1H, resolve: PT8H }
      P2: { response: PT4H, resolve: end of 3rd working day }
services:
  - { id: workplace, name: Arbeitsplätze, area: devices, serviceLevel: standard }
clocks:
  pauses:
    - { reason: waiting-for-client }
attainment:
  targetPercent: { response: 90 }
`;
