import "server-only";
import { appHistoryQuerySchema, type Message } from "@/lib/contracts/messages";

export type ParsedSearch = {
  /** Words and phrases to look for, phrases without their quotes. */
  terms: string[];
  /** Those of the terms that stood in quotes: they must be there just so. */
  phrases: string[];
  from?: string;
  conversationId?: string;
  /** Milliseconds; messages of this moment and later. */
  since?: number;
  /** Milliseconds; messages before this moment. */
  before?: number;
  kind?: Message["payload"]["kind"];
};

const kinds = appHistoryQuerySchema.shape.kind.unwrap().options;
const dayMs = 86_400_000;

// An operator with a value (quoted or not), a quoted phrase, or a word.
const piece = /(from|in|before|after|kind):(?:"([^"]*)"|(\S+))|"([^"]*)"|(\S+)/giu;

/**
 * Takes a typed search apart: `from:Tom in:5f1c… before:2026-11-01 after:2026-10-01 kind:image "exact"`.
 * Dates are UTC days (`after:` begins with the day, `before:` ends before it) or full ISO times. What
 * looks like an operator but cannot be read is looked for as it stands.
 */
export function parseSearch(text: string): ParsedSearch {
  const parsed: ParsedSearch = { terms: [], phrases: [] };
  for (const match of text.matchAll(piece)) {
    const [whole, name, quoted, plain, phrase, word] = match;
    const value = quoted ?? plain;
    if (name !== undefined && value) {
      if (!readOperator(parsed, name.toLowerCase(), value)) parsed.terms.push(whole);
    } else {
      const term = (phrase ?? word ?? whole).trim();
      if (!term) continue;
      parsed.terms.push(term);
      if (phrase !== undefined) parsed.phrases.push(term);
    }
  }
  return parsed;
}

function readOperator(parsed: ParsedSearch, name: string, value: string): boolean {
  if (name === "from") parsed.from = value;
  else if (name === "in") parsed.conversationId = value;
  else if (name === "kind") {
    const kind = kinds.find((one) => one === value.toLowerCase());
    if (!kind) return false;
    parsed.kind = kind;
  } else {
    const time = timeOf(value);
    if (time === null) return false;
    if (name === "before") parsed.before = time;
    else parsed.since = time;
  }
  return true;
}

function timeOf(text: string): number | null {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!isDay && !/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})?$/i.test(text)) return null;
  const time = Date.parse(isDay ? `${text}T00:00:00Z` : text);
  return Number.isNaN(time) || time < 0 || time > 8.64e15 - dayMs ? null : time;
}
