/** What commands on an installation have in common: its settings, stopping by a signal, one sentence when it fails. */
import { Fault as ServerFault } from "@handschlag/server/fault.ts";
import { Problem } from "@handschlag/server/problem.ts";
import { readSettings, type Settings } from "@handschlag/server/settings.ts";
import { Fault } from "./fault.ts";
import { sentenceOf } from "./problem-sentences.ts";

/** Runs `work`, which has to break off when it is told to. Throws a `Fault`, also then. */
export async function onInstallation<T>(work: (settings: Settings, signal: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  // A second one does not wait.
  for (const signal of signals) process.once(signal, stop);
  try {
    return await work(readSettings(process.env), stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) throw new Fault("stopped: nothing was changed");
    if (error instanceof Problem) throw new Fault(sentenceOf(error));
    throw error instanceof ServerFault ? new Fault(error.message) : error;
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
