import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results/journeys",
  globalSetup: "./support/start-parley.ts",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // One browser a core; the server they talk to needs the rest.
  workers: 2,
  // A machine that CI shares can stall; what passes only at the second try is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "../test-results/journeys.json" }]],
  use: {
    locale: "en-GB",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
    // Without the film: it takes a quarter of all the time, and the trace has each step's page and log.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "first start", testMatch: "first-start.spec.ts" },
    { name: "journeys", testIgnore: "first-start.spec.ts", dependencies: ["first start"] },
  ],
});
