import { fileURLToPath, URL } from "node:url";

import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds the service: `bole demo`, or `bole serve` with keys. */
const service = process.env["BOLE_SERVICE"] ?? "http://127.0.0.1:8080";
const served = ["/v1", "/docs", "/openapi.json", "/health"];

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  define: { __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  server: { proxy: Object.fromEntries(served.map((path) => [path, { target: service }])) },
  // Nothing stands in the document itself: scripts and styles are files of this server, as its headers ask.
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  test: { include: ["src/**/*.test.ts"] },
});
