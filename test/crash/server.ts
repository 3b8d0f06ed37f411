/** The server of the crash test, in a process that can be killed: what `handschlag serve` runs, without the pages. */
import { prepare, serve } from "@handschlag/server/main.ts";
import { readSettings } from "@handschlag/server/settings.ts";

const say = (line: string) => console.error(line);
const settings = readSettings(process.env);
if (process.argv[2] === "sample") {
  await prepare(settings, say);
} else {
  const running = await serve(settings, { http: true, jobs: true, webFolder: undefined, say });
  process.once("SIGTERM", () => void running.stop());
}
