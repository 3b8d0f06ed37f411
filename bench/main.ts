/**
 * The benchmark: `npm run bench`, `npm run bench -- worktime|clocks|replay|session|desk|sweep|backtest|mail [--quick]`. What is
 * measured and how to read it: bench/README.md.
 *
 * Each part is a process of its own, so that none runs with code that was compiled for another.
 */
import { spawnSync } from "node:child_process";
import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";

const PARTS = {
  worktime: [new URL("./calls.ts", import.meta.url), new URL("./peers.ts", import.meta.url)],
  clocks: [new URL("./clocks.ts", import.meta.url)],
  replay: [new URL("./replay.ts", import.meta.url)],
  session: [new URL("./session.ts", import.meta.url)],
  desk: [new URL("./desk.ts", import.meta.url)],
  sweep: [new URL("./sweep.ts", import.meta.url)],
  backtest: [new URL("./backtest.ts", import.meta.url)],
  mail: [new URL("./mail.ts", import.meta.url)],
};

type Part = keyof typeof PARTS;
const isPart = (name: string): name is Part => Object.hasOwn(PARTS, name);

const { positionals, values } = parseArgs({ allowPositionals: true, options: { quick: { type: "boolean" } } });
const unknown = positionals.filter((name) => !isPart(name));
if (unknown.length > 0) {
  console.error(`expected ${Object.keys(PARTS).join(", ")}, found ${unknown.join(", ")}`);
  process.exit(2);
}
const parts = positionals.length === 0 ? (Object.keys(PARTS) as Part[]) : positionals.filter(isPart);

console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? "unknown processor"}`);
console.log("Machines differ and are noisy: read only ratios within one run.");
for (const file of parts.flatMap((part) => PARTS[part])) {
  const args = [file.pathname, ...(values.quick === true ? ["--quick"] : [])];
  const { status, signal } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (signal !== null) process.exit(1);
  if (status !== 0) process.exitCode = 1;
}
