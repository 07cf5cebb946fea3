import type { Db } from "./database";
import { indexText, searchableText } from "./search-text";
import { searchWords } from "./search-words";

export type IndexedMessage = {
  id: number;
  conversation: number;
  sender: number;
  data: string;
  binary: boolean;
};

export type SearchIndex = {
  add(message: IndexedMessage): void;
  remove(id: number): void;
  /** The transaction was undone. */
  forget(): void;
};

/** Terms that stand for the conversation and the sender, so that filters intersect in the index. */
export const conversationTerm = (conversation: number): string => `c${conversation}`;
export const senderTerm = (sender: number): string => `s${sender}`;

/** Keeps the search index in step with messages, inside their transaction. */
export function searchIndex(db: Db): SearchIndex {
  const insert = db.prepare("INSERT INTO message_search (rowid, body, parts, scope) VALUES (?, ?, ?, ?)");
  const list = searchWords(db);
  const remove = db.prepare("DELETE FROM message_search WHERE rowid = ?");
  return {
    add({ id, conversation, sender, data, binary }) {
      const { body, parts, words } = indexText(searchableText(data, binary));
      if (body === "") return;
      list.note(words);
      insert.run(id, body, parts, `${conversationTerm(conversation)} ${senderTerm(sender)}`);
    },
    remove(id) {
      remove.run(id);
    },
    forget: list.forget,
  };
}
