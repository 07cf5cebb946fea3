/** Scripts written without spaces between words: any part of a run can be looked for. */
const unspaced =
  "[[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}々ー]&&[\\p{L}\\p{N}]]";
const segments = new RegExp(
  `(${unspaced}[${unspaced}\\p{M}]*)|(\\p{Extended_Pictographic}|\\p{Regional_Indicator})|((?:(?!${unspaced})[\\p{L}\\p{N}\\p{M}])+)`,
  "gv",
);
const ascii = /^[\x20-\x7e\s]*$/;
const asciiWords = /[a-z0-9]+/g;
/** Marks made-up terms; a private-use character, which no text is expected to hold. */
const mark = "\uE000";

/** Words of this length match by their beginning through a term of its own. */
export const prefixLength = 3;

export type SearchSegment = { kind: "run" | "emoji" | "word"; text: string };

function foldWord(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "");
}

/** Splits a text into runs of unspaced characters, emoji and words, folded for comparison. */
export function segmentText(text: string): SearchSegment[] {
  if (ascii.test(text)) {
    return (text.toLowerCase().match(asciiWords) ?? []).map((word) => ({ kind: "word", text: word }));
  }
  const folded = text.normalize("NFKC").toLowerCase();
  const found: SearchSegment[] = [];
  for (const [, run, emoji, word] of folded.matchAll(segments)) {
    if (run !== undefined) found.push({ kind: "run", text: run });
    else if (emoji !== undefined) found.push({ kind: "emoji", text: emoji });
    else if (word !== undefined) {
      const plain = foldWord(word);
      if (plain !== "") found.push({ kind: "word", text: plain });
    }
  }
  return found;
}

/** The pairs of neighbours in a run; a single character stands alone. */
export function pairs(run: string): string[] {
  const chars = [...run];
  return chars.length === 1 ? chars : chars.slice(1).map((char, index) => (chars[index] ?? "") + char);
}

export function emojiTerm(emoji: string): string {
  return `${mark}${(emoji.codePointAt(0) ?? 0).toString(16)}`;
}

export function prefixTerm(word: string): string {
  return `${mark}p${word.slice(0, prefixLength)}`;
}

export type IndexedText = {
  /** Terms in order. */
  body: string;
  /** Terms without order: single characters, beginnings of words. */
  parts: string;
  words: string[];
};

/** What the index holds of a text. */
export function indexText(text: string): IndexedText {
  const body: string[] = [];
  const parts = new Set<string>();
  const words: string[] = [];
  for (const segment of segmentText(text)) {
    if (segment.kind === "emoji") body.push(emojiTerm(segment.text));
    else if (segment.kind === "run") {
      body.push(...pairs(segment.text));
      for (const char of segment.text) parts.add(char);
    } else {
      body.push(segment.text);
      words.push(segment.text);
      if (segment.text.length >= prefixLength) parts.add(prefixTerm(segment.text));
    }
  }
  return { body: body.join(" "), parts: [...parts].join(" "), words };
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
