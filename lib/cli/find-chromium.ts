import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { CliError } from "./cli-error";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The path of a Chromium: CHROME_PATH, the system's, or Playwright's; when there is none it is
 * installed without asking (Debian's package as root, else Playwright's build).
 */
export async function findChromium(): Promise<string> {
  const found = await lookForChromium();
  if (found) return found;
  console.log("No Chromium here; installing one …");
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    run("apt-get", ["update", "-q"]);
    run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"]);
  } else {
    run("npx", ["playwright", "install", "chromium"]);
  }
  const installed = await lookForChromium();
  if (installed) return installed;
  throw new CliError(
    "check_failed",
    "No Chromium could be installed. Install one and set CHROME_PATH to its program.",
  );
}

async function lookForChromium(): Promise<string | null> {
  const { chromium } = await import("@playwright/test");
  const candidates = [process.env.CHROME_PATH ?? "", ...usual, chromium.executablePath()];
  return candidates.find((path) => path !== "" && existsSync(path)) ?? null;
}

function run(command: string, args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status } = spawnSync(command, args, { stdio: "inherit", env });
  if (status !== 0) {
    throw new CliError(
      "check_failed",
      `${command} ${args.join(" ")} failed. Install Chromium and set CHROME_PATH to it.`,
    );
  }
}
