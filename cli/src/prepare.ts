/** Makes a new installation, with the sample unless `--empty` says otherwise, in a process that ends afterwards. */
import { Fault as ServerFault } from "@handschlag/server/fault.ts";
import { requirePort } from "@handschlag/server/http/port.ts";
import { prepare } from "@handschlag/server/main.ts";
import { readSettings } from "@handschlag/server/settings.ts";
import { say } from "./fault.ts";

const stopping = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stopping.abort());
// Whoever started us was killed: what is half done would hold up the next start.
process.once("disconnect", () => stopping.abort());
process.channel?.unref();
const { signal } = stopping;
try {
  const settings = readSettings(process.env);
  await requirePort(settings);
  await prepare(settings, say, { sample: !process.argv.includes("--empty"), signal });
} catch (error) {
  if (signal.aborted) {
    process.exitCode = 1;
  } else {
    if (!(error instanceof ServerFault)) throw error;
    say(`handschlag: ${error.message}`);
    process.exitCode = 2;
  }
}
