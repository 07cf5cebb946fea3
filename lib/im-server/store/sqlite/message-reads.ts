import type { HistoryBound, HistoryQuery, MessageBox } from "../interface";
import type { Db } from "./database";
import { boxIdSql, messageColumns, messageJoins, presentMessage, type RawMessage } from "./message-rows";
import type { Methods } from "./sync-store";

type Values = Record<string, string | number | null>;
type Point = { timestamp: number; messageId: string };

/** Sorts right after every message id that equals it. */
const after = "\u0001";

/** The first point that a walk upwards from this bound may include. */
function floorOf({ timestamp, messageId, inclusive }: HistoryBound): Point {
  if (messageId === undefined) return { timestamp: inclusive ? timestamp : timestamp + 1, messageId: "" };
  return { timestamp, messageId: inclusive ? messageId : messageId + after };
}

/** The first point beyond what a walk downwards from this bound may include. */
function ceilingOf({ timestamp, messageId, inclusive }: HistoryBound): Point {
  if (messageId === undefined) return { timestamp: inclusive ? timestamp + 1 : timestamp, messageId: "" };
  return { timestamp, messageId: inclusive ? messageId + after : messageId };
}

function boxValues(box: MessageBox): Values {
  return { conversationId: box.conversationId, clientId: box.clientId ?? null };
}

const range = `(m.timestamp, m.message_id) >= (@floorTime, @floorId)
  AND (m.timestamp, m.message_id) < (@ceilingTime, @ceilingId)`;

function historySql(scope: HistoryQuery["scope"]["kind"], direction: "ASC" | "DESC"): string {
  const filters = {
    box: `m.box = ${boxIdSql} AND ${range}`,
    sender: `m.sender = (SELECT id FROM clients WHERE client_id = @clientId) AND ${range}`,
    app: range,
  };
  // Within a box no two messages share a timestamp.
  const order =
    scope === "box" ? `m.timestamp ${direction}` : `m.timestamp ${direction}, m.message_id ${direction}`;
  return `SELECT ${messageColumns} FROM messages AS m ${messageJoins}
    WHERE ${filters[scope]} ORDER BY ${order} LIMIT @limit`;
}

/** History: always a walk along an index from a bound, never a skip. */
export function historyReads(db: Db): Methods<"getHistory" | "getLastMessages"> {
  const prepare = (scope: HistoryQuery["scope"]["kind"]) => ({
    newer: db.prepare<[Values], RawMessage>(historySql(scope, "ASC")),
    older: db.prepare<[Values], RawMessage>(historySql(scope, "DESC")),
  });
  const statements = { box: prepare("box"), sender: prepare("sender"), app: prepare("app") };
  const newest = db.prepare<[string], RawMessage>(
    `SELECT ${messageColumns}
     FROM json_each(?) AS wanted
     CROSS JOIN conversations AS c ON c.object_id = wanted.value
     CROSS JOIN boxes AS b ON b.conversation = c.id AND b.client = 0
     CROSS JOIN messages AS m
       ON m.id = (SELECT id FROM messages WHERE box = b.id ORDER BY timestamp DESC LIMIT 1)
     CROSS JOIN clients AS sender ON sender.id = m.sender
     LEFT JOIN clients AS owner ON owner.id = b.client
     ORDER BY wanted.key`,
  );

  return {
    getHistory({ scope, direction, start, stop, limit }) {
      const floor = floorOf(direction === "older" ? stop : start);
      const ceiling = ceilingOf(direction === "older" ? start : stop);
      const bounds = {
        floorTime: floor.timestamp,
        floorId: floor.messageId,
        ceilingTime: ceiling.timestamp,
        ceilingId: ceiling.messageId,
        limit,
      };
      const target =
        scope.kind === "box"
          ? boxValues(scope.box)
          : scope.kind === "sender"
            ? { clientId: scope.clientId }
            : {};
      return statements[scope.kind][direction].all({ ...bounds, ...target }).map(presentMessage);
    },
    getLastMessages: (ids) => newest.all(JSON.stringify(ids)).map(presentMessage),
  };
}

/** Single messages, and boxes by public id. */
export function messageReads(db: Db): Methods<"getMessage" | "findUserBox"> {
  const get = db.prepare<[Values], RawMessage>(
    `SELECT ${messageColumns} FROM messages AS m ${messageJoins}
     WHERE m.box = ${boxIdSql} AND m.timestamp = @timestamp AND m.message_id = @messageId`,
  );
  const userBox = db.prepare<[string], MessageBox>(
    `SELECT c.object_id AS conversationId, k.client_id AS clientId
     FROM boxes AS b JOIN conversations AS c ON c.id = b.conversation JOIN clients AS k ON k.id = b.client
     WHERE b.history_id = ?`,
  );
  return {
    getMessage({ box, timestamp, messageId }) {
      const row = get.get({ ...boxValues(box), timestamp, messageId });
      return row ? presentMessage(row) : null;
    },
    findUserBox: (historyId) => userBox.get(historyId) ?? null,
  };
}
