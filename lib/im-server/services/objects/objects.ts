import type { FieldOps } from "@/lib/protocol/field-ops";
import type { JsonObject } from "@/lib/protocol/json-value";
import { limits } from "@/lib/protocol/limits";
import type { Where } from "@/lib/protocol/where";
import type { ConversationQuery, ObjectRow } from "../../store/interface";
import type { ImContext } from "../context";
import { badRequest, ImError } from "../errors";

/** Classes whose rows are plain objects. `_Conversation` has rules of its own and is not one. */
export const plainClasses: ReadonlySet<string> = new Set(["_SysMessage"]);

/** Creates an object. */
export function createObject(
  context: ImContext,
  className: string,
  input: { fields: JsonObject; acl: JsonObject | null },
): Promise<ObjectRow> {
  return context.store.createObject(className, input.fields, input.acl, context.now());
}

/** Changes an object. @throws ImError 1 no such object, 305 the condition does not match */
export async function updateObject(
  context: ImContext,
  className: string,
  objectId: string,
  ops: FieldOps,
  condition?: Where,
): Promise<{ row: ObjectRow; changed: string[] }> {
  const result = await context.store.updateObject(className, objectId, ops, context.now(), condition);
  if (result.status === "not-found") {
    throw badRequest(`Could not find object by id '${objectId}' for class '${className}'.`);
  }
  if (result.status === "condition-failed")
    throw new ImError(305, "No effect on updating/deleting a document.");
  return result;
}

/** Objects that match. */
export function findObjects(
  context: ImContext,
  className: string,
  query: ConversationQuery,
): Promise<{ rows: ObjectRow[]; count: number | null }> {
  return context.store.findObjects(className, query);
}

/** Every matching object in id order, a page at a time. */
export function scanObjects(
  context: ImContext,
  className: string,
  scan: { where: Where; limit?: number; after: string | null },
): Promise<{ rows: ObjectRow[]; next: string | null }> {
  const limit = Math.min(Math.max(scan.limit ?? limits.queryLimit, 1), limits.queryLimitMax);
  return context.store.scanObjects(className, { ...scan, limit });
}
