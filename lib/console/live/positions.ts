import "server-only";

/** Where a browser stands in the stream of each app. */
export type Positions = ReadonlyMap<string, string>;

/** One word for all of them, without a line break. */
export function formatPositions(positions: Positions): string {
  return Buffer.from(JSON.stringify([...positions])).toString("base64url");
}

/** Null when the text is not one that `formatPositions` wrote. */
export function parsePositions(text: string): Positions | null {
  try {
    const pairs: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(pairs) || !pairs.every(isPair)) return null;
    return new Map(pairs);
  } catch {
    return null;
  }
}

function isPair(value: unknown): value is [string, string] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((part) => typeof part === "string" && part !== "")
  );
}
