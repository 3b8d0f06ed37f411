/** What `npm start` shows until there is a server: a sample contract over a part of a real service desk's log. */
import { fileURLToPath } from "node:url";
import { replayCommand } from "./replay/command.ts";

const fixture = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

export async function demo(): Promise<void> {
  process.stdout.write(
    [
      "Handschlag: ein Vertrag, angewendet auf die echten Tickets eines Service Desks (ServiceNow, 2016).",
      "A contract applied to the real tickets of a service desk; --help lists what the command line can do:",
      "",
      "  ./handschlag replay fixtures/contracts/servicenow-log.yaml fixtures/logs/servicenow-event-log.csv --mapping servicenow-event-log --language de",
      "",
      "",
    ].join("\n"),
  );
  await replayCommand(fixture("contracts/servicenow-log.yaml"), [fixture("logs/servicenow-event-log.csv")], {
    mapping: "servicenow-event-log",
    language: "de",
    workers: 1,
  });
}
