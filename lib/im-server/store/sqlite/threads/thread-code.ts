import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const codes = new Map<string, string>();

/**
 * A module and all that it imports as one script. A thread does not inherit the TypeScript loader of its process
 * (privatenumber/tsx#354), and to load a hundred files one by one costs each thread ten times as much.
 */
export function threadCode(module: URL): string {
  const known = codes.get(module.href);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(module)],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node20",
    // A script has no place of its own. The migrations lie here, and packages are found from anywhere in the project.
    define: { "import.meta.url": JSON.stringify(new URL("../", import.meta.url).href) },
  });
  const code = outputFiles[0]?.text ?? "";
  codes.set(module.href, code);
  return code;
}
