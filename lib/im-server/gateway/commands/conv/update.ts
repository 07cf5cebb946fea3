import { type FieldOps, FieldOpsError, parseFieldOps } from "@/lib/protocol/field-ops";
import { updateConversation } from "../../../services/conversations/update-conversation";
import { ImError } from "../../../services/errors";
import type { ConversationRow } from "../../../store/interface";
import { askApp } from "../../hooks/refusal";
import { iso } from "../../present/conversation";
import { actorOf, type ConvHandler, parseData, requireConversation, requireMember } from "./input";

/** Columns that clients change by other commands, or not at all. */
const closedColumns: ReadonlySet<string> = new Set(["m", "mu", "c", "ACL"]);

/**
 * Changes attributes; keys may be dotted and values operations.
 * @throws ImError 4303 no such conversation, 4317 not a member, 4307 a temporary one, 4306 bad change
 */
export const updateAttributes: ConvHandler = async (input) => {
  const conversation = await requireConversation(input);
  requireMember(input, conversation);
  if (conversation.kind === "temporary" || conversation.kind === "service") throw new ImError(4307);
  const attr = parseData(input.message.attr);
  const ops = parseFieldOps(attr);
  const closed = ops.find((op) => closedColumns.has(op.path[0]));
  if (closed) throw new FieldOpsError("read-only", `${closed.path[0]} is read-only`, closed.path[0]);
  const asked = { initBy: input.session.clientId, convId: conversation.row.objectId, attr };
  await askApp(input.gateway, "_conversationUpdate", asked, 4309);
  const { context } = input.gateway;
  const cid = conversation.row.objectId;
  const { row } = await updateConversation(context, cid, ops, undefined, actorOf(input.session));
  return {
    cmd: "conv",
    op: "updated",
    convMessage: {
      cid,
      udate: iso(row.updatedAt),
      attrModified: { data: JSON.stringify(modifiedBy(ops, row)) },
    },
  };
};

/** The new values at the changed places, nested as the row is. */
function modifiedBy(ops: FieldOps, row: ConversationRow): Record<string, unknown> {
  const source: Record<string, unknown> = { ...row.fields, name: row.name };
  const result: Record<string, unknown> = {};
  for (const { path } of ops) copyAt(source, result, path);
  return result;
}

function copyAt(source: unknown, target: Record<string, unknown>, [key, ...rest]: readonly string[]): void {
  if (key === undefined) return;
  const value = isObject(source) ? source[key] : undefined;
  if (rest.length === 0) {
    target[key] = value ?? null;
    return;
  }
  const inner = target[key];
  const next = isObject(inner) ? inner : {};
  target[key] = next;
  copyAt(value, next, rest);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
