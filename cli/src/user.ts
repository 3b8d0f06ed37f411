/** `handschlag user …`: who is here, and ways back in for those who are locked out. */
import { CLIENT_ROLES } from "@handschlag/engine/rights.ts";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { InviteOptions, Output } from "./user-acts.ts";

const INVITED_AS = [...CLIENT_ROLES, "service-manager", "agent"];

function addressOf(text: string): string {
  const address = text.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) || address.length > 254)
    throw new InvalidArgumentError("Expected an e-mail address.");
  return address;
}

const EXAMPLES = `
Each of these stands in the history of the person's companies. They work while the server runs, and without it.

Examples:
  handschlag user list
  handschlag user password-link boss@company.example
  handschlag user invite new.boss@company.example --company "Company Ltd" --role owner`;

export function addUserCommands(program: Command): void {
  const user = program
    .command("user")
    .description("people: who is here, a new password, a lost second factor, in and out")
    .addHelpText("after", EXAMPLES);
  const acts = () => import("./user-acts.ts");
  const about = (name: string, description: string, act: (email: string, output: Output) => Promise<void>) =>
    user
      .command(name)
      .description(description)
      .argument("<address>", "the person's e-mail address", addressOf)
      .option("--json", "print the result as JSON")
      .addHelpText("after", `\nExamples:\n  handschlag user ${name} boss@company.example`)
      .action(act);

  user
    .command("list")
    .description("everybody, with roles, second factor and when they were last here")
    .option("--json", "print it as JSON")
    .addHelpText("after", "\nExamples:\n  handschlag user list --json")
    .action(async (output: Output) => (await acts()).list(output));
  about("show", "one person's account", async (email, output) => (await acts()).show(email, output));
  about(
    "password-link",
    "prints a link by which the person sets a new password, once, within a day",
    async (email, output) => (await acts()).passwordLink(email, output),
  );
  about(
    "reset-second-factor",
    "voids app, passkeys and recovery codes of a lost device; the password stays",
    async (email, output) => (await acts()).resetSecondFactor(email, output),
  );
  about("sign-out", "ends all sessions of the person", async (email, output) => (await acts()).signOut(email, output));
  about("disable", "shuts an account in wrong hands: nothing opens it but a password link", async (email, output) =>
    (await acts()).disable(email, output),
  );
  about("make-operator", "lets the person run this installation", async (email, output) =>
    (await acts()).putOperator(email, true, output),
  );
  about("unmake-operator", "takes that back", async (email, output) =>
    (await acts()).putOperator(email, false, output),
  );

  const company = new Option("--company <name-or-id>", "the company, or a part of its name").makeOptionMandatory();
  about("remove", "takes the person out of a company, at once", async (email, output) =>
    (await acts()).remove(email, output as Output & { company: string }),
  ).addOption(company);
  about("invite", "prints a link by which the person joins a company", async (email, options) =>
    (await acts()).inviteTo(email, options as InviteOptions),
  )
    .addOption(company)
    .addOption(new Option("--role <role>", "as what").choices(INVITED_AS).makeOptionMandatory());
}
