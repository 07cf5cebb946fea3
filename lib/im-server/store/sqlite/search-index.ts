import type { Db } from "./database";
import { indexText, searchableText } from "./search-text";
import { searchWords } from "./search-words";

/** Where a message lies in the index. */
export type IndexKey = { id: number; timestamp: number };
export type IndexedMessage = IndexKey & {
  conversation: number;
  sender: number;
  data: string;
  binary: boolean;
};

export type SearchIndex = {
  add(message: IndexedMessage): void;
  remove(key: IndexKey): void;
  /** The transaction was undone. */
  forget(): void;
};

/**
 * The index walks its rows by number only, and results are wanted newest first: so a row's number is
 * the message's time, and below it the end of the message's id, which tells those of one millisecond
 * apart. Such numbers are beyond what JavaScript counts exactly: they are made and read in SQL.
 */
const idBits = 21;
const idMask = 2 ** idBits - 1;
/** Times that fit above the id's bits. */
export const latestIndexed = 2 ** 42 - 1;

export const indexRowSql = (timestamp: string, id: string): string =>
  `((CAST(${timestamp} AS INTEGER) << ${idBits}) | (CAST(${id} AS INTEGER) & ${idMask}))`;

/** Finds the message `m` of the index row `s`. */
export const indexedMessageSql = `m.timestamp = (s.rowid >> ${idBits}) AND (m.id & ${idMask}) = (s.rowid & ${idMask})`;

/** Terms that stand for the conversation and the sender, so that filters intersect in the index. */
export const conversationTerm = (conversation: number): string => `c${conversation}`;
export const senderTerm = (sender: number): string => `s${sender}`;

/** Keeps the search index in step with messages, inside their transaction. */
export function searchIndex(db: Db): SearchIndex {
  const row = indexRowSql("@timestamp", "@id");
  const insert = db.prepare(
    `INSERT OR REPLACE INTO message_search (rowid, body, parts, scope) VALUES (${row}, @body, @parts, @scope)`,
  );
  const remove = db.prepare(`DELETE FROM message_search WHERE rowid = ${row}`);
  const list = searchWords(db);
  return {
    add({ id, timestamp, conversation, sender, data, binary }) {
      const { body, parts, words } = indexText(searchableText(data, binary));
      if (body === "" || timestamp > latestIndexed) return;
      list.note(words);
      insert.run({
        timestamp,
        id,
        body,
        parts,
        scope: `${conversationTerm(conversation)} ${senderTerm(sender)}`,
      });
    },
    remove({ id, timestamp }) {
      remove.run({ id, timestamp });
    },
    forget: list.forget,
  };
}
