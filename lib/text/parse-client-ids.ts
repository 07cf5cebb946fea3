/** LeanCloud's longest client id. */
export const maxClientIdLength = 64;

export interface ParsedClientIds {
  /** Each usable id once, in the order typed. */
  ids: string[];
  /** Ids that were typed more than once, each once. */
  duplicates: string[];
  /** Longer than 64 characters. */
  tooLong: string[];
}

/**
 * Reads client ids out of pasted text: separated by commas, semicolons (also full-width ones and 、), spaces,
 * tabs or lines; quotes around an id are dropped.
 */
export function parseClientIds(text: string): ParsedClientIds {
  const ids = new Set<string>();
  const duplicates = new Set<string>();
  const tooLong = new Set<string>();
  for (const piece of text.split(/[\s,;，；、]+/u)) {
    const id = piece.replace(/^["'“”‘’]+|["'“”‘’]+$/gu, "");
    if (id === "") continue;
    if (id.length > maxClientIdLength) tooLong.add(id);
    else if (ids.has(id)) duplicates.add(id);
    else ids.add(id);
  }
  return { ids: [...ids], duplicates: [...duplicates], tooLong: [...tooLong] };
}

/** Adds pasted ids to those already chosen; ids that were there count as duplicates. */
export function mergeClientIds(chosen: readonly string[], text: string): ParsedClientIds {
  const parsed = parseClientIds(text);
  const known = new Set(chosen);
  const again = parsed.ids.filter((id) => known.has(id));
  return {
    ids: [...chosen, ...parsed.ids.filter((id) => !known.has(id))],
    duplicates: [...new Set([...again, ...parsed.duplicates])],
    tooLong: parsed.tooLong,
  };
}
