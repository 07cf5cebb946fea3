import { emojiTerm, pairs, prefixLength, prefixTerm, type SearchSegment, segmentText } from "./search-text";

/** Parts of a question looked at; the rest is left out. */
const maxSegments = 20;

/** Names the words that begin so, or null when they are too many. */
export type Completion = (beginning: string) => string[] | null;

function quote(terms: string): string {
  return `"${terms.replaceAll('"', "")}"`;
}

function matchWord(word: string, complete: Completion): string {
  if (word.length < prefixLength) return `body:${quote(word)}`;
  if (word.length === prefixLength) return `parts:${quote(prefixTerm(word))}`;
  // Named words are walked newest first as needed; a bare beginning is collected whole beforehand.
  const words = complete(word);
  if (words === null) return `body:${quote(word)}*`;
  return `body:(${[word, ...words.filter((other) => other !== word)].map(quote).join(" OR ")})`;
}

function matchSegment({ kind, text }: SearchSegment, complete: Completion): string {
  if (kind === "emoji") return `body:${quote(emojiTerm(text))}`;
  if (kind === "word") return matchWord(text, complete);
  const terms = pairs(text);
  return [...text].length === 1 ? `parts:${quote(text)}` : `body:${quote(terms.join(" "))}`;
}

/**
 * The index expression for what a person typed: all parts must occur. Runs of unspaced
 * characters match anywhere, words of three letters and more also as beginnings.
 * @returns null when there is nothing to look for.
 */
export function matchExpression(text: string, complete: Completion): string | null {
  const parts = segmentText(text)
    .slice(0, maxSegments)
    .map((segment) => matchSegment(segment, complete));
  return parts.length === 0 ? null : [...new Set(parts)].join(" AND ");
}
