/** Makes the sample of a new installation, in a process that ends afterwards. */
import { Fault as ServerFault } from "@handschlag/server/fault.ts";
import { prepare } from "@handschlag/server/main.ts";
import { readSettings } from "@handschlag/server/settings.ts";
import { say } from "./fault.ts";

try {
  await prepare(readSettings(process.env), say);
} catch (error) {
  if (!(error instanceof ServerFault)) throw error;
  say(`handschlag: ${error.message}`);
  process.exitCode = 2;
}
