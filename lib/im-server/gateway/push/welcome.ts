import { conversationKinds } from "@/lib/protocol/conversation-row";
import { limits } from "@/lib/protocol/limits";
import type { UnreadSnapshot } from "../../store/gateway-interface";
import type { BroadcastRow, MessageRow } from "../../store/interface";
import type { Gateway } from "../gateway";
import { Push } from "../push";
import type { Session, Told } from "../session";
import type { Wire } from "../wire/codec";
import { broadcastPush } from "./message";
import { pushPatches } from "./missed-patches";
import { nextTurn } from "./next-turn";
import { pushOffline } from "./offline";

/** How far a client knew of things when it was last here: of unread counts, and of edits and recalls. */
export type Known = { unreadTime: number | null; patchTime: number };

/** What a client missed up to a time; null when it could not be read. */
type Missed = { unread: UnreadSnapshot; broadcasts: BroadcastRow[]; asOf: number } | null;

/**
 * Begins the welcome of a session that is in the hub, and resolves when its login may be answered: what is sent once
 * the client knows that it is logged in comes live, as what it missed has been read by then. It is told on a later
 * turn, so that `others`, and then the reply, come before it.
 */
export async function beginWelcome(
  gateway: Gateway,
  session: Session,
  known: Known,
  others: Promise<void> | null = null,
): Promise<void> {
  const begun = Promise.all([readMissed(gateway, session, known.unreadTime), others]);
  session.welcomed = begun.then(([missed]) => welcome(gateway, session, known.patchTime, missed));
  await begun;
}

async function readMissed(
  { context, log }: Gateway,
  { clientId, link }: Session,
  unreadTime: number | null,
): Promise<Missed> {
  const { store } = context;
  const asOf = context.now();
  try {
    const [unread, broadcasts] = await Promise.all([
      store.getUnreadSnapshot(clientId, limits.unreadConversations, link.announcesUnread ? unreadTime : null),
      store.getPendingBroadcasts(clientId, asOf),
    ]);
    return { unread, broadcasts, asOf };
  } catch (error) {
    log.error({ err: error }, "what a login missed could not be read");
    return null;
  }
}

/**
 * Tells a session that has just opened what it missed, in the order that clients expect: unread
 * conversations (or the messages themselves), broadcasts, edits and recalls; then live traffic.
 */
async function welcome(gateway: Gateway, session: Session, patchTime: number, missed: Missed): Promise<void> {
  const told: Told = { upTo: new Map(), ids: new Set() };
  let heard: Promise<void> | null = null;
  try {
    await nextTurn();
    session.answered();
    if (missed !== null) heard = (await tellMissed(gateway, session, missed, told)).heard;
    await pushPatches(gateway, session, patchTime);
  } catch (error) {
    gateway.log.error({ err: error }, "a login was not told what it missed");
  }
  session.release(told);
  if (missed === null || heard === null) return;
  await heard;
  await markBroadcasts(gateway, session, missed).catch((error: unknown) => {
    gateway.log.error({ err: error }, "broadcasts were not marked as told");
  });
}

/** Answers when its client has been heard after all that; throws when some of it could not be told. */
async function tellMissed(
  gateway: Gateway,
  session: Session,
  { unread, broadcasts, asOf }: NonNullable<Missed>,
  told: Told,
): Promise<{ heard: Promise<void> }> {
  if (session.link.announcesUnread) await announceUnread(gateway, session, unread, asOf);
  else told.upTo = await pushOffline(gateway, session, unread);
  for (const { conversationId: id, last } of unread) {
    if (last) told.upTo.set(id, Math.max(last.timestamp, told.upTo.get(id) ?? 0));
  }
  let heard = Promise.resolve();
  for (const row of broadcasts) {
    if (session.isClosed) break;
    session.pushNow(broadcastPush(row, { offline: true }));
    told.ids.add(row.messageId);
    heard = session.link.ear.next();
    await session.link.drained();
  }
  return { heard };
}

/** Keeps that a client was here, and what was broadcast to it once that can have arrived. */
async function markBroadcasts(
  { context }: Gateway,
  session: Session,
  { broadcasts, asOf }: NonNullable<Missed>,
): Promise<void> {
  // Who has gone meanwhile has been here all the same, and is told on the next login: of these, unless it was heard
  // before it went, and of what was sent since then, which may be among them already.
  const first = broadcasts[0]?.timestamp ?? asOf;
  const upTo = session.isClosed ? Math.min(first, session.openedAt) - 1 : asOf;
  await context.store.markBroadcasts(session.clientId, upTo);
}

async function announceUnread(
  gateway: Gateway,
  session: Session,
  unread: UnreadSnapshot,
  notifTime: number,
): Promise<void> {
  if (unread.length === 0) return;
  const convs = await Promise.all(unread.map((row) => unreadTuple(gateway, row)));
  session.pushNow(new Push({ cmd: "unread", unreadMessage: { convs, notifTime } }));
}

async function unreadTuple(gateway: Gateway, row: UnreadSnapshot[number]): Promise<Wire<"UnreadTuple">> {
  const { last } = row;
  const conversation = await gateway.conversations.get(row.conversationId);
  return {
    cid: row.conversationId,
    unread: row.count,
    mentioned: row.mentioned,
    convType: conversationKinds[conversation?.kind ?? "normal"],
    ...(last === null ? {} : lastMessage(last)),
  };
}

function lastMessage(last: MessageRow): Wire<"UnreadTuple"> {
  return {
    mid: last.messageId,
    timestamp: last.timestamp,
    from: last.from,
    ...(last.binary ? { binaryMsg: Buffer.from(last.data, "base64") } : { data: last.data }),
    ...(last.patchTimestamp === null ? {} : { patchTimestamp: last.patchTimestamp }),
  };
}
