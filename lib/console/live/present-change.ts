import "server-only";
import type { LiveEvent } from "@/lib/contracts/live";
import type { Change } from "@/lib/protocol/rest/events";
import { formatCursor } from "../history/cursor";

/** What a change of the server's log means to pages; nothing of what was written. */
export function presentChange(change: Change): LiveEvent {
  switch (change.type) {
    case "message":
      return { type: "messages", ...lineOf(change), count: 1, newest: cursorOf(change.message) };
    case "message-changed":
      return { type: "message-changed", ...lineOf(change), at: cursorOf(change.message) };
    case "message-deleted": {
      const at = formatCursor({ timestamp: change.timestamp, id: change.msg_id });
      return { type: "message-deleted", ...lineOf(change), at };
    }
    case "conversation":
      return { type: "conversation", conversationId: change.conv_id, change: change.change };
    case "members":
    case "restrictions":
    case "subscription":
      return { type: "members", conversationId: change.conv_id };
    case "room":
      return { type: "room", conversationId: change.conv_id };
    case "read": {
      const { conv_id: conversationId, client_id: clientId, read_at: readAt } = change;
      return { type: "read", conversationId, clientId, readAt };
    }
    case "presence":
      return { type: "presence", clientId: change.client_id, online: change.online };
    case "presence-cleared":
      return { type: "presence-cleared" };
    case "broadcast":
      return { type: "broadcasts" };
  }
}

function lineOf(change: { conv_id: string; client_id: string | null }) {
  return { conversationId: change.conv_id, clientId: change.client_id };
}

function cursorOf(row: { "msg-id": string; timestamp: number }): string {
  return formatCursor({ timestamp: row.timestamp, id: row["msg-id"] });
}
