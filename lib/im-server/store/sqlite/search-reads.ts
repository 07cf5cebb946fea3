import type { SearchQuery } from "../interface";
import { parseCursor } from "./cursor";
import type { Db } from "./database";
import { messageColumns, messageJoins, presentMessage, type RawMessage } from "./message-rows";
import { matchExpression } from "./search-expression";
import { conversationTerm, senderTerm } from "./search-index";
import { wordCompletion } from "./search-words";
import type { Methods } from "./sync-store";

type Values = Record<string, string | number>;
/** Words that a beginning is completed to at most. */
const maxCompletions = 60;
const maxId = Number.MAX_SAFE_INTEGER;

/** Message search: newest first by arrival, page by page from the last id seen. */
export function searchReads(db: Db): Methods<"searchMessages"> {
  const search = db.prepare<[Values], RawMessage>(
    `SELECT ${messageColumns}
     FROM message_search AS s CROSS JOIN messages AS m ON m.id = s.rowid ${messageJoins}
     WHERE s.message_search MATCH @match AND s.rowid > @lowest AND s.rowid < @highest AND lc_budget()
       AND m.timestamp > @after AND m.timestamp < @before
     ORDER BY s.rowid DESC LIMIT @limit`,
  );
  const complete = wordCompletion(db, maxCompletions);
  const conversationId = db
    .prepare<[string], number>("SELECT id FROM conversations WHERE object_id = ?")
    .pluck();
  const clientId = db.prepare<[string], number>("SELECT id FROM clients WHERE client_id = ?").pluck();
  const skew = db.prepare<[], number>("SELECT value FROM counters WHERE name = 'skew'").pluck();
  const firstFrom = db
    .prepare<[number], number>("SELECT id FROM messages WHERE timestamp >= ? ORDER BY timestamp LIMIT 1")
    .pluck();
  const lastUntil = db
    .prepare<[number], number>("SELECT id FROM messages WHERE timestamp < ? ORDER BY timestamp DESC LIMIT 1")
    .pluck();

  /** Ids grow with time but for the skew, so a time range is nearly a range of ids. */
  function idRange({ after, before }: SearchQuery): { lowest: number; highest: number } {
    const slack = skew.get() ?? 0;
    return {
      lowest: after === undefined ? 0 : (lastUntil.get(after - slack) ?? 1) - 1,
      highest: before === undefined ? maxId : (firstFrom.get(before + slack) ?? maxId - 1) + 1,
    };
  }

  function expression(query: SearchQuery): string | null {
    const text = matchExpression(query.text, complete);
    if (text === null) return null;
    const scopes: string[] = [];
    if (query.conversationId !== undefined) {
      const id = conversationId.get(query.conversationId);
      if (id === undefined) return null;
      scopes.push(conversationTerm(id));
    }
    if (query.from !== undefined) {
      const id = clientId.get(query.from);
      if (id === undefined) return null;
      scopes.push(senderTerm(id));
    }
    return [text, ...scopes.map((term) => `scope:"${term}"`)].join(" AND ");
  }

  return {
    searchMessages(query) {
      const cursor = query.cursor === null ? maxId : parseCursor(query.cursor);
      const match = expression(query);
      if (match === null) return { messages: [], cursor: null };
      const { lowest, highest } = idRange(query);
      const rows = search.all({
        match,
        lowest,
        highest: Math.min(highest, cursor),
        after: query.after ?? -1,
        before: query.before ?? maxId,
        limit: query.limit + 1,
      });
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      return {
        messages: page.map(presentMessage),
        cursor: rows.length > query.limit && last ? String(last.id) : null,
      };
    },
  };
}
