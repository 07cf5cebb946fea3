const mask = "***";
const compiled = new WeakMap<readonly string[], RegExp | null>();

/** The text with each of the words, in capitals or not, replaced by `***`. The same list of words is read once. */
export function maskWords(words: readonly string[], text: string): string {
  const pattern = patternOf(words);
  return pattern === null ? text : text.replace(pattern, mask);
}

/** One pattern for all words, the longer ones first. */
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
