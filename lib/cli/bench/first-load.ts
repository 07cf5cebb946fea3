import { gzipSync } from "node:zlib";
import type { ConsoleSession } from "./console-session";
import type { Row } from "./measure";

/** Scripts that a page's HTML names: what a browser must load before the page answers. */
export async function measureFirstLoad(
  session: ConsoleSession,
  pages: Record<string, string>,
): Promise<Row[]> {
  const sizes = new Map<string, number>();
  const sizeOf = async (path: string): Promise<number> => {
    const known = sizes.get(path);
    if (known !== undefined) return known;
    const size = gzipSync(Buffer.from(await (await session.get(path)).arrayBuffer())).length;
    sizes.set(path, size);
    return size;
  };
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(pages)) {
    const html = await (await session.get(path)).text();
    const scripts = new Set([...html.matchAll(/<script[^>]+src="([^"]+)"([^>]*)/g)].flatMap(firstLoaded));
    let bytes = 0;
    for (const script of scripts) bytes += await sizeOf(script);
    rows.push({
      name: `first-load JavaScript gz: ${name}`,
      value: bytes / 1000,
      unit: "kB",
      target: "≤ 180",
    });
  }
  return rows;
}

/** Old browsers alone load what is marked nomodule. */
function firstLoaded([tag, source = ""]: RegExpMatchArray): string[] {
  return /\snomodule/i.test(tag) ? [] : [source.replaceAll("&amp;", "&")];
}
