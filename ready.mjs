// Stands in front of every npm script: installs what is missing, finds the pinned Node, hands over.
// Must run on the oldest Node that package.json allows and before anything is installed, so: plain
// JavaScript, no dependencies.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync } from "node:fs";
import { copyFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_MAJOR_MIN = 24;
const WAIT_MS_MAX = 10 * 60_000;
const POLL_MS = 200;
/** A holder refreshes its lock at every BEAT_MS; one silent for longer than this is dead, whatever its pid says. */
const SILENT_MS_MAX = 120_000;
const BEAT_MS = 5_000;
const OUTPUT_CHARS_MAX = 200_000;

const root = dirname(fileURLToPath(import.meta.url));
const modules = join(root, "node_modules");
const packageLock = join(root, "package-lock.json");
/** Written by npm itself as the last act of an install. */
const npmRecord = join(modules, ".package-lock.json");
/** A copy of the package-lock.json that is installed; a copy, not a hash, so that ./handschlag can compare it with cmp. */
const stamp = join(modules, ".handschlag-ready");
const lock = join(root, ".handschlag-installing");

const TOOLS = {
  tsc: "typescript/bin/tsc",
  oxlint: "oxlint/bin/oxlint",
  oxfmt: "oxfmt/bin/oxfmt",
  knip: "knip/bin/knip.js",
  vitest: "vitest/vitest.mjs",
  stryker: "@stryker-mutator/core/bin/stryker.js",
};

const COMMANDS = {
  start: { args: (rest) => ["cli/src/main.ts", "serve", ...rest], product: true },
  "run-ts": { args: (rest) => rest, product: true, keepsFolder: true },
  bench: { args: (rest) => ["bench/main.ts", ...rest] },
  crash: { args: (rest) => ["test/crash.ts", ...rest] },
  test: { args: (rest) => [tool("vitest"), "run", "--configLoader=native", ...rest] },
  mutate: { args: (rest) => [tool("stryker"), "run", ...rest] },
  format: { args: (rest) => [tool("oxfmt"), ...rest] },
  check: { checks: [["tsc"], ["tsc", "-p", "web"], ["oxlint"], ["oxfmt", "--check"], ["knip"]] },
};

await main(process.argv[2], process.argv.slice(3));

async function main(name, rest) {
  const command = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name] : undefined;
  if (command === undefined) fail(`Usage: node ready.mjs ${Object.keys(COMMANDS).join("|")} [arguments]`);
  if (!isInstalled(!command.product)) await install(!command.product);
  const node = findNode();
  const env = { ...process.env };
  // Compiled code kept on disk starts the command line in about half the time. Node copes when it cannot be written.
  if (command.product) env.NODE_COMPILE_CACHE ??= join(modules, ".cache", "handschlag");
  else env.PATH = [join(modules, ".bin"), dirname(node), env.PATH].join(delimiter);
  if (!command.keepsFolder) process.chdir(root);
  if (command.checks) process.exit(await check(node, env, command.checks));
  await handOver(node, command.args(rest), env);
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function tool(name) {
  return join(modules, TOOLS[name]);
}

// ---- What is installed

/** Whether the locked packages are in place; without `withTools` an install without development packages will do. */
function isInstalled(withTools) {
  if (!existsSync(npmRecord)) return false;
  if (existsSync(stamp) && readFileSync(stamp).equals(readFileSync(packageLock))) return true;
  // Packages installed by hand (npm ci, npm install) are as good as ours; installing them again would take a minute.
  const recorded = JSON.parse(readFileSync(npmRecord, "utf8")).packages;
  const missing = Object.entries(JSON.parse(readFileSync(packageLock, "utf8")).packages).filter(
    ([path, { version, integrity, optional }]) =>
      path !== "" && !optional && (version !== recorded[path]?.version || integrity !== recorded[path]?.integrity),
  );
  if (missing.length === 0) markInstalled();
  return missing.every(([, { dev }]) => dev && !withTools);
}

function markInstalled() {
  try {
    // By rename, because a half-written stamp would be taken for another lock file and start a new install.
    copyFileSync(packageLock, `${stamp}-${process.pid}`);
    renameSync(`${stamp}-${process.pid}`, stamp);
  } catch {
    // A user who may not write here compares the records again next time, which is slower and as right.
  }
}

async function install(withTools) {
  await takeLock();
  const beat = setInterval(refreshLock, BEAT_MS);
  try {
    if (isInstalled(withTools)) return; // by the process that held the lock before
    process.stderr.write("Installing packages …\n");
    // npm ci starts afresh, but removes these two at the same time as all else; killed there, they would lie.
    rmSync(stamp, { force: true });
    rmSync(npmRecord, { force: true });
    const [command, ...args] = npm();
    // The warnings left out are about the Node that runs npm, which is not the one that will run the packages.
    const options = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--include=dev", "--include=optional"];
    const { code, output, stopped } = await run(command, [...args, ...options], {
      cwd: root,
      env: { ...process.env, PATH: pathWithoutModules() },
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32" && command === "npm",
      onStart: (pid) => writeFileSync(join(lock, String(process.pid)), String(pid)),
    });
    if (code === 0) return markInstalled();
    if (!stopped) process.stderr.write(`${output}\nThe packages could not be installed (npm ci ended with ${code}).\n`);
    process.exitCode = stopped || code;
  } finally {
    clearInterval(beat);
    releaseLock();
  }
  if (process.exitCode) process.exit();
}

/** The npm that runs us, else the one on the path; never by the Node inside node_modules, which is about to go. */
function npm() {
  const { npm_execpath: cli = "", npm_node_execpath: node = "node" } = process.env;
  if (!cli.endsWith("npm-cli.js")) return ["npm"];
  return [node.startsWith(modules + sep) ? "node" : node, cli];
}

function pathWithoutModules() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.filter((folder) => !folder.includes("node_modules")).join(delimiter);
}

