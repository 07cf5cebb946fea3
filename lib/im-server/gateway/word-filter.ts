import { z } from "zod";

const typedSchema = z.looseObject({ _lctype: z.number(), _lctext: z.string().optional() });
const MASK = "***";
const compiled = new WeakMap<readonly string[], RegExp | null>();

/**
 * Replaces unwanted words with `***`: in `_lctext` of a typed message, in the whole text of any
 * other. Answers null when there was nothing to replace.
 */
export function filterWords(words: readonly string[], data: string): string | null {
  const pattern = patternOf(words);
  if (pattern === null) return null;
  const typed = parseTyped(data);
  const text = typed === null ? data : typed._lctext;
  if (text === undefined) return null;
  const filtered = text.replace(pattern, MASK);
  if (filtered === text) return null;
  return typed === null ? filtered : JSON.stringify({ ...typed, _lctext: filtered });
}

/** One pattern for all words, the longer ones first; made once per list. */
function patternOf(words: readonly string[]): RegExp | null {
  const known = compiled.get(words);
  if (known !== undefined) return known;
  const alternatives = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = alternatives.length === 0 ? null : new RegExp(alternatives.join("|"), "giu");
  compiled.set(words, pattern);
  return pattern;
}

function parseTyped(data: string): z.infer<typeof typedSchema> | null {
  if (!data.startsWith("{")) return null;
  try {
    return typedSchema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
