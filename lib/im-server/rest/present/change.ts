import type { Change as WireChange } from "@/lib/protocol/rest/events";
import type { Change } from "../../store/change-interface";
import { presentMessage } from "./message";

/** What `event: change` carries; `at` is when the change was made. */
export function presentChange(change: Change, at: number): WireChange {
  switch (change.type) {
    case "message":
    case "message-changed":
      return {
        type: change.type,
        conv_id: change.message.conversationId,
        client_id: change.message.boxClientId,
        at,
        message: presentMessage(change.message),
      };
    case "message-deleted":
      return {
        type: change.type,
        conv_id: change.conversationId,
        client_id: change.boxClientId,
        at,
        msg_id: change.messageId,
        timestamp: change.timestamp,
      };
    case "conversation":
      return { type: change.type, conv_id: change.conversationId, at, change: change.change };
    case "members": {
      const { added, removed } = change;
      return { type: change.type, conv_id: change.conversationId, at, added, removed };
    }
    case "room": {
      const { online, entered, left } = change;
      return { type: change.type, conv_id: change.conversationId, at, online, entered, left };
    }
    case "restrictions":
      return { type: change.type, conv_id: change.conversationId, at };
    case "subscription": {
      const { conversationId, clientId, subscribed } = change;
      return { type: change.type, conv_id: conversationId, at, client_id: clientId, subscribed };
    }
    case "read": {
      const { conversationId, clientId, readAt } = change;
      return { type: change.type, conv_id: conversationId, at, client_id: clientId, read_at: readAt };
    }
    case "presence":
      return { type: change.type, client_id: change.clientId, online: change.online, at };
    case "presence-cleared":
      return { type: change.type, at };
    case "broadcast": {
      const { conversationId, messageId } = change;
      return { type: change.type, conv_id: conversationId, at, msg_id: messageId, change: change.change };
    }
  }
}
