import type { FieldOps } from "@/lib/protocol/field-ops";
import type { Where } from "@/lib/protocol/where";
import type { ObjectRow } from "../../store/interface";
import type { ImContext } from "../context";
import { badRequest, ImError } from "../errors";

/** Changes an object of a plain class. @throws ImError 1 no such object, 305 the condition does not match */
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
  if (result.status === "condition-failed") {
    throw new ImError(305, "No effect on updating/deleting a document.");
  }
  return result;
}
