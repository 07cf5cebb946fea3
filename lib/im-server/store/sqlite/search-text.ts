/** Scripts written without spaces between words: any part of a run can be looked for. */
const unspaced =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}々ー";
const segments = new RegExp(
  `(?<run>[${unspaced}][${unspaced}\\p{M}]*)|(?<emoji>\\p{Extended_Pictographic}|\\p{Regional_Indicator})|(?<word>(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}_])+)`,
  "gu",
);
/** Marks made-up terms; a private-use character, which no text is expected to hold. */
const mark = "\uE000";
const prefixLength = 3;

export type SearchSegment = { kind: "run" | "emoji" | "word"; chars: string[] };

/** Splits a text into runs of unspaced characters, emoji and words, folded for comparison. */
export function segmentText(text: string): SearchSegment[] {
  const folded = text.normalize("NFKC").toLowerCase();
  return [...folded.matchAll(segments)].map(({ groups }) => {
    if (groups?.run !== undefined) return { kind: "run", chars: [...groups.run] };
    if (groups?.emoji !== undefined) return { kind: "emoji", chars: [groups.emoji] };
    return { kind: "word", chars: [...(groups?.word ?? "").replaceAll("_", " ").trim()] };
  });
}

/** The pairs of neighbours in a run; a single character stands alone. */
function pairs(chars: string[]): string[] {
  return chars.length === 1 ? chars : chars.slice(1).map((char, index) => (chars[index] ?? "") + char);
}

function emojiTerm(chars: string[]): string {
  return `${mark}${(chars[0]?.codePointAt(0) ?? 0).toString(16)}`;
}

/** Accents are dropped as the index's own folding does, so that beginnings agree with words. */
function plainChars(chars: string[]): string[] {
  return [...chars.join("").normalize("NFD").replace(/\p{M}/gu, "")];
}

function prefixTerm(chars: string[]): string {
  return `${mark}p${chars.slice(0, prefixLength).join("")}`;
}

/** What the index holds of a text: `body` keeps order, `parts` is a set. */
export function indexText(text: string): { body: string; parts: string } {
  const body: string[] = [];
  const parts = new Set<string>();
  for (const { kind, chars } of segmentText(text)) {
    if (kind === "emoji") body.push(emojiTerm(chars));
    else if (kind === "run") {
      body.push(...pairs(chars));
      for (const char of chars) parts.add(char);
    } else {
      body.push(chars.join(""));
      const plain = plainChars(chars);
      if (plain.length >= prefixLength) parts.add(prefixTerm(plain));
    }
  }
  return { body: body.join(" "), parts: [...parts].join(" ") };
}

function quote(terms: string): string {
  return `"${terms.replaceAll('"', "")}"`;
}

function matchWord(chars: string[]): string {
  const plain = plainChars(chars);
  if (plain.length === prefixLength) return `parts:${quote(prefixTerm(plain))}`;
  return plain.length > prefixLength ? `body:${quote(chars.join(""))}*` : `body:${quote(chars.join(""))}`;
}

function matchSegment({ kind, chars }: SearchSegment): string {
  if (kind === "emoji") return `body:${quote(emojiTerm(chars))}`;
  if (kind === "word") return matchWord(chars);
  return chars.length === 1 ? `parts:${quote(chars[0] ?? "")}` : `body:${quote(pairs(chars).join(" "))}`;
}

/**
 * The index expression for what a person typed: all parts must occur. Runs of unspaced
 * characters match anywhere, words of three letters and more also as beginnings.
 * @returns null when there is nothing to look for.
 */
export function matchExpression(text: string): string | null {
  const parts = segmentText(text).slice(0, 20).map(matchSegment);
  return parts.length === 0 ? null : [...new Set(parts)].join(" AND ");
}

/** The readable text of a message: a typed message's `_lctext`, else the whole body. */
export function searchableText(data: string, binary: boolean): string {
  if (binary) return "";
  if (!data.startsWith("{")) return data;
  try {
    const body: unknown = JSON.parse(data);
    if (body === null || typeof body !== "object" || !("_lctype" in body)) return data;
    return "_lctext" in body && typeof body._lctext === "string" ? body._lctext : "";
  } catch {
    return data;
  }
}
