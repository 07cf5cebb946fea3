import type { ConversationQuery } from "../interface";
import { planConversations } from "./conversation-plan";
import { conversationLoader } from "./conversation-rows";
import type { Db } from "./database";
import { statementCache } from "./statement-cache";
import type { Methods } from "./sync-store";
import { conversationColumns } from "./where/columns";
import { compileWhere } from "./where/compile";
import { Params } from "./where/params";

/** Looking conversations up by id. */
export function conversationLookups(db: Db): Methods<"getConversation"> {
  const loader = conversationLoader(db);
  const find = db.prepare<[string], number>("SELECT id FROM conversations WHERE object_id = ?").pluck();
  return {
    getConversation(objectId) {
      const id = find.get(objectId);
      return id === undefined ? null : loader.byId(id);
    },
  };
}

/** Querying and scanning conversations. Ids come first, from an index; rows only for the page. */
export function conversationQueries(db: Db): Methods<"findConversations" | "scanConversations"> {
  const loader = conversationLoader(db);
  const statements = statementCache(db);

  function countRows(query: ConversationQuery): number {
    const plan = planConversations(query);
    return Number(statements.pluck(plan.countSql).get(plan.countParams) ?? 0);
  }

  return {
    findConversations(query) {
      const plan = planConversations(query);
      const ids = query.limit === 0 ? [] : statements.ids(plan.sql).all(plan.params);
      return { rows: loader.byIds(ids), count: query.count ? countRows(query) : null };
    },

    scanConversations({ where, limit, after }) {
      const params = new Params();
      const condition = compileWhere(where, conversationColumns, params);
      const sql = `SELECT c.id FROM conversations AS c
        WHERE c.object_id > ${params.bind(after ?? "")} AND lc_budget() AND ${condition}
        ORDER BY c.object_id LIMIT ${params.bind(limit + 1)}`;
      const ids = statements.ids(sql).all(params.values);
      const rows = loader.byIds(ids.slice(0, limit));
      return { rows, next: ids.length > limit ? (rows.at(-1)?.objectId ?? null) : null };
    },
  };
}
