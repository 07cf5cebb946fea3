import { conversationKinds } from "@/lib/protocol/conversation-row";
import { ImError } from "../../services/errors";
import { getHistory } from "../../services/messages/get-history";
import { getServiceHistory } from "../../services/messages/get-service-history";
import type { HistoryInput } from "../../services/messages/history-bounds";
import type { ConversationKind, MessageRow } from "../../store/interface";
import type { Gateway } from "../gateway";
import type { Session } from "../session";
import type { Wire } from "../wire/codec";
import type { Handler } from "./answer";
import { inTurn } from "./in-turn";
import { requireUnblocked } from "./may-send";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
/** Messages looked at for one page of a single type: so many at a time, so many times. */
const LOOK_AT = 1000;
const MAX_LOOKS = 10;

/**
 * A page of history, oldest first in both directions.
 * @throws ImError 4303 no such conversation, 4317 not a member, 4548 blocked from the room
 */
export const readLogs: Handler = async ({ gateway, session, command }) => {
  const message = command.logsMessage ?? {};
  const { cid } = message;
  if (cid === undefined) throw new ImError(4303);
  const conversation = await gateway.conversations.get(cid);
  if (conversation === null) throw new ImError(4303);
  const { kind } = conversation;
  if (kind === "normal" && !conversation.members.has(session.clientId)) throw new ImError(4317);
  if (kind === "chatroom" && conversation.hasBlocks) await requireUnblocked(gateway, session, cid);
  const rows = kind === "temporary" ? [] : await readPage(gateway, kind, cid, session, message);
  if (message.direction !== "NEW") rows.reverse();
  return { cmd: "logs", logsMessage: { cid, logs: rows.map((row) => presentLog(row, kind)) } };
};

/** In walking order. */
async function readPage(
  gateway: Gateway,
  kind: ConversationKind,
  conversationId: string,
  { clientId, link }: Session,
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
    limit: message.lctype === undefined ? limit : LOOK_AT,
  };
  const { lctype } = message;
  return lctype === undefined ? read(input) : inTurn(link, () => readType(lctype));

  function read(page: HistoryInput): Promise<MessageRow[]> {
    if (kind === "service") return getServiceHistory(gateway.context, { conversationId, clientId }, page);
    return getHistory(gateway.context, { kind: "box", box: { conversationId } }, page);
  }

  async function readType(type: number): Promise<MessageRow[]> {
    const found: MessageRow[] = [];
    let page = input;
    for (let looks = 0; looks < MAX_LOOKS && found.length < limit; looks += 1) {
      const rows = await read(page);
      found.push(...rows.filter((row) => typeOf(row) === type));
      const last = rows.at(-1);
      if (last === undefined || rows.length < LOOK_AT) break;
      page = { ...input, timestamp: last.timestamp, messageId: last.messageId, includeStart: false };
    }
    return found.slice(0, limit);
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
