import type { Db } from "./database";

/** What a row of the log tells, as it is stored. */
export const changeTypes = {
  message: 1,
  "message-changed": 2,
  "message-deleted": 3,
  "conversation-created": 4,
  "conversation-updated": 5,
  "conversation-deleted": 6,
  members: 7,
  restrictions: 8,
  subscribed: 9,
  unsubscribed: 10,
  read: 11,
  online: 12,
  offline: 13,
  "presence-cleared": 14,
  "broadcast-sent": 15,
  "broadcast-updated": 16,
  "broadcast-deleted": 17,
  room: 18,
} as const;
export type ChangeType = keyof typeof changeTypes;

/** Only what cannot be read from elsewhere later; of a message, its row says everything. */
export type LoggedChange = {
  conversation?: number;
  client?: number;
  value?: number;
  detail?: unknown;
  /** Now, unless it happened before. */
  at?: number;
};

export type ChangeLog = {
  /** Notes a change, in the transaction that makes it. */
  add(type: ChangeType, change: LoggedChange): void;
  /** Whether anything was added since the last asking. */
  take(): boolean;
};

/** The writing side of the log of changes. */
export function changeLog(db: Db): ChangeLog {
  const insert = db.prepare(
    "INSERT INTO changes (at, type, conversation, client, value, detail) VALUES (?, ?, ?, ?, ?, ?)",
  );
  let hasAdded = false;
  return {
    add(type, { conversation, client, value, detail, at }) {
      const text = detail === undefined ? null : JSON.stringify(detail);
      insert.run(
        at ?? Date.now(),
        changeTypes[type],
        conversation ?? null,
        client ?? null,
        value ?? null,
        text,
      );
      hasAdded = true;
    },
    take() {
      const had = hasAdded;
      hasAdded = false;
      return had;
    },
  };
}
