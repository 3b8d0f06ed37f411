/** `handschlag secret …`: what seals the secrets in the database. */
import type { Command } from "commander";
import { say } from "./fault.ts";
import { printJson } from "./listing.ts";
import { onInstallation } from "./server-command.ts";

export function addSecretCommands(program: Command): void {
  program
    .command("secret")
    .description("the secret with which second factors and single sign-on are sealed in the database")
    .command("rotate")
    .description("gives the installation another secret and seals everything anew; its server must be stopped")
    .option("--json", "print what was done as JSON")
    .addHelpText(
      "after",
      `
All of it or nothing, also when it is killed: start it again then, or the server. Backups made before keep the old secret.
Where HANDSCHLAG_SECRET names the secret, HANDSCHLAG_NEW_SECRET names the new one: set it on all nodes afterwards.

Examples:
  handschlag secret rotate
  HANDSCHLAG_SECRET=… HANDSCHLAG_NEW_SECRET=… handschlag secret rotate`,
    )
    .action(async ({ json }: { json?: true }) => {
      const { rotateSecret } = await import("@handschlag/server/admin/secret-rotation.ts");
      const next = process.env["HANDSCHLAG_NEW_SECRET"];
      const rotation = await onInstallation((settings) => rotateSecret(settings, next === "" ? undefined : next, say));
      if (json === true) return printJson(rotation);
      const { sealed, isKept } = rotation;
      process.stdout.write(
        `The installation has another secret; ${sealed} ${sealed === 1 ? "value was" : "values were"} sealed anew.\n` +
          (isKept
            ? "It is kept in the data folder. Make a new backup: those made before hold the old one.\n"
            : "Set HANDSCHLAG_SECRET to the new one on all nodes, and make a new backup.\n"),
      );
    });
}
