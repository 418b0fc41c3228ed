import { defineConfig } from "@playwright/test";

import { CHROMIUM, FLAGS, TARGET } from "./tests/browser/places";

export default defineConfig({
  testDir: "tests/browser",
  globalSetup: "./tests/browser/setup.ts",
  outputDir: `${TARGET}/browser`,
  reporter: [["list"]],
  // One service and one browser on a machine of two cores: measured times are then the page's own.
  workers: 1,
  // Ample: a busy machine is no fault of the page.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    viewport: { width: 1280, height: 720 },
    reducedMotion: "reduce",
    launchOptions: { executablePath: CHROMIUM, args: FLAGS },
  },
});
