import type { MessageBox, MessageRow } from "../../store/interface";
import type { ImContext } from "../context";
import { getKind } from "../conversations/require-kind";
import { ImError } from "../errors";
import { type Actor, initiatorOf, masterActor } from "../events";
import { findCopy } from "./find-copy";

export type PatchTarget = {
  box: MessageBox;
  messageId: string;
  timestamp: number;
  /** Required sender; null lets the master key change anybody's. */
  from: string | null;
  /** Who does it; the master key unless said. */
  actor?: Actor;
  /** What the master key's holder calls this change, to find it again. */
  operation?: string;
  /** Set when the server changes the text on its way: 4408 for the word filter. */
  code?: number;
  reason?: string;
};
export type PatchChange = {
  data: string;
  binary: boolean;
  recall: boolean;
  mentionAll?: boolean;
  mentionClientIds?: string[];
};

/**
 * Replaces one message's text, keeping the former one as a version. A recalled message is not
 * replaced again: recalling twice changes nothing, editing is refused.
 * @throws ImError 4404 no such message, 4403 another's message, 4405 recalled
 */
export async function patchMessage(
  context: ImContext,
  target: PatchTarget,
  change: PatchChange,
): Promise<MessageRow> {
  const found = await findCopy(context, target.box, target.messageId, target.timestamp);
  if (found === null) throw new ImError(4404);
  if (target.from !== null && found.from !== target.from) throw new ImError(4403);
  const actor = target.actor ?? masterActor;
  // Read before the change: whoever listens hears of it in the order of the changes.
  const kind = (await getKind(context, target.box.conversationId)) ?? "normal";
  const result = await context.store.patchMessage({
    messageId: target.messageId,
    box: target.box,
    timestamp: found.timestamp,
    from: target.from,
    now: context.now(),
    by: initiatorOf(actor),
    operation: target.operation,
    ...change,
  });
  if (result.status === "not-found") throw new ImError(4404);
  if (result.status === "not-sender") throw new ImError(4403);
  if (result.status === "recalled") {
    if (change.recall) return result.message;
    throw new ImError(4405, "The message was recalled.");
  }
  context.events.emit({
    type: "message-patched",
    actor,
    message: result.message,
    code: target.code,
    reason: target.reason,
    kind,
  });
  return result.message;
}
