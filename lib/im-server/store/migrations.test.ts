import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Db, openDatabase } from "./sqlite/database";
import { migrate } from "./sqlite/migrate";
import { versionReads } from "./sqlite/versions";

const folder = new URL("./sqlite/migrations/", import.meta.url);

/** A database as an older version of the program left it. */
function openOld(version: number): Db {
  const data = mkdtempSync(join(tmpdir(), "parley-old-"));
  const db = openDatabase(join(data, "im.sqlite"), "write");
  onTestFinished(() => {
    db.close();
    rmSync(data, { recursive: true });
  });
  db.exec(
    "CREATE TABLE schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)",
  );
  for (const name of readdirSync(folder).sort().slice(0, version)) {
    db.exec(readFileSync(new URL(name, folder), "utf8"));
    db.prepare("INSERT INTO schema_version VALUES (?, ?, 0)").run(Number(name.slice(0, 4)), name);
  }
  return db;
}

test("a chat room that a client was in is that of the device it was last seen with", () => {
  const db = openOld(8);
  db.exec(`
    INSERT INTO client_states (client, room, room_left_at) VALUES (1, 'room', 5), (2, 'room', NULL), (3, NULL, NULL);
    INSERT INTO logins (client, run, session, at, device_id, protocol) VALUES
      (1, 1, 1, 10, 'old', 'x'), (1, 1, 2, 20, 'new', 'x'), (2, 1, 3, 10, NULL, 'x');
  `);
  migrate(db);
  expect(db.prepare("SELECT client, device, room, left_at FROM client_rooms").raw().all()).toEqual([
    [1, "new", "room", 5],
    [2, "", "room", null],
  ]);
});

test("who changed a message before that was kept is not known", () => {
  const db = openOld(12);
  db.exec(`
    INSERT INTO clients VALUES (1, 'Tom');
    INSERT INTO conversations (id, object_id, kind, is_unique, fields, created_at, updated_at)
      VALUES (1, 'c', 1, 0, '{}', 1, 1);
    INSERT INTO boxes (id, conversation, client, newest_at) VALUES (1, 1, 0, 5);
    INSERT INTO message_versions (box, timestamp, message_id, data, binary, at, cause) VALUES (1, 5, 'm', 'a', 0, 6, 'recall');
  `);
  migrate(db);
  const key = { box: { conversationId: "c" }, timestamp: 5, messageId: "m" };
  expect(versionReads(db).getLastChanges([key])).toEqual([
    { at: 6, cause: "recall", by: null, operation: null },
  ]);
});
