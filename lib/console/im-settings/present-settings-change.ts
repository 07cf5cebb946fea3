import "server-only";
import type { AppSettings } from "@/lib/protocol/app-settings";

/** Of a word list of thousands, what a person would read of it. */
const maxWords = 50;

/** A change of settings as the audit keeps it: everything but the word list whole, of that what came and went. */
export function presentSettingsChange(before: AppSettings, after: AppSettings) {
  const { wordFilter: old, ...restBefore } = before;
  const { wordFilter: now, ...restAfter } = after;
  const removed = without(old, now);
  const added = without(now, old);
  return {
    before: { ...restBefore, wordFilter: { words: old.length, ...list("removed", removed) } },
    after: { ...restAfter, wordFilter: { words: now.length, ...list("added", added) } },
  };
}

function without(words: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return words.filter((word) => !known.has(word));
}

function list(name: string, words: readonly string[]): Record<string, string[]> {
  if (words.length === 0) return {};
  const shown = words.slice(0, maxWords);
  return { [name]: words.length > maxWords ? [...shown, `… ${words.length - maxWords} more`] : shown };
}
