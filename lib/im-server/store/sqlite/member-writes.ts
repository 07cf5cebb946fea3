import type { MemberFailure } from "../interface";
import type { ChangeLog } from "./change-log";
import type { WriteContext } from "./context";
import { conversationLoader } from "./conversation-rows";
import { listNumbers } from "./list-numbers";
import { noticeWriter } from "./notices";
import type { Methods } from "./sync-store";

export type MemberTable = {
  /** Integers of the members, in the order of joining. */
  list(conversation: number): number[];
  /** Appends clients that are not members yet. */
  add(conversation: number, clients: number[], now: number): void;
  remove(conversation: number, clients: number[]): void;
};

/** The member rows of conversations; copies of the last message's time are kept right. */
export function memberTable({ db }: WriteContext): MemberTable {
  const list = db
    .prepare<[number], number>("SELECT client FROM members WHERE conversation = ? ORDER BY position")
    .pluck();
  const insert = db.prepare(
    `INSERT INTO members (conversation, client, position, joined_at, last_message_at, read_at)
     SELECT @conversation, @client,
            coalesce((SELECT max(position) + 1 FROM members WHERE conversation = @conversation), 0), @now,
            (SELECT last_message_at FROM conversations WHERE id = @conversation),
            coalesce((SELECT newest_at FROM boxes WHERE conversation = @conversation AND client = 0), 0)`,
  );
  const remove = db.prepare("DELETE FROM members WHERE conversation = ? AND client = ?");
  return {
    list: (conversation) => list.all(conversation),
    add: (conversation, clients, now) => {
      for (const client of clients) insert.run({ conversation, client, now });
    },
    remove: (conversation, clients) => {
      for (const client of clients) remove.run(conversation, client);
    },
  };
}

/** Notes who has come into a conversation and who has left it. */
export function noteMembers(
  changes: ChangeLog,
  conversation: number,
  moved: { added: string[]; removed: string[] },
): void {
  if (moved.added.length + moved.removed.length > 0) changes.add("members", { conversation, detail: moved });
}

/** Joining and leaving. */
export function memberWrites(context: WriteContext): Methods<"addMembers" | "removeMembers"> {
  const { db, changes } = context;
  const table = memberTable(context);
  const loader = conversationLoader(db);
  const tell = noticeWriter(context);
  const isBlocked = db
    .prepare(
      `SELECT 1 FROM client_lists WHERE conversation = ? AND list IN (${listNumbers.blocks}, ${listNumbers.refusals}) AND client = ?
       AND (until IS NULL OR until > ?)`,
    )
    .pluck();
  const setUpdated = db.prepare("UPDATE conversations SET updated_at = ? WHERE id = ?");

  function finish(conversation: number, changed: string[], failed: MemberFailure[], now: number) {
    if (changed.length > 0) setUpdated.run(now, conversation);
    const row = loader.byId(conversation);
    return row ? { status: "changed" as const, row, changed, failed } : { status: "not-found" as const };
  }

  return {
    addMembers(objectId, clientIds, limit, now, by) {
      const conversation = context.findConversation(objectId);
      if (conversation === null) return { status: "not-found" };
      const present = new Set(table.list(conversation));
      const changed: string[] = [];
      const failed: MemberFailure[] = [];
      for (const clientId of new Set(clientIds)) {
        const client = context.internClient(clientId);
        if (present.has(client)) continue;
        if (isBlocked.get(conversation, client, now)) failed.push({ clientId, reason: "blocked" });
        else if (present.size >= limit) failed.push({ clientId, reason: "conversation-full" });
        else {
          table.add(conversation, [client], now);
          present.add(client);
          changed.push(clientId);
        }
      }
      noteMembers(changes, conversation, { added: changed, removed: [] });
      tell("joined", objectId, changed, { by, at: now });
      return finish(conversation, changed, failed, now);
    },

    removeMembers(objectId, clientIds, now, by) {
      const conversation = context.findConversation(objectId);
      if (conversation === null) return { status: "not-found" };
      const present = new Set(table.list(conversation));
      const changed = [...new Set(clientIds)].filter((id) => present.has(context.internClient(id)));
      table.remove(
        conversation,
        changed.map((id) => context.internClient(id)),
      );
      noteMembers(changes, conversation, { added: [], removed: changed });
      tell("left", objectId, changed, { by, at: now });
      return finish(conversation, changed, [], now);
    },
  };
}
