/** The command line `handschlag`. Exit codes: 0 fine, 1 findings (or lines that could not be answered), 2 bad input. */
import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError, Option } from "commander";
import { dayOfIso } from "@handschlag/engine/instant.ts";
import type { CheckOptions } from "./check.ts";
import { Fault, isOfSystem, reasonOf, say } from "./fault.ts";
import type { BackupOptions, RestoreOptions } from "./backup.ts";
import { addKeyCommands } from "./key.ts";
import { addSecretCommands } from "./secret.ts";
import type { PrintOptions } from "./print.ts";
import type { ReplayOptions } from "./replay/command.ts";
import { addUserCommands } from "./user.ts";

const VERSION = "0.1.0";
const THREADS_MAX = 64;

function threadCount(text: string): number {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > THREADS_MAX)
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${THREADS_MAX}.`);
  return count;
}

function calendarDate(text: string): string {
  if (dayOfIso(text) === undefined) throw new InvalidArgumentError("Expected an existing date such as 2026-11-23.");
  return text;
}

const collected = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

const program = new Command("handschlag")
  .description("Runs an IT-outsourcing relationship from its contract: working time, SLA clocks, attainment.")
  .version(VERSION)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "handschlag: ")) })
  .showHelpAfterError("(add --help for how to use it)")
  .addHelpText(
    "after",
    `
Examples:
  handschlag check contract.yaml
  handschlag worktime --contract contract.yaml --calendar office < questions.ndjson
  handschlag replay contract.yaml events.ndjson
  handschlag replay --help

Exit codes: 0 fine, 1 findings or questions that could not be answered, 2 bad input.`,
  );

program
  .command("serve")
  .description("runs the server: database, pages, API and jobs")
  .option("--http", "only pages and API; jobs run in another process")
  .option("--jobs", "only jobs, on the database of a server that runs")
  .option("--empty", "begin a new installation without the sample")
  .addHelpText(
    "after",
    `
Settings come from the environment or from settings.env in the data folder: docs/operate.md.

Examples:
  handschlag serve
  PORT=8080 HANDSCHLAG_DATA=/srv/handschlag handschlag serve --empty`,
  )
  .action(async (options: { http?: true; jobs?: true; empty?: true }) => {
    const { serve } = await import("./serve.ts");
    await serve(options);
  });

program
  .command("backup")
  .description("writes everything the installation consists of into one file, also while it runs")
  .argument("<file>", "where it goes, usually with the ending .tar.gz")
  .option("--force", "replace a file that is there")
  .option("--without-secret", "leave out the secret that opens sealed values; a restore then needs it from elsewhere")
  .option("--json", "print what was written as JSON")
  .addHelpText(
    "after",
    `
Which installation: HANDSCHLAG_DATA or DATABASE_URL, as for serve.

Examples:
  handschlag backup /var/backups/handschlag.tar.gz
  HANDSCHLAG_DATA=/srv/handschlag handschlag backup --force last.tar.gz`,
  )
  .action(async (file: string, options: BackupOptions) => {
    const { backupCommand } = await import("./backup.ts");
    await backupCommand(file, options);
  });

program
  .command("restore")
  .description("fills an empty installation from a backup, all of it or nothing; its server must be stopped")
  .argument("<file>", "a file that backup wrote, of this version or an earlier one")
  .option("--replace", "give up everything that is in the installation now")
  .option("--json", "print what was restored as JSON")
  .addHelpText(
    "after",
    `
Between the embedded database and one of DATABASE_URL backups go both ways.

Examples:
  HANDSCHLAG_DATA=/srv/new handschlag restore /var/backups/handschlag.tar.gz
  DATABASE_URL=postgres://owner:secret@host/database handschlag restore handschlag.tar.gz`,
  )
  .action(async (file: string, options: RestoreOptions) => {
    const { restoreCommand } = await import("./backup.ts");
    await restoreCommand(file, options);
  });

addUserCommands(program);
addKeyCommands(program);
addSecretCommands(program);

