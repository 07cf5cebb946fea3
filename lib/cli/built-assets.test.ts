import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildCanaries } from "./build-environment";

const isBuilt = existsSync(".next/BUILD_ID");

/** Words that only server code holds. */
const serverOnly = ["better-sqlite3", "X-LC-Key", "node:crypto", "argon2", "PARLEY_SECRET", "MASTER_KEY"];

function readAssets(folder: string, kinds: RegExp): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => kinds.test(path))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

describe.skipIf(!isBuilt)("the production build (skipped when there is none: npm run build)", () => {
  it("puts no secret and no server code into what browsers get", () => {
    const assets = readAssets(".next/static", /\.(js|css|json|map)$/);
    expect(assets.length).toBeGreaterThan(10);
    const found = assets.flatMap(({ path, text }) =>
      [...Object.values(buildCanaries), ...serverOnly]
        .filter((word) => text.includes(word))
        .map((word) => `${path}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it("bakes no configuration into pages made at build time", () => {
    const pages = readAssets(".next/server/app", /\.(html|rsc|body|meta)$/);
    const found = pages.flatMap(({ path, text }) =>
      Object.values(buildCanaries)
        .filter((word) => text.includes(word))
        .map((word) => `${path}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it("ships no source maps to browsers", () => {
    expect(
      readdirSync(".next/static", { recursive: true, encoding: "utf8" }).filter((path) =>
        path.endsWith(".map"),
      ),
    ).toEqual([]);
  });
});
