/** Loads the server and ends: what was compiled for it stays in the cache of compiled code. */
await import("@handschlag/server/main.ts");