program
  .command("check")
  .description("finds what is weak in contract documents before they are signed, each finding with line and column")
  .argument("[contract...]", "contract files (YAML or JSON)")
  .addOption(new Option("--json", "print what was found as JSON").conflicts("sarif"))
  .option("--sarif", "print what was found as SARIF 2.1.0")
  .option("--as-of <date>", "check for this day, such as 2026-11-23: deadlines, and laws by their dates", calendarDate)
  .addOption(
    new Option("--language <language>", "language of the findings (default: the contract's)").choices(["de", "en"]),
  )
  .addOption(new Option("--list-rules", "print every rule instead of checking").conflicts("sarif"))
  .addHelpText(
    "after",
    `
It finds; it does not certify, and it is no legal advice.

Exit codes: 0 nothing found, 1 findings, 2 a file that is no valid contract.

Examples:
  handschlag check contract.yaml
  handschlag check --json contract.yaml amendment.yaml
  handschlag check --as-of 2027-01-12 --language en --sarif contract.yaml > contract.sarif
  handschlag check --list-rules --json`,
  )
  .action(async (files: string[], options: CheckOptions & { listRules?: true }, command: Command) => {
    const { check, listRules } = await import("./check.ts");
    if (options.listRules !== true && files.length === 0) command.error("error: missing required argument 'contract'");
    if (options.listRules === true && files.length > 0) command.error("error: --list-rules checks no contract");
    if (options.listRules === true) listRules(options);
    else process.exitCode = await check(files, options, VERSION);
  });

program
  .command("compare")
  .description("names what one version of a contract says otherwise than another")
  .argument("<before>", "contract file (YAML or JSON)")
  .argument("<after>", "contract file (YAML or JSON)")
  .option("--json", "print the differences as JSON")
  .addHelpText(
    "after",
    "\nExit code 1 when there is a difference.\n\nExamples:\n  handschlag compare contract-1.yaml contract-2.yaml\n  handschlag compare --json contract-1.yaml contract-2.yaml",
  )
  .action(async (before: string, after: string, options: { json?: true }) => {
    const { compare } = await import("./compare.ts");
    process.exitCode = await compare(before, after, options.json === true);
  });

program
  .command("print")
  .description("sets a contract as PDF (PDF/A, tagged, with the text attached) or as a Word file")
  .argument("<contract>", "contract file (YAML or JSON)")
  .option("-o, --output <file>", "where it goes (default: named as the contract, in this folder)")
  .addOption(new Option("--format <format>", "default: by the ending of the output, else pdf").choices(["pdf", "docx"]))
  .addOption(
    new Option(
      "--language <language>",
      "language of the words around the contract's own (default: the contract's)",
    ).choices(["de", "en"]),
  )
  .option("--force", "replace a file that is there")
  .addHelpText(
    "after",
    "\nThe document says that it is a draft: what both sides have signed is printed by the server.\n\nExamples:\n  handschlag print contract.yaml\n  handschlag print --language en -o contract.docx contract.yaml",
  )
  .action(async (file: string, options: PrintOptions) => {
    const { print } = await import("./print.ts");
    process.stdout.write(`${await print(file, options)}\n`);
  });

