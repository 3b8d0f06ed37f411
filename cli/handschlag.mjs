#!/usr/bin/env node
// What npm links as node_modules/.bin/handschlag: it links no file outside a package, so not ../handschlag itself.
import { fileURLToPath } from "node:url";

process.argv.splice(2, 0, "run-ts", fileURLToPath(new URL("src/main.ts", import.meta.url)));
await import("../ready.mjs");
