import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CliError } from "./cli-error";

const entrySchema = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  gypfile: z.boolean().optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });
type Lock = z.infer<typeof lockSchema>;

const manifestSchema = z.looseObject({ gypfile: z.unknown() });

const systems = ["android", "darwin", "freebsd", "linux", "openbsd", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/**
 * `npm run lock`, after every `npm install`: adds entries for platform packages that the registry
 * did not offer when the lock was written. Without them `npm ci` stops with "Missing … from lock file",
 * and other systems could not resolve theirs. Packages that come compiled are marked as such: npm leaves
 * that out, and `npm ci` would compile them, for minutes and only where Python and a compiler are.
 */
export async function completeLockFile(): Promise<void> {
  // Checked, and changed as it was read: what zod answers has its keys in another order.
  const lock: unknown = JSON.parse(readFileSync("package-lock.json", "utf8"));
  if (!isLock(lock)) throw new CliError("check_failed", "package-lock.json is none that npm writes.");
  const added = [...completeLock(lock), ...markCompiled(lock, isCompiled)];
  if (added.length > 0) writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
  console.log(
    added.length > 0 ? `Added to package-lock.json: ${added.join(", ")}` : "package-lock.json is complete.",
  );
}

function isLock(value: unknown): value is Lock {
  return lockSchema.safeParse(value).success;
}

/** Adds the missing optional packages to `lock` and answers their names. */
export function completeLock(lock: Lock): string[] {
  const present = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, "")));
  const added: string[] = [];
  for (const entry of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const platform = platformOf(name);
      if (present.has(name) || !platform || !/^\d/.test(version)) continue;
      present.add(name);
      added.push(name);
      lock.packages[`node_modules/${name}`] = {
        version,
        ...(entry.dev ? { dev: true } : {}),
        optional: true,
        ...platform,
      };
    }
  }
  if (added.length === 0) return added;
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)),
  );
  return added;
}

/** Marks the packages that need no compiler, which npm then leaves as they come; answers their paths. */
export function markCompiled(lock: Lock, isCompiled: (path: string) => boolean): string[] {
  const marked = Object.keys(lock.packages).filter(
    (path) => path !== "" && lock.packages[path]?.gypfile !== false && isCompiled(path),
  );
  for (const path of marked) Object.assign(lock.packages[path] ?? {}, { gypfile: false });
  return marked;
}

/** Whether an installed package says of itself that its `binding.gyp` need not be built. */
function isCompiled(path: string): boolean {
  if (!existsSync(join(path, "binding.gyp"))) return false;
  try {
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(path, "package.json"), "utf8")));
    return manifest.gypfile === false;
  } catch {
    return false;
  }
}

/** The system and processor that a package's name speaks of; null when it is not a platform package. */
export function platformOf(name: string): { os?: string[]; cpu: string[]; libc?: string[] } | null {
  const words = name.replace(/gnueabihf|musleabihf/, "").split(/[-/.]/);
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  if (!cpu || (!os && cpu !== "wasm32")) return null;
  const libc = words.includes("musl") ? "musl" : os === "linux" && words.includes("gnu") ? "glibc" : null;
  return { ...(os ? { os: [os] } : {}), cpu: [cpu], ...(libc ? { libc: [libc] } : {}) };
}
