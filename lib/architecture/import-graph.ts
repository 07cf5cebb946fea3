import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export type ImportEdge = {
  /** A source file of the project, or the name of a package. */
  target: string;
  isPackage: boolean;
  /** Erased by the compiler. */
  isTypeOnly: boolean;
};

export type SourceFile = { path: string; text: string; imports: ImportEdge[] };

const roots = ["app", "components", "e2e", "lib", "instrumentation.ts", "proxy.ts"];
const extensions = [".ts", ".tsx", ".mjs"];

/** Every source file of the project with what it imports, by path. */
export function readSources(): Map<string, SourceFile> {
  const paths = roots.flatMap((root) => (existsSync(root) ? listSources(root) : []));
  return new Map(
    paths.map((path) => {
      const text = readFileSync(path, "utf8");
      return [path, { path, text, imports: readImports(path, text) }];
    }),
  );
}

/** The first chain of imports that leads back to its beginning, or null. */
export function findCycle(sources: Map<string, SourceFile>): string[] | null {
  const done = new Set<string>();
  const visit = (path: string, chain: string[]): string[] | null => {
    const start = chain.indexOf(path);
    if (start >= 0) return [...chain.slice(start), path];
    if (done.has(path)) return null;
    for (const edge of sources.get(path)?.imports ?? []) {
      const cycle = edge.isPackage || edge.isTypeOnly ? null : visit(edge.target, [...chain, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return null;
  };
  for (const path of sources.keys()) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return null;
}

function listSources(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => join(path, name))
    .filter((name) => extensions.some((extension) => name.endsWith(extension)) && !name.endsWith(".d.ts"));
}

const statement = /^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm;
const dynamic = /(?:import\(|new URL\()\s*"([^"]+)"/g;

function readImports(path: string, text: string): ImportEdge[] {
  const found = [
    ...[...text.matchAll(statement)].map(([, type, name = ""]) => ({ name, isTypeOnly: Boolean(type) })),
    ...[...text.matchAll(dynamic)].map(([, name = ""]) => ({ name, isTypeOnly: false })),
  ];
  return found.flatMap(({ name, isTypeOnly }): ImportEdge[] => {
    if (!name.startsWith(".") && !name.startsWith("@/"))
      return [{ target: name, isPackage: true, isTypeOnly }];
    const target = resolveSource(path, name);
    return target ? [{ target, isPackage: false, isTypeOnly }] : [];
  });
}

function resolveSource(from: string, name: string): string | null {
  const base = normalize(name.startsWith("@/") ? name.slice(2) : join(dirname(from), name));
  const candidates = [
    base,
    ...extensions.flatMap((extension) => [`${base}${extension}`, join(base, `index${extension}`)]),
  ];
  return (
    candidates.find((path) => extensions.some((extension) => path.endsWith(extension)) && existsSync(path)) ??
    null
  );
}
