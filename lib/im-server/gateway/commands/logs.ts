import { conversationKinds } from "@/lib/protocol/conversation-row";
import { ImError } from "../../services/errors";
import { getHistory } from "../../services/messages/get-history";
import { getServiceHistory } from "../../services/messages/get-service-history";
import type { HistoryInput } from "../../services/messages/history-bounds";
import type { ConversationKind, MessageRow } from "../../store/interface";
import type { Gateway } from "../gateway";
import type { Wire } from "../wire/codec";
import type { Handler } from "./answer";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
/** Messages looked at for one page of a single type. */
const MAX_LOOKED_AT = 1000;

/**
 * A page of history, oldest first in both directions.
 * @throws ImError 4303 no such conversation, 4317 not a member
 */
export const readLogs: Handler = async ({ gateway, session, command }) => {
  const message = command.logsMessage ?? {};
  const { cid } = message;
  if (cid === undefined) throw new ImError(4303);
  const conversation = await gateway.conversations.get(cid);
  if (conversation === null) throw new ImError(4303);
  const { kind } = conversation;
  if (kind === "normal" && !conversation.members.has(session.clientId)) throw new ImError(4317);
  const rows = kind === "temporary" ? [] : await readPage(gateway, kind, cid, session.clientId, message);
  if (message.direction !== "NEW") rows.reverse();
  return { cmd: "logs", logsMessage: { cid, logs: rows.map((row) => presentLog(row, kind)) } };
};

/** In walking order. */
async function readPage(
  gateway: Gateway,
  kind: ConversationKind,
  conversationId: string,
  clientId: string,
  message: Wire<"LogsCommand">,
): Promise<MessageRow[]> {
  const limit = Math.min(message.l ?? message.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  if (limit <= 0) return [];
  const input: HistoryInput = {
    timestamp: message.t,
    messageId: message.t === undefined ? undefined : message.mid || undefined,
    tillTimestamp: message.tt,
    tillMessageId: message.tt === undefined ? undefined : message.tmid || undefined,
    includeStart: message.tIncluded,
    includeStop: message.ttIncluded,
    reversed: message.direction === "NEW",
    limit: message.lctype === undefined ? limit : MAX_LOOKED_AT,
  };
  const rows = await read();
  if (message.lctype === undefined) return rows;
  return rows.filter((row) => typeOf(row) === message.lctype).slice(0, limit);

  function read(): Promise<MessageRow[]> {
    if (kind === "service") return getServiceHistory(gateway.context, { conversationId, clientId }, input);
    return getHistory(gateway.context, { kind: "box", box: { conversationId } }, input);
  }
}

function typeOf(row: MessageRow): number | null {
  if (row.binary) return null;
  try {
    const value: unknown = JSON.parse(row.data);
    const type = value !== null && typeof value === "object" ? Reflect.get(value, "_lctype") : null;
    return typeof type === "number" ? type : null;
  } catch {
    return null;
  }
}

function presentLog(row: MessageRow, kind: ConversationKind): Wire<"LogItem"> {
  return {
    from: row.from,
    data: row.data,
    timestamp: row.timestamp,
    msgId: row.messageId,
    ...(row.ackAt === null ? {} : { ackAt: row.ackAt }),
    ...(row.patchTimestamp === null ? {} : { patchTimestamp: row.patchTimestamp }),
    mentionAll: row.mentionAll,
    mentionPids: row.mentionClientIds,
    bin: row.binary,
    convType: conversationKinds[kind],
  };
}
