import { StoreError } from "../errors";
import type { SearchQuery } from "../interface";
import type { Db } from "./database";
import { messageColumns, messageJoins, presentMessage, type RawMessage } from "./message-rows";
import { matchExpression } from "./search-expression";
import { conversationTerm, indexedMessageSql, indexRowSql, latestIndexed, senderTerm } from "./search-index";
import { wordCompletion } from "./search-words";
import type { Methods } from "./sync-store";

type Values = Record<string, string | number>;
type Found = RawMessage & { position: string };

/** Words that a beginning is completed to at most. */
const maxCompletions = 60;
/** Beyond every row of the index. */
const end = "9223372036854775807";

function readCursor(cursor: string | null): string {
  if (cursor === null) return end;
  if (!/^\d{1,19}$/.test(cursor)) throw new StoreError("invalid-cursor", "Malformed cursor");
  return cursor;
}

/** Message search: newest first, page by page from the last row seen. */
export function searchReads(db: Db): Methods<"searchMessages"> {
  const search = db.prepare<[Values], Found>(
    `SELECT ${messageColumns}, CAST(s.rowid AS TEXT) AS position
     FROM message_search AS s CROSS JOIN messages AS m ON ${indexedMessageSql} ${messageJoins}
     WHERE s.message_search MATCH @match AND lc_budget()
       AND s.rowid >= ${indexRowSql("@from", "0")}
       AND s.rowid < min(${indexRowSql("@before", "0")}, CAST(@cursor AS INTEGER))
     ORDER BY s.rowid DESC LIMIT @limit`,
  );
  const conversationId = db
    .prepare<[string], number>("SELECT id FROM conversations WHERE object_id = ?")
    .pluck();
  const clientId = db.prepare<[string], number>("SELECT id FROM clients WHERE client_id = ?").pluck();
  const complete = wordCompletion(db, maxCompletions);

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
      const cursor = readCursor(query.cursor);
      const match = expression(query);
      if (match === null) return { messages: [], cursor: null };
      const rows = search.all({
        match,
        cursor,
        from: Math.min(Math.max((query.after ?? -1) + 1, 0), latestIndexed),
        before: Math.min(Math.max(query.before ?? latestIndexed, 0), latestIndexed),
        limit: query.limit + 1,
      });
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      return {
        messages: page.map(presentMessage),
        cursor: rows.length > query.limit && last ? last.position : null,
      };
    },
  };
}
