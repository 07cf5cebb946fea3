import type { Db } from "./database";

const DAY = 86_400_000;
const batch = 500;

/** A sender's own id of a message, within one box. */
type Token = { box: number; sender: number; token: string; now: number };
type Sent = { messageId: string; timestamp: number };

/** What was sent today and yesterday, by the senders' own ids: a message that comes again is found. */
export function sentMessages(db: Db) {
  const find = db.prepare<[number, number, number, string], Sent>(
    `SELECT message_id AS messageId, timestamp FROM sends
     WHERE day = ? AND box = ? AND sender = ? AND token = ?`,
  );
  const insert = db.prepare(
    "INSERT INTO sends (day, box, sender, token, message_id, timestamp) VALUES (?, ?, ?, ?, ?, ?)",
  );
  return {
    find({ box, sender, token, now }: Token): Sent | undefined {
      const today = Math.floor(now / DAY);
      return find.get(today, box, sender, token) ?? find.get(today - 1, box, sender, token);
    },
    add({ box, sender, token, now }: Token, { messageId, timestamp }: Sent): void {
      insert.run(Math.floor(now / DAY), box, sender, token, messageId, timestamp);
    },
  };
}

/** Forgets what is too old to be found, a little at a time. @returns a step; true when there is more */
export function createSendsSweep(db: Db, now: () => number = Date.now): () => boolean {
  const oldest = db.prepare<[], number | null>("SELECT min(day) FROM sends").pluck();
  const remove = db.prepare(
    `DELETE FROM sends WHERE (day, box, sender, token) IN
       (SELECT day, box, sender, token FROM sends WHERE day < ? LIMIT ${batch})`,
  );
  return () => {
    const yesterday = Math.floor(now() / DAY) - 1;
    // Nothing is written, and nothing waits for the disk, unless there is something to forget.
    return (oldest.get() ?? yesterday) < yesterday && remove.run(yesterday).changes > 0;
  };
}
