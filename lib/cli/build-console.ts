import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildEnvironment } from "./build-environment";
import { endWithParent } from "./child";
import { CliError } from "./cli-error";

const sources = ["app", "components", "lib", "public"];
const files = [
  "instrumentation.ts",
  "next.config.mjs",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
/** Parts of `lib` that no page is built from. */
const apart = new Set(["lib/cli", "lib/im-server"]);
const stampPath = join(".next", "parley-build");

/** The console's own command-line program, run with the present Node. */
export const nextBin = join("node_modules", "next", "dist", "bin", "next");

/** Builds the console unless the present build was made from these very sources. */
export async function buildConsole(): Promise<void> {
  const stamp = hashSources();
  if (existsSync(join(".next", "BUILD_ID")) && readStamp() === stamp) return;
  console.log("Building the console; this is needed once and takes about a minute …");
  const code = await runNextBuild();
  if (code !== 0) {
    throw new CliError("build_failed", "The console could not be built; the reason stands above.");
  }
  writeFileSync(stampPath, stamp);
}

function runNextBuild(): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", endWithParent, nextBin, "build"], {
      // Its input is held as long as this process lives, as that of `startChild`.
      stdio: ["pipe", "inherit", "inherit"],
      env: buildEnvironment(process.env),
    });
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code));
  });
}

function hashSources(): string {
  const hash = createHash("sha256");
  for (const path of [...sources.flatMap(listFiles), ...files.filter((file) => existsSync(file))].sort()) {
    hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder) || apart.has(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(path);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
  });
}

function readStamp(): string | null {
  try {
    return readFileSync(stampPath, "utf8");
  } catch {
    return null;
  }
}
