import "server-only";
import type { UpdateConversation } from "@/lib/contracts/conversations";
import { type StoredKind, updateConversation } from "@/lib/leancloud/conversations";
import type { LeanCloud } from "@/lib/leancloud/request";
import { type ConversationWire, reservedColumns } from "@/lib/protocol/conversation-row";

const remove = { __op: "Delete" };
const plainKey = /^[A-Za-z_]\w*$/;

/** A change that cannot be made; the message says why. */
export class UpdateError extends Error {
  override readonly name = "UpdateError";
}

/**
 * The columns to write for a change. Attributes are set one by one, so that two people changing
 * different ones do not undo each other; keys that cannot stand in a path make the whole of `attr`
 * be written, from what it is now.
 */
function updateFields(change: UpdateConversation, current: ConversationWire): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  if (change.name !== undefined) fields.name = change.name;
  for (const [column, value] of Object.entries(change.setCustom ?? {})) fields[checkColumn(column)] = value;
  for (const column of change.unsetCustom ?? []) fields[checkColumn(column)] = remove;
  const set = change.setAttributes ?? {};
  const unset = change.unsetAttributes ?? [];
  const keys = [...Object.keys(set), ...unset];
  if (keys.length === 0) return fields;
  if (current.attr && keys.every((key) => plainKey.test(key))) {
    for (const [key, value] of Object.entries(set)) fields[`attr.${key}`] = value;
    for (const key of unset) fields[`attr.${key}`] = remove;
  } else {
    const attr = { ...current.attr, ...set };
    fields.attr = Object.fromEntries(Object.entries(attr).filter(([key]) => !unset.includes(key)));
  }
  return fields;
}

function checkColumn(column: string): string {
  const isReserved = column === "__proto__" || reservedColumns.some((name) => name === column);
  if (isReserved || !plainKey.test(column)) throw new UpdateError(`${column} is not a custom column.`);
  return column;
}

/** Writes a change of name, attributes or custom columns. */
export async function changeConversation(
  upstream: LeanCloud,
  kind: StoredKind,
  current: ConversationWire,
  change: UpdateConversation,
): Promise<void> {
  const fields = updateFields(change, current);
  if (Object.keys(fields).length === 0) return;
  await updateConversation(upstream, kind, current.objectId, fields);
}
