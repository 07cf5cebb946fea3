import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const limitKb = 180;
const isBuilt = existsSync(".next/BUILD_ID");
const buildSchema = z.object({ rootMainFiles: z.array(z.string()).min(1) });
const pageSchema = z.object({ entryJSFiles: z.record(z.string(), z.array(z.string())) });
const manifest = "page_client-reference-manifest.js";

function readPages(): { page: string; scripts: Set<string> }[] {
  const { rootMainFiles } = buildSchema.parse(JSON.parse(readFileSync(".next/build-manifest.json", "utf8")));
  return readdirSync(".next/server/app", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(manifest))
    .map((path) => {
      // globalThis.__RSC_MANIFEST["/account/page"] = {…};
      const text = readFileSync(join(".next/server/app", path), "utf8");
      const json = text.slice(text.indexOf("= {", text.indexOf('["')) + 2).replace(/;\s*$/, "");
      const { entryJSFiles } = pageSchema.parse(JSON.parse(json));
      const page = path.slice(0, -manifest.length) || "/";
      return { page, scripts: new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()]) };
    });
}

function kilobytes(scripts: Iterable<string>): number {
  const sizes = [...scripts].map((script) => gzipSync(readFileSync(join(".next", script))).length);
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

describe.skipIf(!isBuilt)("the production build's pages (skipped when there is none: npm run build)", () => {
  it(`name at most ${limitKb} kB of compressed JavaScript in their HTML`, () => {
    const pages = readPages();
    expect(pages.length).toBeGreaterThan(15);
    const tooHeavy = pages
      .map(({ page, scripts }) => ({ page, kb: kilobytes(scripts) }))
      .filter(({ kb }) => kb > limitKb)
      .map(({ page, kb }) => `${page}: ${kb.toFixed(1)} kB`);
    expect(tooHeavy).toEqual([]);
  });
});
