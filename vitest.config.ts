import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      "@": root,
      "server-only": fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url)),
    },
  },
  test: {
    include: ["{app,components,lib}/**/*.test.{ts,tsx}"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // What is waited for takes as long as it takes: the limit of the test bounds it, not one second.
    expect: { poll: { timeout: 15_000 } },
    // One more than the smallest machine has cores: much is waiting for a server.
    maxWorkers: 3,
    // A machine that CI shares can stall; what passes only at the second try is listed as retried. Nothing but that.
    retry: process.env.CI ? { count: 1, condition: /^Test timed out/ } : 0,
    // What passing tests print (the SDKs say much about lost connections) hides what failed.
    silent: "passed-only",
  },
});
