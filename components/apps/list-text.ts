/** Entries of a text with one per line (commas and semicolons count as line ends); no blanks, no repeats. */
export function readLines(text: string): string[] {
  const entries = text
    .split(/[\n,;]/)
    .map((entry) => entry.trim())
    .filter(Boolean);
  return [...new Set(entries)];
}

/** A host as the address bar would have it: without scheme, path or capital letters. */
export function readHost(entry: string): string {
  return entry
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/[/?#].*$/, "")
    .toLowerCase();
}