// ---- One install at a time: a folder that holds one file, named by its holder's pid, with npm's pid as content

async function takeLock() {
  const giveUpAt = Date.now() + WAIT_MS_MAX;
  for (let told = false; !tryLock(); told = true) {
    if (!told) process.stderr.write("Waiting for another process that installs packages …\n");
    if (Date.now() > giveUpAt) fail(`Another process has been installing for too long. If none is, delete ${lock}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function tryLock() {
  const mine = join(lock, String(process.pid));
  try {
    mkdirSync(lock);
    writeFileSync(mine, "");
    return true;
  } catch (error) {
    if (error.code === "ENOENT") return false; // taken for abandoned between the two steps
    if (error.code !== "EEXIST") fail(`Packages have to be installed, but ${root} cannot be written (${error.code}).`);
  }
  try {
    const [holder] = readdirSync(lock);
    if (holder === undefined) {
      // Its maker was killed before it wrote its name, or is about to.
      if (Date.now() - statSync(lock).mtimeMs > BEAT_MS) rmdirSync(lock);
      return false;
    }
    if (isHeld(holder)) return false;
    renameSync(join(lock, holder), mine); // of several who find a dead holder, one only succeeds
    refreshLock();
    return true;
  } catch {
    return false; // released or taken over in between
  }
}

function isHeld(holder) {
  const file = join(lock, holder);
  if (Date.now() - statSync(file).mtimeMs > SILENT_MS_MAX) return false;
  // npm may outlive a killed holder, and must not be met by a second npm.
  const npmPid = Number(readFileSync(file, "utf8"));
  return (holder !== String(process.pid) && isAlive(Number(holder))) || (npmPid > 0 && isAlive(npmPid));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM"; // alive, but another user's
  }
}

function refreshLock() {
  const now = new Date();
  try {
    utimesSync(join(lock, String(process.pid)), now, now);
  } catch {
    // Deleted by hand; the install goes on.
  }
}

function releaseLock() {
  try {
    rmSync(join(lock, String(process.pid)), { force: true });
    rmdirSync(lock);
  } catch {
    // Not ours any more.
  }
}

// ---- Running

function findNode() {
  const system = { linux: "linux", win32: "win" }[process.platform];
  const pinned = join(modules, `node-${system}-${process.arch}`, "bin", system === "win" ? "node.exe" : "node");
  if (existsSync(pinned) && hasLoader()) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR_MIN) return process.execPath;
  return fail(
    `Handschlag needs Node.js ${NODE_MAJOR_MIN} or newer, no packaged one fits ${process.platform}-${process.arch}, ` +
      `and this is ${process.versions.node}.`,
  );
}

/** The pinned Linux binary is linked against glibc, which Alpine does not have. */
function hasLoader() {
  const loaders = { x64: "/lib64/ld-linux-x86-64.so.2", arm64: "/lib/ld-linux-aarch64.so.1" };
  return process.platform !== "linux" || existsSync(loaders[process.arch]);
}

/** Becomes the wanted program where Node can do that, else waits for it; never returns. */
async function handOver(node, args, env) {
  if (process.execve && process.platform !== "win32") process.execve(node, [node, ...args], env);
  const { code } = await run(node, args, { env, stdio: "inherit" });
  process.exit(code);
}

async function check(node, env, checks) {
  process.stdout.on("error", () => {}); // whoever read the output has left; the exit code still counts
  const results = [];
  for (const [name, ...args] of checks) {
    const startedAt = Date.now();
    const { code, stopped } = await run(node, [tool(name), ...args], { env, stdio: "inherit" });
    if (stopped) return stopped;
    results.push({
      passed: code === 0,
      line: `${name} ${code === 0 ? "passed" : "failed"} (${Date.now() - startedAt} ms)`,
    });
  }
  for (const { line } of results) console.log(`check: ${line}`);
  return results.every(({ passed }) => passed) ? 0 : 1;
}

/**
 * Runs a program to its end, passing on the signals that reach us. `code` is 128 + n when signal n ended it, `stopped`
 * is 128 + n when signal n reached us, else 0.
 */
async function run(command, args, { onStart, ...options }) {
  const [{ spawn }, { constants }] = await Promise.all([import("node:child_process"), import("node:os")]);
  const child = spawn(command, args, options);
  if (child.pid !== undefined) onStart?.(child.pid);
  let output = "";
  const keep = (chunk) => (output = (output + chunk).slice(-OUTPUT_CHARS_MAX));
  child.stdout?.setEncoding("utf8").on("data", keep);
  child.stderr?.setEncoding("utf8").on("data", keep);
  let stopped = 0;
  const pass = (signal) => {
    stopped = 128 + constants.signals[signal];
    // Ctrl-C at a terminal reaches the child directly; a second one would mean "at once" to many programs.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, pass);
  const code = await new Promise((resolve) => {
    child.on("error", (error) => {
      output += `${command}: ${error.message}\n`;
      if (options.stdio === "inherit") process.stderr.write(output);
      resolve(127);
    });
    child.on("close", (ended, signal) => resolve(signal === null ? ended : 128 + constants.signals[signal]));
  });
  for (const signal of signals) process.removeListener(signal, pass);
  return { code, output, stopped };
}
