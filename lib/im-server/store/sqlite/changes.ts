import type { Change, ChangePosition, ChangeRow } from "../change-interface";
import type { MessageRow } from "../interface";
import { type ChangeType, changeTypes } from "./change-log";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import { messageColumns, messageJoins, presentMessage, type RawMessage } from "./message-rows";
import type { Methods } from "./sync-store";

type RawChange = {
  seq: number;
  at: number;
  type: number;
  /** Null also when the conversation is gone. */
  conversation: string | null;
  client: string | null;
  value: number | null;
  detail: string | null;
};

const typeNames = new Map<number, ChangeType>();
for (const name of Object.keys(changeTypes) as ChangeType[]) typeNames.set(changeTypes[name], name);

/** Reading the log of changes. */
export function changeReads(db: Db): Methods<"getChangeHead" | "isChangeKept" | "getChanges"> {
  const epoch = db.prepare<[], string>("SELECT value FROM settings WHERE name = 'changes-epoch'").pluck();
  const newest = db.prepare<[], ChangePosition>("SELECT seq, at FROM changes ORDER BY seq DESC LIMIT 1");
  const oldest = db.prepare<[], number>("SELECT seq FROM changes ORDER BY seq LIMIT 1").pluck();
  const timeOf = db.prepare<[number], number>("SELECT at FROM changes WHERE seq = ?").pluck();
  const select = db.prepare<[number, number], RawChange>(
    `SELECT l.seq, l.at, l.type, c.object_id AS conversation, k.client_id AS client, l.value, l.detail
     FROM changes AS l LEFT JOIN conversations AS c ON c.id = l.conversation
     LEFT JOIN clients AS k ON k.id = l.client
     WHERE l.seq > ? ORDER BY l.seq LIMIT ?`,
  );
  const messages = db.prepare<[string], RawMessage>(
    `SELECT ${messageColumns} FROM json_each(?) AS wanted CROSS JOIN messages AS m ON m.id = wanted.value
     ${messageJoins}`,
  );

  function messagesOf(rows: RawChange[]): Map<number, MessageRow> {
    const ids = rows.flatMap(({ type, value }) => (isOfMessage(type) && value !== null ? [value] : []));
    if (ids.length === 0) return new Map();
    return new Map(messages.all(JSON.stringify(ids)).map((row) => [row.id, presentMessage(row)]));
  }

  return {
    getChangeHead: () => ({ epoch: epoch.get() ?? "", head: newest.get() ?? { seq: 0, at: 0 } }),
    isChangeKept({ seq, at }) {
      if (seq === 0) return at === 0 && (oldest.get() ?? 1) === 1;
      // The time tells the row from one of the same number, written after an older copy was restored.
      return timeOf.get(seq) === at;
    },
    getChanges(seq, limit) {
      const rows = select.all(seq, limit);
      const found = messagesOf(rows);
      return rows.map((row): ChangeRow => ({ seq: row.seq, at: row.at, change: present(row, found) }));
    },
  };
}

function isOfMessage(type: number): boolean {
  return type === changeTypes.message || type === changeTypes["message-changed"];
}

type Presenter = (row: RawChange & { conversation: string }, client: string) => Change;

const conversation =
  (change: "created" | "updated"): Presenter =>
  (row) => ({ type: "conversation", conversationId: row.conversation, change });
const subscription =
  (subscribed: boolean): Presenter =>
  (row, clientId) => ({ type: "subscription", conversationId: row.conversation, clientId, subscribed });
const broadcast =
  (change: "sent" | "updated" | "deleted"): Presenter =>
  (row) => ({ type: "broadcast", conversationId: row.conversation, change, ...detailOf(row) });

/** Of changes in a conversation that is still there. */
const presenters: Partial<Record<ChangeType, Presenter>> = {
  "message-deleted": (row) => ({
    type: "message-deleted",
    conversationId: row.conversation,
    boxClientId: row.client,
    ...detailOf(row),
  }),
  "conversation-created": conversation("created"),
  "conversation-updated": conversation("updated"),
  members: (row) => ({ type: "members", conversationId: row.conversation, ...detailOf(row) }),
  room: (row) => ({
    type: "room",
    conversationId: row.conversation,
    online: row.value ?? 0,
    ...detailOf(row),
  }),
  restrictions: (row) => ({ type: "restrictions", conversationId: row.conversation }),
  subscribed: subscription(true),
  unsubscribed: subscription(false),
  read: (row, clientId) => ({
    type: "read",
    conversationId: row.conversation,
    clientId,
    readAt: row.value ?? 0,
  }),
  "broadcast-sent": broadcast("sent"),
  "broadcast-updated": broadcast("updated"),
  "broadcast-deleted": broadcast("deleted"),
};

/** What a writing method added; only they do. */
function detailOf({ detail }: RawChange) {
  return JSON.parse(detail ?? "{}");
}

/** What a row tells; null when its message or conversation is gone, which a later row tells. */
function present(row: RawChange, messages: Map<number, MessageRow>): Change | null {
  const type = typeNames.get(row.type);
  switch (type) {
    case undefined:
      return null;
    case "message":
    case "message-changed": {
      const message = messages.get(row.value ?? 0);
      return message ? { type, message } : null;
    }
    case "online":
    case "offline":
      return { type: "presence", online: type === "online", ...detailOf(row) };
    case "presence-cleared":
      return { type };
    case "conversation-deleted":
      return { type: "conversation", change: "deleted", ...detailOf(row) };
    default: {
      const { conversation } = row;
      return conversation === null
        ? null
        : (presenters[type]?.({ ...row, conversation }, row.client ?? "") ?? null);
    }
  }
}

/** Changes of presence, which nothing else keeps. */
export function presenceWrites({
  changes,
  findConversation,
}: WriteContext): Methods<"addPresence" | "addRoomChanges"> {
  return {
    addRoomChanges(rows) {
      for (const { conversationId, online, entered, left, at } of rows) {
        const conversation = findConversation(conversationId);
        if (conversation !== null) {
          changes.add("room", { at, conversation, value: online, detail: { entered, left } });
        }
      }
    },
    addPresence(rows) {
      for (const { clientId, online, at } of rows) {
        changes.add(online ? "online" : "offline", { at, detail: { clientId } });
      }
    },
  };
}
