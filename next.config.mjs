import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** @type {import("next").NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run verify` checks the types of everything; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // Without a connection a page stays where it is, with what was typed, and goes on when the console answers.
    useOffline: true,
    // The shell and each page come in few chunks: one compresses better than many, and what pages share is in the shell.
    turbopackChunking: {
      firstPageLoadPriority: 1,
      minChunkSize: 5_000_000,
      maxMergeChunkSize: 50_000_000,
      requestCost: 20_000_000,
    },
  },
  // Messages are compiled when they are loaded (lib/i18n/request.ts): no ICU parser goes to the browser.
  turbopack: {
    resolveAlias: {
      // There are no server actions: what would apply their answers stays out of every page.
      "./reducers/server-action-reducer": { browser: "./lib/config/no-server-actions.js" },
      "../../../lib/constants": { browser: "./lib/config/next-constants.js" },
      // The console has its own page for what no other page catches; Next's would never be shown.
      "./builtin/global-error": { browser: "./app/global-error.tsx" },
      "../components/builtin/global-error": { browser: "./app/global-error.tsx" },
      "use-intl/format-message": "./node_modules/use-intl/dist/esm/production/format-message/format-only.js",
    },
  },
  serverExternalPackages: ["better-sqlite3", "better-sqlite3-13", "@node-rs/argon2", "pino"],
};

export default withNextIntl(nextConfig);
