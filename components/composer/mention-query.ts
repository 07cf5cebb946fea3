/** The mention being typed just before the caret: `@` after a space or at the start, then what was typed of the id. */
export function mentionQuery(text: string, caret: number): { query: string; start: number } | null {
  const match = /(?:^|[\s(（，。])@([^\s@]{0,64})$/u.exec(text.slice(0, caret));
  if (!match) return null;
  const query = match[1] ?? "";
  return { query, start: caret - query.length - 1 };
}

/** Up to eight members that fit: those that begin so first. */
export function matchMembers(members: readonly string[], query: string): string[] {
  const wanted = query.toLowerCase();
  const begins: string[] = [];
  const contains: string[] = [];
  for (const id of members) {
    const at = id.toLowerCase().indexOf(wanted);
    if (at === 0) begins.push(id);
    else if (at > 0) contains.push(id);
    if (begins.length >= 8) break;
  }
  return [...begins, ...contains].slice(0, 8);
}

/** The text with the typed mention replaced by the whole id, and where the caret goes. */
export function insertMention(
  text: string,
  start: number,
  caret: number,
  id: string,
): { text: string; caret: number } {
  const inserted = `@${id} `;
  return { text: text.slice(0, start) + inserted + text.slice(caret), caret: start + inserted.length };
}
