import { StoreError } from "../errors";
import type { MemberInfoRow } from "../interface";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import type { Methods } from "./sync-store";

const columns = `i.object_id AS objectId, c.object_id AS conversationId, k.client_id AS clientId, i.role
  FROM member_infos AS i JOIN conversations AS c ON c.id = i.conversation JOIN clients AS k ON k.id = i.client`;

/** Roles of members, by conversation. */
export function memberInfoReads(db: Db): Methods<"getMemberInfos"> {
  const list = db.prepare<[Record<string, string | number | null>], MemberInfoRow>(
    `SELECT ${columns} WHERE c.object_id = @objectId AND (@role IS NULL OR i.role = @role)
     ORDER BY i.id LIMIT @limit OFFSET @skip`,
  );
  return {
    getMemberInfos: (objectId, { role, skip, limit }) =>
      list.all({ objectId, role: role ?? null, skip, limit }),
  };
}

export function memberInfoWrites(context: WriteContext): Methods<"putMemberInfo" | "deleteMemberInfo"> {
  const { db, changes } = context;
  const put = db.prepare(
    `INSERT INTO member_infos (object_id, conversation, client, role, updated_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (conversation, client) DO UPDATE SET role = excluded.role, updated_at = excluded.updated_at`,
  );
  const get = db.prepare<[string, string], MemberInfoRow>(
    `SELECT ${columns} WHERE c.object_id = ? AND k.client_id = ?`,
  );
  const byId = db.prepare<[string, string], MemberInfoRow>(
    `SELECT ${columns} WHERE c.object_id = ? AND i.object_id = ?`,
  );
  const remove = db.prepare("DELETE FROM member_infos WHERE object_id = ?");
  return {
    putMemberInfo(row, now) {
      const conversation = context.findConversation(row.conversationId);
      if (conversation === null) throw new StoreError("not-found", "The conversation is gone");
      put.run(row.objectId, conversation, context.internClient(row.clientId), row.role, now);
      changes.add("restrictions", { conversation });
      return get.get(row.conversationId, row.clientId) ?? row;
    },
    deleteMemberInfo(objectId, infoId) {
      const row = byId.get(objectId, infoId);
      const conversation = context.findConversation(objectId);
      if (row === undefined || conversation === null) return null;
      remove.run(infoId);
      changes.add("restrictions", { conversation });
      return row;
    },
  };
}
