import { clientIdSchema } from "@/lib/protocol/client-id";
import type { FieldOp, FieldOps } from "@/lib/protocol/field-ops";
import type { Where } from "@/lib/protocol/where";
import type { ConversationRow } from "../../store/interface";
import type { ImContext } from "../context";
import { badRequest, ImError } from "../errors";
import { type Actor, initiatorOf, masterActor } from "../events";

const clientColumns: ReadonlySet<string> = new Set(["m", "mu"]);

/** What became of an update; a condition that did not match is told apart (code 305). */
export type UpdatedConversation = { row: ConversationRow; changed: string[] };

/**
 * Changes columns of a conversation, all of them or none. A list of members beyond 500 keeps its
 * first 500 (as storage writes do); who joins and who leaves by it is told like anybody else.
 * @throws ImError 4303 no such conversation, 305 the condition does not match, 1 a bad value
 */
export async function updateConversation(
  context: ImContext,
  conversationId: string,
  ops: FieldOps,
  condition?: Where,
  actor: Actor = masterActor,
): Promise<UpdatedConversation> {
  for (const op of ops) checkOp(op);
  const result = await context.store.updateConversation(
    conversationId,
    ops,
    context.now(),
    condition,
    initiatorOf(actor),
  );
  if (result.status === "not-found") throw new ImError(4303);
  if (result.status === "condition-failed")
    throw new ImError(305, "No effect on updating/deleting a document.");
  const { row, changed, added, removed } = result;
  context.events.emit({ type: "conversation-updated", actor, row, changed });
  if (removed.length > 0) context.events.emit({ type: "members-removed", actor, row, clientIds: removed });
  if (added.length > 0) context.events.emit({ type: "members-added", actor, row, clientIds: added });
  return result;
}

function checkOp(op: FieldOp): void {
  const [column] = op.path;
  if (column === "name" || column === "c") checkText(op, column);
  if (column === "attr" && op.path.length === 1 && op.kind === "set" && !isObjectOrNull(op.value)) {
    throw badRequest("attr must be an object.");
  }
  if (column === "ACL" && op.path.length === 1 && op.kind === "set" && !isObjectOrNull(op.value)) {
    throw badRequest("ACL must be an object.");
  }
  if (clientColumns.has(column)) checkClients(op, column);
}

function checkText(op: FieldOp, column: string): void {
  const isText =
    op.kind === "delete" || (op.kind === "set" && (op.value === null || typeof op.value === "string"));
  if (op.path.length > 1 || !isText) throw badRequest(`${column} must be a string.`);
}

function checkClients(op: FieldOp, column: string): void {
  if (op.path.length > 1) throw badRequest(`${column} is a list of client ids.`);
  if (op.kind === "delete") return;
  const values = op.kind === "set" ? op.value : "values" in op ? op.values : null;
  if (!Array.isArray(values) || !values.every((id) => clientIdSchema.safeParse(id).success)) {
    throw badRequest(`${column} is a list of client ids.`);
  }
}

function isObjectOrNull(value: unknown): boolean {
  return typeof value === "object" && !Array.isArray(value);
}
