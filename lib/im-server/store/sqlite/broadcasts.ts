import type { BroadcastRow } from "../interface";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import type { Methods } from "./sync-store";

type RawBroadcast = Omit<BroadcastRow, "pushData"> & { pushData: string | null };
type Values = Record<string, string | number | null>;

const columns = `message_id AS messageId, conversation AS conversationId, sender AS "from", data,
  push_data AS pushData, timestamp, valid_till AS validTill, patch_timestamp AS patchTimestamp`;

function present(row: RawBroadcast): BroadcastRow {
  return { ...row, pushData: row.pushData === null ? null : JSON.parse(row.pushData) };
}

/** Broadcasts that may still reach someone. */
export function broadcastReads(db: Db): Methods<"getBroadcasts"> {
  const all = db.prepare<[Values], RawBroadcast>(
    `SELECT ${columns} FROM broadcasts WHERE valid_till > @now
     ORDER BY timestamp DESC, id DESC LIMIT @limit OFFSET @skip`,
  );
  const ofConversation = db.prepare<[Values], RawBroadcast>(
    `SELECT ${columns} FROM broadcasts WHERE conversation = @conversationId AND valid_till > @now
     ORDER BY timestamp DESC, id DESC LIMIT @limit OFFSET @skip`,
  );
  return {
    getBroadcasts({ conversationId, skip, limit }, now) {
      const rows =
        conversationId === undefined
          ? all.all({ now, skip, limit })
          : ofConversation.all({ conversationId, now, skip, limit });
      return rows.map(present);
    },
  };
}

export function broadcastWrites(
  context: WriteContext,
): Methods<"putBroadcast" | "patchBroadcast" | "deleteBroadcast"> {
  const { db, changes } = context;
  const find = db.prepare<[string], number>("SELECT id FROM broadcasts WHERE message_id = ?").pluck();
  const put = db.prepare(
    `INSERT INTO broadcasts (message_id, conversation, sender, data, push_data, timestamp, valid_till, patch_timestamp)
     VALUES (@messageId, @conversationId, @from, @data, @pushData, @timestamp, @validTill, @patchTimestamp)
     ON CONFLICT (message_id) DO UPDATE SET data = excluded.data, push_data = excluded.push_data,
       valid_till = excluded.valid_till, patch_timestamp = excluded.patch_timestamp`,
  );
  const patch = db.prepare<[string, number, string], RawBroadcast>(
    `UPDATE broadcasts SET data = ?, patch_timestamp = ? WHERE message_id = ? RETURNING ${columns}`,
  );
  const remove = db.prepare<[string], RawBroadcast>(
    `DELETE FROM broadcasts WHERE message_id = ? RETURNING ${columns}`,
  );

  function note(
    change: "sent" | "updated" | "deleted",
    row: { conversationId: string; messageId: string },
  ): void {
    const conversation = context.findConversation(row.conversationId) ?? undefined;
    changes.add(`broadcast-${change}`, { conversation, detail: { messageId: row.messageId } });
  }

  return {
    putBroadcast(row) {
      const isNew = find.get(row.messageId) === undefined;
      put.run({ ...row, pushData: row.pushData === null ? null : JSON.stringify(row.pushData) });
      note(isNew ? "sent" : "updated", row);
    },
    patchBroadcast(messageId, data, now) {
      const row = patch.get(data, now, messageId);
      if (row === undefined) return null;
      note("updated", row);
      return present(row);
    },
    deleteBroadcast(messageId) {
      const row = remove.get(messageId);
      if (row === undefined) return false;
      note("deleted", row);
      return true;
    },
  };
}
