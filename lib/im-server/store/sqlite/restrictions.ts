import type { RestrictionRow, TimedSilence } from "../restriction-interface";
import { parseCursor } from "./cursor";
import type { Db } from "./database";
import { listNumbers } from "./list-numbers";
import type { Methods } from "./sync-store";

const { silences, blocks, "temporary-silences": timed } = listNumbers;
const names = { [silences]: "silences", [timed]: "temporary-silences", [blocks]: "blocks" } as const;
type Row = { id: number; list: keyof typeof names; until: number | null; conversationId: string };

function pageOf<R extends { id: number }>(rows: R[], limit: number) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { shown, next: last && rows.length > limit ? String(last.id) : null };
}

/** Silences with their end, of a conversation; silences and blocks of a client. */
export function restrictionReads(db: Db): Methods<"getTimedSilences" | "getRestrictions"> {
  const ofConversation = db.prepare<[string, number, number, number], TimedSilence & { id: number }>(
    `SELECT l.id, k.client_id AS clientId, l.until
     FROM client_lists AS l CROSS JOIN clients AS k ON k.id = l.client
     WHERE l.conversation = (SELECT id FROM conversations WHERE object_id = ?) AND l.list = ${timed}
       AND l.id > ? AND l.until > ?
     ORDER BY l.id LIMIT ?`,
  );
  const ofClient = db.prepare<[string, number, number, number], Row>(
    `SELECT l.id, l.list, l.until, c.object_id AS conversationId
     FROM client_lists AS l JOIN conversations AS c ON c.id = l.conversation
     WHERE l.client = (SELECT id FROM clients WHERE client_id = ?) AND l.list IN (${silences}, ${timed}, ${blocks})
       AND l.id > ? AND (l.until IS NULL OR l.until > ?)
     ORDER BY l.id LIMIT ?`,
  );
  return {
    getTimedSilences(objectId, { limit, next }, now) {
      const page = pageOf(ofConversation.all(objectId, parseCursor(next), now, limit + 1), limit);
      return { silences: page.shown.map(({ clientId, until }) => ({ clientId, until })), next: page.next };
    },
    getRestrictions(clientId, { limit, next }, now) {
      const page = pageOf(ofClient.all(clientId, parseCursor(next), now, limit + 1), limit);
      const present = ({ conversationId, list, until }: Row): RestrictionRow => ({
        conversationId,
        list: names[list],
        until,
      });
      return { restrictions: page.shown.map(present), next: page.next };
    },
  };
}
