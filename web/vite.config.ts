import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where the server listens while the pages are developed. */
const SERVER = process.env["HANDSCHLAG_SERVER"] ?? "http://localhost:4400";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { proxy: { "/api": { target: SERVER } } },
  build: {
    outDir: "dist",
    target: "es2023",
    // Everything is a file of its own: the server's content security policy allows no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
