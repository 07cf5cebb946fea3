/** Entries of a text with one per line (commas and semicolons count as line ends); no blanks, no repeats. */
export function readLines(text: string): string[] {
  const entries = text
    .split(/[\n,;]/)
    .map((entry) => entry.trim())
    .filter(Boolean);
  return [...new Set(entries)];
}

/** The hosts of such a text. */
export function readHosts(text: string): string[] {
  return [...new Set(readLines(text).map(readHost))];
}

/** Which entry of a list the API refused; empty when it was the list as a whole, null when none. */
export function refusedEntry(
  errors: Record<string, string>,
  field: string,
  entries: readonly string[],
): string | null {
  for (const path of Object.keys(errors)) {
    if (path === field) return "";
    if (path.startsWith(`${field}.`)) return entries[Number(path.slice(field.length + 1))] ?? "";
  }
  return null;
}

/** A host as the address bar would have it: without scheme, path or capital letters. */
export function readHost(entry: string): string {
  return entry
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/[/?#].*$/, "")
    .toLowerCase();
}
