import type { Db } from "./database";
import { prefixLength } from "./search-text";

const longestWord = 32;
const cacheSize = 200_000;

/** Whether a word is kept in the list; shorter ones are found by their prefix term. */
function isListed(word: string): boolean {
  return word.length > prefixLength && word.length <= longestWord;
}

export type WordList = { note(words: string[]): void; forget(): void };

/** Adds words to the list from which beginnings are completed. */
export function searchWords(db: Db): WordList {
  const add = db.prepare("INSERT OR IGNORE INTO search_words (word) VALUES (?)");
  const known = new Set<string>();
  return {
    note(words) {
      for (const word of words) {
        if (!isListed(word) || known.has(word)) continue;
        if (known.size >= cacheSize) known.clear();
        add.run(word);
        known.add(word);
      }
    },
    forget: () => known.clear(),
  };
}

/** Completes a beginning to the words that occur; null when they are too many to name. */
export function wordCompletion(db: Db, most: number): (beginning: string) => string[] | null {
  const find = db
    .prepare<[string, string, number], string>(
      "SELECT word FROM search_words WHERE word >= ? AND word < ? LIMIT ?",
    )
    .pluck();
  return (beginning) => {
    const words = find.all(beginning, `${beginning}\u{10FFFF}`, most + 1);
    return words.length > most ? null : words;
  };
}
