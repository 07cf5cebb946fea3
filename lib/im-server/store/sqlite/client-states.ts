import type { BroadcastRow } from "../interface";
import { broadcastReads } from "./broadcasts";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import type { Methods } from "./sync-store";

/** Broadcasts that one login can be given. */
const maxBroadcasts = 100;

/** How long it is known which room a device has left. */
const roomMemory = 86_400_000;

type State = { kicked_at: number | null; broadcasts_at: number | null };
type Room = { room: string; left_at: number | null };

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
    `SELECT kicked_at, broadcasts_at FROM client_states
     WHERE client = (SELECT id FROM clients WHERE client_id = ?)`,
  );
  const room = db.prepare<[string, string], Room>(
    `SELECT room, left_at FROM client_rooms
     WHERE client = (SELECT id FROM clients WHERE client_id = ?) AND device = ?`,
  );
  const { getBroadcasts } = broadcastReads(db);
  return {
    getSettings() {
      const text = settings.get("app");
      return text === undefined ? null : { settings: JSON.parse(text), revision: revisionIn(settings) };
    },
    getKickedAt: (clientId) => state.get(clientId)?.kicked_at ?? null,
    getRoom(clientId, deviceId) {
      const found = room.get(clientId, deviceId);
      return found ? { roomId: found.room, leftAt: found.left_at } : null;
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
    `INSERT INTO client_rooms (client, device, room, left_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (client, device) DO UPDATE SET room = excluded.room, left_at = excluded.left_at`,
  );
  const removeRoom = db.prepare("DELETE FROM client_rooms WHERE client = ? AND device = ?");
  const removeRooms = db.prepare("DELETE FROM client_rooms WHERE client = ?");
  const forgetRooms = db.prepare("DELETE FROM client_rooms WHERE left_at < ?");
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
      const client = context.internClient(clientId);
      kick.run(client, now);
      removeRooms.run(client);
    },
    putRoom(clientId, deviceId, room) {
      const client = context.internClient(clientId);
      if (room === null) removeRoom.run(client, deviceId);
      else putRoom.run(client, deviceId, room.roomId, room.leftAt);
      if (room?.leftAt) forgetRooms.run(room.leftAt - roomMemory);
    },
    markBroadcasts(clientId, timestamp) {
      markBroadcasts.run(context.internClient(clientId), timestamp);
    },
  };
}
