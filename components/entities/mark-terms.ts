export interface TextPart {
  text: string;
  isHit: boolean;
}

/** Cuts a text into parts that match one of the terms (any case, the longest term first) and parts that do not. */
export function markTerms(text: string, terms: readonly string[]): TextPart[] {
  const wanted = [...new Set(terms.filter((term) => term !== ""))].sort((a, b) => b.length - a.length);
  if (wanted.length === 0 || text === "") return text === "" ? [] : [{ text, isHit: false }];
  const pattern = new RegExp(wanted.map(escapePattern).join("|"), "giu");
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isHit: false });
    parts.push({ text: match[0], isHit: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isHit: false });
  return parts;
}

/** A window of a long text that shows its first hit, with … where it was cut. */
export function cutAroundHit(text: string, terms: readonly string[], size = 280): string {
  if (text.length <= size) return text;
  const lower = text.toLowerCase();
  const at = terms.reduce((first, term) => {
    const found = term === "" ? -1 : lower.indexOf(term.toLowerCase());
    return found >= 0 && (first < 0 || found < first) ? found : first;
  }, -1);
  const start = Math.max(0, Math.min(at < 0 ? 0 : at - Math.floor(size / 3), text.length - size));
  const end = Math.min(text.length, start + size);
  return `${start > 0 ? "…" : ""}${wholeCharacters(text, start, end)}${end < text.length ? "…" : ""}`;
}

/** `slice` that never leaves half of a surrogate pair at either end. */
function wholeCharacters(text: string, start: number, end: number): string {
  const isLow = (at: number) => /[\uDC00-\uDFFF]/.test(text[at] ?? "");
  return text.slice(isLow(start) ? start + 1 : start, isLow(end) ? end + 1 : end);
}

const escapePattern = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
