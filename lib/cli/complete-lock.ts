import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const entrySchema = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });
type Lock = z.infer<typeof lockSchema>;

const systems = ["android", "darwin", "freebsd", "linux", "openbsd", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/**
 * `npm run lock`, after every `npm install`: adds entries for platform packages that the registry
 * did not offer when the lock was written. Without them `npm ci` stops with "Missing … from lock file",
 * and other systems could not resolve theirs.
 */
export async function completeLockFile(): Promise<void> {
  const lock = lockSchema.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
  const added = completeLock(lock);
  if (added.length > 0) writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
  console.log(
    added.length > 0 ? `Added to package-lock.json: ${added.join(", ")}` : "package-lock.json is complete.",
  );
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
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)),
  );
  return added;
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
