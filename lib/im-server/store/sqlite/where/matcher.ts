import type { Where } from "@/lib/protocol/where";
import type { Db } from "../database";
import { conversationColumns, objectColumns, type TableColumns } from "./columns";
import { compileWhere } from "./compile";
import { Params } from "./params";

export type Matcher = (id: number, where: Where) => boolean;

function matcher(db: Db, columns: TableColumns): Matcher {
  return (id, where) => {
    const params = new Params();
    const condition = compileWhere(where, columns, params);
    const sql = `SELECT 1 FROM ${columns.table} AS c WHERE c.id = ${params.bind(id)} AND ${condition}`;
    return db.prepare(sql).get(params.values) !== undefined;
  };
}

/** Whether one conversation meets a condition. */
export const conversationMatcher = (db: Db): Matcher => matcher(db, conversationColumns);

/** Whether one object meets a condition. */
export const objectMatcher = (db: Db): Matcher => matcher(db, objectColumns);
