import { canonicalValue, type JsonObject, type JsonValue } from "@/lib/protocol/json-value";
import type { ConversationQuery, ObjectRow } from "../interface";
import { newObjectId, type WriteContext } from "./context";
import { readFields } from "./conversation-rows";
import { apply } from "./conversation-update";
import type { Db } from "./database";
import { requireStorable } from "./row-size";
import { statementCache } from "./statement-cache";
import type { Methods } from "./sync-store";
import { objectColumns } from "./where/columns";
import { compileOrder, compileWhere } from "./where/compile";
import { objectMatcher } from "./where/matcher";
import { Params } from "./where/params";

type RawObject = {
  id: number;
  object_id: string;
  fields: string;
  acl: string | null;
  created_at: number;
  updated_at: number;
};

const columns = "c.id, c.object_id, c.fields, c.acl, c.created_at, c.updated_at";
const findSql = `SELECT ${columns} FROM objects AS c WHERE c.class_name = ? AND c.object_id = ?`;

function present(row: RawObject): ObjectRow {
  return {
    objectId: row.object_id,
    fields: readFields(row.fields),
    acl: row.acl === null ? null : JSON.parse(row.acl),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toObject(fields: unknown): JsonObject {
  const value = canonicalValue(fields);
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

/** What of an object is kept as text. */
function textsOf({ fields, acl }: { fields: JsonObject; acl: JsonValue | null }) {
  return { fields: JSON.stringify(fields), acl: acl === null ? null : JSON.stringify(acl) };
}

/** One object of a plain storage class, by id. */
export function objectLookups(db: Db): Methods<"getObject"> {
  const find = db.prepare<[string, string], RawObject>(findSql);
  return {
    getObject(className, objectId) {
      const row = find.get(className, objectId);
      return row ? present(row) : null;
    },
  };
}

/** Querying and scanning plain storage classes. */
export function objectQueries(db: Db): Methods<"findObjects" | "scanObjects"> {
  const statements = statementCache(db);
  const load = db.prepare<[string], RawObject>(
    `SELECT ${columns} FROM json_each(?) AS wanted CROSS JOIN objects AS c ON c.id = wanted.value ORDER BY wanted.key`,
  );
  const byIds = (ids: number[]) => load.all(JSON.stringify(ids)).map(present);

  function from(className: string, query: Pick<ConversationQuery, "where">, params: Params): string {
    const condition = compileWhere(query.where, objectColumns, params);
    return `FROM objects AS c WHERE c.class_name = ${params.bind(className)} AND lc_budget() AND ${condition}`;
  }

  function countRows(className: string, query: ConversationQuery): number {
    const params = new Params();
    const sql = `SELECT count(*) ${from(className, query, params)}`;
    return Number(statements.pluck(sql).get(params.values) ?? 0);
  }

  return {
    findObjects(className, query) {
      const params = new Params();
      const source = from(className, query, params);
      const order = compileOrder(query.order, objectColumns, params);
      const sql = `SELECT c.id ${source} ORDER BY ${order} LIMIT ${params.bind(query.limit)} OFFSET ${params.bind(query.skip)}`;
      const ids = query.limit === 0 ? [] : statements.ids(sql).all(params.values);
      return { rows: byIds(ids), count: query.count ? countRows(className, query) : null };
    },
    scanObjects(className, { where, limit, after }) {
      const params = new Params();
      const source = from(className, { where }, params);
      const sql = `SELECT c.id ${source} AND c.object_id > ${params.bind(after ?? "")}
        ORDER BY c.object_id LIMIT ${params.bind(limit + 1)}`;
      const ids = statements.ids(sql).all(params.values);
      const rows = byIds(ids.slice(0, limit));
      return { rows, next: ids.length > limit ? (rows.at(-1)?.objectId ?? null) : null };
    },
  };
}

export function objectWrites(
  context: WriteContext,
): Methods<"createObject" | "updateObject" | "deleteObject"> {
  const { db } = context;
  const matches = objectMatcher(db);
  const find = db.prepare<[string, string], RawObject>(findSql);
  const insert = db.prepare(
    `INSERT INTO objects (class_name, object_id, fields, acl, created_at, updated_at)
     VALUES (@className, @objectId, @fields, @acl, @now, @now)`,
  );
  const update = db.prepare(
    "UPDATE objects SET fields = @fields, acl = @acl, updated_at = @now WHERE id = @id",
  );
  const remove = db.prepare("DELETE FROM objects WHERE class_name = ? AND object_id = ?");

  return {
    createObject(className, fields, acl, now) {
      const row = {
        objectId: newObjectId(now),
        fields: toObject(fields),
        acl: acl === null ? null : canonicalValue(acl),
      };
      const texts = textsOf(row);
      requireStorable(Object.values(texts));
      insert.run({ className, objectId: row.objectId, ...texts, now });
      return { ...row, createdAt: now, updatedAt: now };
    },

    updateObject(className, objectId, ops, now, condition) {
      const stored = find.get(className, objectId);
      if (!stored) return { status: "not-found" };
      if (condition && !matches(stored.id, condition)) return { status: "condition-failed" };
      const acl = stored.acl === null ? null : canonicalValue(JSON.parse(stored.acl));
      const { fields: next, changed } = apply({ ...readFields(stored.fields), ACL: acl }, ops);
      const { ACL, ...fields } = next;
      const row = { objectId, fields, acl: ACL ?? null, createdAt: stored.created_at, updatedAt: now };
      const texts = textsOf(row);
      requireStorable(Object.values(texts), [stored.fields, stored.acl]);
      update.run({ id: stored.id, ...texts, now });
      return { status: "updated", row, changed };
    },

    deleteObject: (className, objectId) => remove.run(className, objectId).changes > 0,
  };
}
