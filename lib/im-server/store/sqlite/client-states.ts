import type { BroadcastRow } from "../interface";
import { broadcastReads } from "./broadcasts";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import type { Methods } from "./sync-store";

/** Broadcasts that one login can be given. */
const maxBroadcasts = 100;

type State = {
  kicked_at: number | null;
  broadcasts_at: number | null;
  room: string | null;
  room_left_at: number | null;
};

function settingReader(db: Db) {
  return db.prepare<[string], string>("SELECT value FROM settings WHERE name = ?").pluck();
}

/** How often the app's settings were put. */
function revisionIn(settings: ReturnType<typeof settingReader>): number {
  return Number(settings.get("revision") ?? 0);
}

/** What is kept about a client beside its memberships, and the app's settings. */
export function clientStateReads(
  db: Db,
): Methods<"getSettings" | "getKickedAt" | "getRoom" | "getPendingBroadcasts"> {
  const settings = settingReader(db);
  const state = db.prepare<[string], State>(
    `SELECT kicked_at, broadcasts_at, room, room_left_at FROM client_states
     WHERE client = (SELECT id FROM clients WHERE client_id = ?)`,
  );
  const { getBroadcasts } = broadcastReads(db);
  return {
    getSettings() {
      const text = settings.get("app");
      return text === undefined ? null : { settings: JSON.parse(text), revision: revisionIn(settings) };
    },
    getKickedAt: (clientId) => state.get(clientId)?.kicked_at ?? null,
    getRoom(clientId) {
      const found = state.get(clientId);
      return found?.room ? { roomId: found.room, leftAt: found.room_left_at } : null;
    },
    getPendingBroadcasts(clientId, now) {
      const seen = state.get(clientId)?.broadcasts_at ?? null;
      const valid: BroadcastRow[] = getBroadcasts({ skip: 0, limit: seen === null ? 1 : maxBroadcasts }, now);
      return valid.filter((row) => seen === null || row.timestamp > seen).reverse();
    },
  };
}

export function clientStateWrites(
  context: WriteContext,
): Methods<"putSettings" | "recordKick" | "putRoom" | "markBroadcasts"> {
  const { db } = context;
  const settings = settingReader(db);
  const put = db.prepare(
    "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const kick = db.prepare(
    `INSERT INTO client_states (client, kicked_at) VALUES (?, ?)
     ON CONFLICT (client) DO UPDATE SET kicked_at = excluded.kicked_at`,
  );
  const putRoom = db.prepare(
    `INSERT INTO client_states (client, room, room_left_at) VALUES (?, ?, ?)
     ON CONFLICT (client) DO UPDATE SET room = excluded.room, room_left_at = excluded.room_left_at`,
  );
  const markBroadcasts = db.prepare(
    `INSERT INTO client_states (client, broadcasts_at) VALUES (?, ?)
     ON CONFLICT (client) DO UPDATE SET broadcasts_at = max(coalesce(broadcasts_at, 0), excluded.broadcasts_at)`,
  );
  return {
    putSettings(next, expected) {
      const revision = revisionIn(settings);
      if (expected !== null && expected !== revision) return null;
      put.run("app", JSON.stringify(next));
      put.run("revision", String(revision + 1));
      return revision + 1;
    },
    recordKick(clientId, now) {
      kick.run(context.internClient(clientId), now);
    },
    putRoom(clientId, room) {
      putRoom.run(context.internClient(clientId), room?.roomId ?? null, room?.leftAt ?? null);
    },
    markBroadcasts(clientId, timestamp) {
      markBroadcasts.run(context.internClient(clientId), timestamp);
    },
  };
}
