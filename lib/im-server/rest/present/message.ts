import { createHash } from "node:crypto";
import type { HistoryRow } from "@/lib/protocol/rest/history";
import type { SentMessage } from "../../services/messages/send-message";
import type { BroadcastRow, MessageRow } from "../../store/interface";

/**
 * A message of a history reply. `conv-id` is the id that this history is asked by; `to` always the
 * conversation's own. What LeanCloud does not have (edits, recalls, mentions, whose history a private
 * message lies in) is only there when set.
 */
export function presentMessage(row: MessageRow): HistoryRow {
  const wire: HistoryRow = {
    timestamp: row.timestamp,
    "conv-id":
      row.boxClientId === null ? row.conversationId : userHistoryId(row.conversationId, row.boxClientId),
    data: row.data,
    from: row.from,
    "msg-id": row.messageId,
    "is-conv": true,
    "is-room": false,
    to: row.conversationId,
    bin: row.binary,
    "from-ip": row.fromIp,
  };
  if (row.boxClientId !== null) wire["to-client"] = row.boxClientId;
  if (row.ackAt !== null) wire["ack-at"] = row.ackAt;
  if (row.patchTimestamp !== null) wire["patch-timestamp"] = row.patchTimestamp;
  if (row.recalled) wire.recall = true;
  if (row.mentionAll) wire["mention-all"] = true;
  if (row.mentionClientIds.length > 0) wire["mention-client-ids"] = row.mentionClientIds;
  return wire;
}

/** The public id of the history between a service conversation and a user. */
function userHistoryId(conversationId: string, clientId: string): string {
  return createHash("md5").update(`${conversationId}:${clientId}`).digest("hex");
}

/** The reply of every send: wrapped as the service answers, flat as its documentation shows. */
export function presentSent(sent: SentMessage) {
  const flat = { "msg-id": sent.messageId, timestamp: sent.timestamp };
  return { result: flat, ...flat };
}

/** A broadcast that is still valid. */
export function presentBroadcast(row: BroadcastRow) {
  return {
    "msg-id": row.messageId,
    "conv-id": row.conversationId,
    from: row.from,
    data: row.data,
    timestamp: row.timestamp,
    valid_till: row.validTill,
    ...(row.pushData === null ? {} : { push: row.pushData }),
    ...(row.patchTimestamp === null ? {} : { "patch-timestamp": row.patchTimestamp }),
  };
}
