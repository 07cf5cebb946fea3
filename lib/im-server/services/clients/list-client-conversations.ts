import { dateValue } from "@/lib/protocol/json-value";
import { everything, type Where } from "@/lib/protocol/where";
import type { ConversationRow } from "../../store/interface";
import type { ImContext } from "../context";
import { badRequest } from "../errors";

const CURSOR = /^(\d{1,15}|-)\.(\d{1,9})\.([\x21-\x7e]{1,64})$/;
/** How far a row may have moved among its equals between two pages and still be found. */
const SLACK = 20;

/**
 * After which row a page begins: the last message's time (null: none), how many rows of that time
 * were given, and the last of them.
 */
type Place = { at: number | null; skip: number; after: string };

/**
 * A page of the conversations that a client is a member of, newest message first, those without a
 * message at the end. Continues after the last row given, also when messages have moved others
 * meanwhile.
 * @throws ImError 1 for a cursor that was not given out
 */
export async function listClientConversations(
  context: ImContext,
  clientId: string,
  page: { cursor?: string; limit: number },
): Promise<{ rows: ConversationRow[]; cursor: string | null }> {
  const place = page.cursor === undefined ? null : readCursor(page.cursor);
  const found: ConversationRow[] = [];
  const wanted = page.limit + 1;
  if (place?.at !== null) {
    const before: Where = place ? { op: "lte", path: ["lm"], value: dateValue(place.at) } : everything;
    found.push(...(await readGroup(context, [member(clientId), hasMessages(true), before], place, wanted)));
  }
  if (found.length < wanted) {
    const where = [member(clientId), hasMessages(false)];
    const start = place?.at === null ? place : null;
    found.push(...(await readGroup(context, where, start, wanted - found.length)));
  }
  const rows = found.slice(0, page.limit);
  return { rows, cursor: found.length > page.limit ? writeCursor(rows, place) : null };
}

async function readGroup(
  context: ImContext,
  items: Where[],
  place: Place | null,
  wanted: number,
): Promise<ConversationRow[]> {
  const skip = place?.skip ?? 0;
  const start = Math.max(0, skip - SLACK);
  const { rows } = await context.store.findConversations({
    where: { op: "and", items },
    order: [{ path: ["lm"], descending: true }],
    skip: start,
    limit: wanted + skip - start + SLACK,
    count: false,
  });
  const index = rows.findIndex((row) => row.objectId === place?.after);
  // When the row itself has moved away, those after it are one place further up.
  const first = index < 0 ? Math.max(0, skip - start - 1) : index + 1;
  return rows.slice(first, first + wanted);
}

function writeCursor(rows: readonly ConversationRow[], place: Place | null): string | null {
  const last = rows.at(-1);
  if (last === undefined) return null;
  const at = last.lastMessageAt;
  const equals = rows.filter((row) => row.lastMessageAt === at).length;
  const skip = equals === rows.length && place?.at === at ? place.skip + equals : equals;
  return `${at ?? "-"}.${skip}.${last.objectId}`;
}

function readCursor(cursor: string): Place {
  const [, at, skip, after] = CURSOR.exec(cursor) ?? [];
  if (at === undefined || skip === undefined || after === undefined) {
    throw badRequest("cursor is not one that was given out.");
  }
  return { at: at === "-" ? null : Number(at), skip: Number(skip), after };
}

function member(clientId: string): Where {
  return { op: "eq", path: ["m"], value: clientId };
}

function hasMessages(exists: boolean): Where {
  return { op: "exists", path: ["lm"], exists };
}
