import { z } from "zod";
import { maskWords } from "@/lib/protocol/word-filter";

const typedSchema = z.looseObject({ _lctype: z.number(), _lctext: z.string().optional() });

/**
 * Replaces unwanted words with `***`: in `_lctext` of a typed message, in the whole text of any
 * other. Answers null when there was nothing to replace.
 */
export function filterWords(words: readonly string[], data: string): string | null {
  if (words.length === 0) return null;
  const typed = parseTyped(data);
  const text = typed === null ? data : typed._lctext;
  if (text === undefined) return null;
  const filtered = maskWords(words, text);
  if (filtered === text) return null;
  return typed === null ? filtered : JSON.stringify({ ...typed, _lctext: filtered });
}

function parseTyped(data: string): z.infer<typeof typedSchema> | null {
  if (!data.startsWith("{")) return null;
  try {
    return typedSchema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
