/** `handschlag key …`: API keys for programs, without a browser. */
import { CLIENT_ROLES, PROVIDER_ROLES, RIGHTS } from "@handschlag/engine/rights.ts";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { CreateOptions } from "./key-acts.ts";

const DAYS_MAX = 366;
const DAYS = 90;
const NAME_LENGTH_MAX = 100;

function daysOf(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > DAYS_MAX) throw new InvalidArgumentError(`Expected a whole number from 1 to ${DAYS_MAX}.`);
  return days;
}

function nameOf(text: string): string {
  const name = text.trim();
  if (name === "" || name.length > NAME_LENGTH_MAX)
    throw new InvalidArgumentError(`Expected 1 to ${NAME_LENGTH_MAX} letters.`);
  return name;
}

function idOf(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text))
    throw new InvalidArgumentError("Expected an id as key list shows it.");
  return text;
}

export function addKeyCommands(program: Command): void {
  const key = program
    .command("key")
    .description("API keys: made, listed and revoked without a browser")
    .addHelpText("after", "\nThey work while the server runs, and without it.\n\nExamples:\n  handschlag key list");
  const acts = () => import("./key-acts.ts");
  const company = (description: string) => new Option("--company <name-or-id>", description);

  key
    .command("create")
    .description("makes a key and prints it, this once; it never has more rights than its role")
    .addOption(company("whose key it is: a company, or a part of its name").makeOptionMandatory())
    .addOption(
      new Option("--role <role>", "as what it acts")
        .choices([...CLIENT_ROLES, ...PROVIDER_ROLES])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--scope <right...>", "which of the role's rights it has (default: all of them)").choices([...RIGHTS]),
    )
    .option("--expires <days>", "how long it holds", daysOf, DAYS)
    .option("--name <name>", "what it is for, as the company's people see it", nameOf, "made at the terminal")
    .option("--json", "print key, id and what it may as JSON")
    .addHelpText(
      "after",
      `
Examples:
  handschlag key create --company "Company Ltd" --role auditor --scope company:read people:read
  KEY=$(handschlag key create --company Company --role owner --expires 1 --name "load test")`,
    )
    .action(async (options: CreateOptions) => (await acts()).create(options));
  key
    .command("list")
    .description("all keys, or those of one company")
    .addOption(company("only its keys"))
    .option("--json", "print them as JSON")
    .addHelpText("after", "\nExamples:\n  handschlag key list --company Company")
    .action(async (options: { company?: string; json?: true }) => (await acts()).list(options));
  key
    .command("revoke")
    .description("ends a key for good")
    .argument("<id>", "its id, from key list", idOf)
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExamples:\n  handschlag key revoke 0199f3c2-7d5a-7000-8000-3f1c9a2b4d5e")
    .action(async (id: string, options: { json?: true }) => (await acts()).revoke(id, options));
}
