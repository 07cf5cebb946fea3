import { conversationKinds } from "@/lib/protocol/conversation-row";
import type { ConversationRow, MessageRow } from "../../store/interface";
import { temporaryEnd } from "../temporary";

/** How a client asked for its rows: `flag` of conv/query. */
export const rowFlags = { compact: 1, lastMessage: 2 } as const;

export type RowView = {
  clientId: string;
  /** Leave out the member list. */
  compact: boolean;
  last: MessageRow | null;
  now: number;
  /** When the client subscribed to a service conversation, if it has. */
  joinedAt?: number;
};

/** A conversation as `conv/results` carries it. */
export function presentRow(row: ConversationRow, view: RowView): Record<string, unknown> {
  const { ttl: _ttl, ...temporaryFields } = row.fields;
  return {
    ...(row.kind === "temporary" ? temporaryFields : row.fields),
    objectId: row.objectId,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    conv_type: conversationKinds[row.kind],
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.creator === null ? {} : { c: row.creator }),
    ...(view.compact || !hasMembers(row) ? {} : { m: row.members, mu: row.muted }),
    ...(hasMembers(row) ? { muted: row.muted.includes(view.clientId) } : {}),
    ...(row.kind === "chatroom" ? { tr: true } : {}),
    ...(row.kind === "service" ? { sys: true, joined: view.joinedAt !== undefined } : {}),
    ...(view.joinedAt === undefined ? {} : { joinedAt: view.joinedAt }),
    ...(row.unique ? { unique: true, uniqueId: row.uniqueId } : {}),
    ...(row.lastMessageAt === null ? {} : { lm: { __type: "Date", iso: iso(row.lastMessageAt) } }),
    ...(row.kind === "temporary" ? presentTemporary(row, view.now) : {}),
    ...(view.last === null ? {} : presentLast(view.last)),
  };
}

function hasMembers(row: ConversationRow): boolean {
  return row.kind === "normal" || row.kind === "temporary";
}

/** C# tells temporary conversations by `tempConv` and `tempConvTTL`, others by `temp` and `ttl`. */
function presentTemporary(row: ConversationRow, now: number): Record<string, unknown> {
  const ttl = Math.max(0, Math.round((temporaryEnd(row) - now) / 1000));
  return { temp: true, ttl, tempConv: true, tempConvTTL: ttl };
}

function presentLast(last: MessageRow): Record<string, unknown> {
  return {
    msg: last.data,
    bin: last.binary,
    msg_mid: last.messageId,
    msg_from: last.from,
    msg_timestamp: last.timestamp,
    ...(last.patchTimestamp === null ? {} : { patch_timestamp: last.patchTimestamp }),
    mention_all: last.mentionAll,
    mention_pids: last.mentionClientIds,
  };
}

/** A time as storage writes it. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}
