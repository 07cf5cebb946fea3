import { applyFieldOps, parseFieldOps } from "@/lib/protocol/field-ops";
import { isJsonObject } from "@/lib/protocol/json-value";
import { scanObjects } from "../../services/objects/scan-objects";
import { updateObject } from "../../services/objects/update-object";
import type { ObjectRow } from "../../store/interface";
import { iso } from "../present/conversation";
import type { ClassHandler, StoredObject } from "./class-handler";

/** A storage class without rules of its own. */
export function plainClass(className: string): ClassHandler {
  return {
    async create(context, body) {
      const { ACL, ...fields } = applyFieldOps({}, parseFieldOps(body)).fields;
      const acl = isJsonObject(ACL) ? ACL : null;
      return present(await context.store.createObject(className, fields, acl, context.now()));
    },

    async get(context, objectId) {
      const row = await context.store.getObject(className, objectId);
      return row === null ? null : present(row);
    },

    async find(context, query) {
      const { rows, count } = await context.store.findObjects(className, query);
      return { objects: rows.map(present), count };
    },

    async scan(context, scan) {
      const { rows, next } = await scanObjects(context, className, scan);
      return { objects: rows.map(present), next };
    },

    async update(context, objectId, body, condition) {
      const ops = parseFieldOps(body);
      const { row, changed } = await updateObject(context, className, objectId, ops, condition);
      return { object: present(row), changed };
    },

    async delete(context, objectId) {
      await context.store.deleteObject(className, objectId);
    },
  };
}

function present(row: ObjectRow): StoredObject {
  const wire: Record<string, unknown> = {
    ...row.fields,
    objectId: row.objectId,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
  };
  if (row.acl !== null) wire.ACL = row.acl;
  return { objectId: row.objectId, createdAt: row.createdAt, updatedAt: row.updatedAt, acl: row.acl, wire };
}
