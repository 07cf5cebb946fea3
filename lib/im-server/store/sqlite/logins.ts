import type { LoginRow } from "../trace-interface";
import type { WriteContext } from "./context";
import type { Db } from "./database";
import type { Methods } from "./sync-store";

/** Logins kept of one client, … */
export const maxLogins = 20;
/** … beside those that lasted so long: tokens hold by them, and there are never many. */
const longLogin = 86_400_000;

const columns = `k.client_id AS clientId, l.run, l.session, l.at, l.ended_at AS endedAt, l.cause, l.tag,
  l.device_id AS deviceId, l.protocol, l.user_agent AS userAgent, l.address`;

export function loginReads(db: Db): Methods<"getLogins" | "getSeenAt" | "getSessions"> {
  const ofClient = db.prepare<[string], LoginRow>(
    `SELECT ${columns} FROM clients AS k CROSS JOIN logins AS l ON l.client = k.id
     WHERE k.client_id = ? ORDER BY l.at DESC, l.id DESC LIMIT ${maxLogins}`,
  );
  const bySession = db.prepare<[number, number], LoginRow>(
    `SELECT ${columns} FROM logins AS l CROSS JOIN clients AS k ON k.id = l.client
     WHERE l.run = ? AND l.session = ?`,
  );
  const seenAt = db
    .prepare<[string], number | null>(
      "SELECT seen_at FROM client_states WHERE client = (SELECT id FROM clients WHERE client_id = ?)",
    )
    .pluck();
  return {
    getLogins: (clientId) => ofClient.all(clientId),
    getSeenAt: (clientId) => seenAt.get(clientId) ?? null,
    getSessions: (keys) => keys.flatMap(({ run, session }) => bySession.get(run, session) ?? []),
  };
}

export function loginWrites(context: WriteContext): Methods<"putLogins" | "beginRun" | "noteAlive"> {
  const { db } = context;
  const put = db.prepare(
    `INSERT INTO logins (client, run, session, at, ended_at, cause, tag, device_id, protocol, user_agent, address)
     VALUES (@client, @run, @session, @at, @endedAt, @cause, @tag, @deviceId, @protocol, @userAgent, @address)
     ON CONFLICT (run, session) DO UPDATE SET ended_at = excluded.ended_at, cause = excluded.cause`,
  );
  const trim = db.prepare(
    `DELETE FROM logins WHERE coalesce(ended_at, at) - at < ${longLogin} AND id IN
       (SELECT id FROM logins WHERE client = ? ORDER BY at DESC, id DESC LIMIT -1 OFFSET ${maxLogins})`,
  );
  const see = db.prepare(
    `INSERT INTO client_states (client, seen_at) VALUES (?, ?)
     ON CONFLICT (client) DO UPDATE SET seen_at = max(coalesce(seen_at, 0), excluded.seen_at)`,
  );
  const aliveAt = db.prepare<[], string>("SELECT value FROM settings WHERE name = 'alive-at'").pluck();
  const setAlive = db.prepare(
    "INSERT INTO settings (name, value) VALUES ('alive-at', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const seeOpen = db.prepare(
    `INSERT INTO client_states (client, seen_at)
     SELECT client, max(max(at, @aliveAt)) FROM logins WHERE ended_at IS NULL GROUP BY client
     ON CONFLICT (client) DO UPDATE SET seen_at = max(coalesce(seen_at, 0), excluded.seen_at)`,
  );
  const endOpen = db.prepare(
    "UPDATE logins SET ended_at = max(at, @aliveAt), cause = 'crashed' WHERE ended_at IS NULL",
  );
  // Who was in a room when the process ended without a farewell left it now, for all that is known.
  const leaveRooms = db.prepare("UPDATE client_rooms SET left_at = ? WHERE left_at IS NULL");
  return {
    putLogins(rows) {
      const clients = new Set<number>();
      for (const row of rows) {
        const client = context.internClient(row.clientId);
        put.run({ ...row, client });
        clients.add(client);
        if (row.endedAt !== null) see.run(client, row.endedAt);
      }
      for (const client of clients) trim.run(client);
    },
    beginRun(now) {
      const last = { aliveAt: Number(aliveAt.get() ?? 0) };
      seeOpen.run(last);
      endOpen.run(last);
      leaveRooms.run(now);
      setAlive.run(String(now));
      context.changes.add("presence-cleared", {});
    },
    noteAlive(now) {
      setAlive.run(String(now));
    },
  };
}
