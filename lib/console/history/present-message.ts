import "server-only";
import { createHash } from "node:crypto";
import type { Message, MessageFile, MessagePayload } from "@/lib/contracts/messages";
import { parseMessagePayload } from "@/lib/protocol/message-payload";
import type { HistoryRow } from "@/lib/protocol/rest/history";

/** A history row as pages see it; `clientId`: whose private history it was read from. */
export function presentMessage(row: HistoryRow, clientId: string | null = null): Message {
  const binary = row.bin === true;
  const place = placeOf(row);
  return {
    id: row["msg-id"],
    conversationId: place.conversationId,
    toClientId: clientId ?? place.clientId,
    from: row.from,
    timestamp: row.timestamp,
    payload: presentPayload(row.data, binary),
    data: row.data,
    binary,
    patchTimestamp: row["patch-timestamp"] ?? null,
    changedBy: null,
    mentionAll: row["mention-all"] === true,
    mentions: row["mention-client-ids"] ?? [],
    fromIp: row["from-ip"] ?? null,
    deliveredAt: row["ack-at"] ?? null,
  };
}

/** The conversation of a row, and in a service conversation's private history its user. */
export function placeOf(row: HistoryRow): { conversationId: string; clientId: string | null } {
  const conversationId = row.to ?? row["conv-id"];
  return { conversationId, clientId: userOfBox(row, conversationId) };
}

/** What a message's data says, in the console's words. */
export function presentPayload(data: string, binary: boolean): MessagePayload {
  const payload = parseMessagePayload(data, binary);
  switch (payload.kind) {
    case "text":
      return { kind: "text", text: payload.text, attributes: payload.attributes };
    case "location": {
      const { kind, text, latitude, longitude, attributes } = payload;
      return { kind, text, latitude, longitude, attributes };
    }
    case "recalled":
      return { kind: "recalled" };
    case "custom":
      return { kind: "custom", type: payload.type, text: payload.text, body: payload.json };
    case "unknown":
      return presentUnknown(payload.text, payload.json);
    case "binary":
      return payload;
    default: {
      const { url, objectId, name, size, format, width, height, duration } = payload.file;
      const file: MessageFile = { url, objectId, name, size, format, width, height, duration };
      return { kind: payload.kind, text: payload.text, file, attributes: payload.attributes };
    }
  }
}

/** A type that nobody knows, or a known one without what it needs, still is a typed message. */
function presentUnknown(text: string, json: unknown): MessagePayload {
  if (typeof json === "object" && json !== null && "_lctype" in json && typeof json._lctype === "number") {
    const said = "_lctext" in json && typeof json._lctext === "string" ? json._lctext : null;
    return { kind: "custom", type: json._lctype, text: said, body: json };
  }
  return { kind: "plain", text };
}

/**
 * In lists across conversations a service conversation's private history is only known by its id,
 * md5(conversation:client): the sender can be told, or the client when the server names it.
 */
function userOfBox(row: HistoryRow, conversationId: string): string | null {
  const box = row["conv-id"];
  if (box === conversationId) return null;
  const candidates = [row["to-client"], row.from].filter((id) => typeof id === "string");
  return candidates.find((id) => boxId(conversationId, id) === box) ?? null;
}

function boxId(conversationId: string, clientId: string): string {
  return createHash("md5").update(`${conversationId}:${clientId}`).digest("hex");
}
