import type { MessageKey } from "../interface";
import type { MessageChange, MessageVersion } from "../version-interface";
import type { Db } from "./database";
import { boxIdSql } from "./message-rows";
import type { Methods } from "./sync-store";

type Values = Record<string, string | number | null>;

const changeColumns = `v.at, v.cause, v.operation,
  CASE v.changed_by WHEN 0 THEN '' ELSE (SELECT client_id FROM clients WHERE id = v.changed_by) END AS "by"`;

/** What messages said before, and who changed that. */
export function versionReads(db: Db): Methods<"getVersions" | "getLastChanges"> {
  const versions = db.prepare<[Values], Omit<MessageVersion, "binary"> & { binary: number }>(
    `SELECT v.data, v.binary, ${changeColumns} FROM message_versions AS v
     WHERE v.box = ${boxIdSql} AND v.timestamp = @timestamp AND v.message_id = @messageId ORDER BY v.id`,
  );
  const newest = db.prepare<[Values], MessageChange>(
    `SELECT ${changeColumns} FROM message_versions AS v
     WHERE v.box = ${boxIdSql} AND v.timestamp = @timestamp AND v.message_id = @messageId
     ORDER BY v.id DESC LIMIT 1`,
  );
  return {
    getVersions: (key) => versions.all(valuesOf(key)).map((row) => ({ ...row, binary: row.binary === 1 })),
    getLastChanges: (keys) => keys.map((key) => newest.get(valuesOf(key)) ?? null),
  };
}

function valuesOf({ box, timestamp, messageId }: MessageKey): Values {
  return { conversationId: box.conversationId, clientId: box.clientId ?? null, timestamp, messageId };
}
