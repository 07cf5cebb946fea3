import type { MessageRow } from "../interface";

export const messageFlags = { binary: 1, recalled: 2, mentionAll: 4, countsUnread: 8 } as const;

export type RawMessage = {
  id: number;
  timestamp: number;
  message_id: string;
  flags: number;
  data: string;
  patch_timestamp: number | null;
  mentions: string | null;
  from_ip: string | null;
  ack_at: number | null;
  sender: string;
  conversation: string;
  box_client: string | null;
};

/**
 * Selects whole messages from a source of `m` rows. Joins are forced to follow that source, so
 * that its order is the order of the result; messages of deleted conversations drop out.
 */
export const messageColumns = `m.id, m.timestamp, m.message_id, m.flags, m.data, m.patch_timestamp, m.mentions,
  m.from_ip, m.ack_at, sender.client_id AS sender, c.object_id AS conversation, owner.client_id AS box_client`;
export const messageJoins = `CROSS JOIN boxes AS b ON b.id = m.box
  CROSS JOIN conversations AS c ON c.id = b.conversation
  CROSS JOIN clients AS sender ON sender.id = m.sender
  LEFT JOIN clients AS owner ON owner.id = b.client`;

export function presentMessage(row: RawMessage): MessageRow {
  return {
    messageId: row.message_id,
    conversationId: row.conversation,
    boxClientId: row.box_client,
    from: row.sender,
    data: row.data,
    binary: (row.flags & messageFlags.binary) !== 0,
    timestamp: row.timestamp,
    patchTimestamp: row.patch_timestamp,
    recalled: (row.flags & messageFlags.recalled) !== 0,
    mentionAll: (row.flags & messageFlags.mentionAll) !== 0,
    mentionClientIds: row.mentions === null ? [] : JSON.parse(row.mentions),
    fromIp: row.from_ip,
    ackAt: row.ack_at,
  };
}

/** Finds the integer of a box by conversation and user; `@client` is null for the shared history. */
export const boxIdSql = `(SELECT id FROM boxes
  WHERE conversation = (SELECT id FROM conversations WHERE object_id = @conversationId)
    AND client = CASE WHEN @clientId IS NULL THEN 0 ELSE (SELECT id FROM clients WHERE client_id = @clientId) END)`;