program
  .command("worktime")
  .description("answers questions of working time: NDJSON on standard input, one answer a line on standard output")
  .option("--contract <file>", "contract file that holds the calendar")
  .option("--calendar <name>", "name of the calendar in the contract")
  .option("--calendar-file <file>", "file that holds one calendar alone")
  .addHelpText(
    "after",
    `
Questions, one JSON object a line; the answer repeats the id:
  {"id":1,"op":"between","from":"2026-11-20T15:30:00Z","to":"2026-11-23T08:30:00Z"}   → {"id":1,"milliseconds":3600000}
  {"id":2,"op":"add","from":"2026-11-20T15:30:00Z","milliseconds":3600000}             → {"id":2,"at":"2026-11-23T08:30:00.000Z"}
  {"id":3,"op":"isWorking","at":"2026-11-21T10:00:00Z"}                                → {"id":3,"isWorking":false}
  {"id":4,"op":"next","from":"2026-11-21T10:00:00Z"}                                   → {"id":4,"at":"2026-11-23T08:00:00.000Z"}
  {"id":5,"op":"target","from":"2026-11-20T15:30:00Z","target":"NBD"}                  → {"id":5,"at":"2026-11-23T16:00:00.000Z"}
Targets: PT4H · PT72H elapsed · NBD · end of 3rd working day · next working day 12:00

Examples:
  handschlag worktime --contract contract.yaml --calendar office < questions.ndjson
  handschlag worktime --calendar-file office.yaml < questions.ndjson`,
  )
  .action(
    async ({ contract, calendar, calendarFile }: { contract?: string; calendar?: string; calendarFile?: string }) => {
      const [{ worktime }, files] = await Promise.all([import("./worktime.ts"), import("./contract-files.ts")]);
      if ((calendarFile === undefined) === (contract === undefined))
        throw new Fault("worktime: expected either --calendar-file, or --contract and --calendar");
      if (calendarFile !== undefined && calendar !== undefined)
        throw new Fault("worktime: --calendar names a calendar of a --contract, a --calendar-file holds one alone");
      if (contract !== undefined && calendar === undefined)
        throw new Fault("worktime: expected --calendar with the name of a calendar of the contract");
      const asked =
        contract === undefined
          ? await files.loadCalendarFile(calendarFile!)
          : await files.loadContractCalendar(contract, calendar!);
      process.exitCode = (await worktime(asked, process.stdin, process.stdout)) === 0 ? 0 : 1;
    },
  );

program
  .command("replay")
  .description("runs a contract over a log of ticket events: what was met, what was missed, and why")
  .argument("<contract>", "contract file")
  .argument("<log...>", "logs in order: NDJSON events, or CSV with --mapping; gzip is unpacked; - is standard input")
  .option("--amendment <file>", "a later version of the contract; can be given several times", collected)
  .option(
    "--mapping <file-or-name>",
    "how to read CSV: a mapping file, or one that ships: servicenow, servicenow-event-log, jira, zammad, glpi, volvo",
  )
  .option("--what-if <contract>", "another contract over the same log, side by side")
  .option("--tickets <file>", "write one JSON line a ticket, in order of first appearance")
  .option("--now <instant>", "read the clocks at this instant (default: the last event of the log)")
  .option("--workers <count>", "threads to use", threadCount, Math.min(8, availableParallelism()))
  .addOption(
    new Option("--language <language>", "language of the report (default: the contract's)").choices(["de", "en"]),
  )
  .addOption(new Option("--json", "print the report as JSON").conflicts("csv"))
  .option("--csv", "print the figures by month as CSV")
  .addHelpText(
    "after",
    `
Examples:
  handschlag replay contract.yaml events.ndjson
  handschlag replay contract.yaml export.csv --mapping jira --tickets tickets.ndjson
  handschlag replay contract.yaml events.ndjson.gz --what-if offer.yaml --json`,
  )
  .action(async (contract: string, logs: string[], options: ReplayOptions) => {
    const { replayCommand } = await import("./replay/command.ts");
    await replayCommand(contract, logs, options);
  });

/** Reports what stopped the command in one sentence, and sets the exit code. */
function report(error: unknown): void {
  if (error instanceof Error && "code" in error && String(error.code).startsWith("commander.")) {
    process.exitCode = "exitCode" in error && error.exitCode === 0 ? 0 : 2;
    return;
  }
  process.exitCode = 2;
  if (error instanceof Fault) {
    say(`handschlag: ${error.message}`);
    for (const line of error.details) say(`  ${line}`);
  } else if (isOfSystem(error)) {
    say(`handschlag: ${error.path === undefined ? "" : `${error.path}: `}${reasonOf(error)}`);
  } else {
    process.stderr.write(
      `handschlag: this is a defect of the program, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  }
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough closes the pipe: that is no fault.
  if (error.code === "EPIPE") process.exit(0);
  say(`handschlag: standard output: cannot be written: ${reasonOf(error)}`);
  process.exit(2);
});
// There is nowhere left to tell it.
process.stderr.on("error", () => undefined);

await program.parseAsync().catch(report);
