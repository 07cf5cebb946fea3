/**
 * The class of a text that holds a very long word, as clients may write one: browsers look for kerning from each letter
 * to the end of the word, again for every line, and stop the page for minutes.
 */
export function longWords(text: unknown): string | false {
  return typeof text === "string" && /\S{500}/.test(text) && "[font-kerning:none]";
}
