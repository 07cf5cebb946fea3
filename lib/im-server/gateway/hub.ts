import type { SessionEnd } from "@/lib/protocol/session-ends";
import type { OpenSession, Presence } from "../services/presence";
import { Push } from "./push";
import type { Link, PutOut, Session } from "./session";

const DAY = 86_400_000;
const none: readonly Session[] = [];

/** Who is in a chat room; a client may be there with several sessions and counts once. */
type Room = { sessions: Set<Session>; clients: Map<string, number> };

/** Which of our codes says what to whoever asks later why a session ended. */
const ends: Record<PutOut["code"], SessionEnd> = { 4111: "conflict", 4115: "kicked" };

/** Every session, by client and by chat room. Nothing here waits. */
export class Hub {
  /** This run of the server: its sessions are numbered anew. */
  readonly run = Date.now();
  private readonly byClient = new Map<string, Session[]>();
  private readonly byId = new Map<number, Session>();
  private readonly rooms = new Map<string, Room>();
  private readonly sentAway = new WeakSet<Link>();
  private readonly today = new Set<string>();
  private day = 0;
  /** Clients that were kicked so far. */
  private kicks = 0;
  /** Called when the last session of a client has gone, or the first has come. */
  onPresence: (clientId: string, isOnline: boolean, session: Session) => void = () => {};
  /** Called when a client has entered a chat room with its first session, or left it with its last. */
  onRoom: (roomId: string, clientId: string, isThere: boolean) => void = () => {};
  /** Called when a session has been added. */
  onOpen: (session: Session) => void = () => {};
  /** Writes what has been noted of sessions and messages. */
  settle: () => Promise<void> = async () => {};

  /** The sessions of a client, oldest first. */
  of(clientId: string): readonly Session[] {
    return this.byClient.get(clientId) ?? none;
  }

  all(): IterableIterator<Session> {
    return this.byId.values();
  }

  isOnline(clientId: string): boolean {
    return this.byClient.has(clientId);
  }

  add(session: Session, now: number): void {
    const sessions = this.byClient.get(session.clientId);
    if (sessions) sessions.push(session);
    else this.byClient.set(session.clientId, [session]);
    this.byId.set(session.id, session);
    const day = Math.floor(now / DAY);
    if (day !== this.day) {
      this.day = day;
      this.today.clear();
      for (const clientId of this.byClient.keys()) this.today.add(clientId);
    }
    this.today.add(session.clientId);
    this.onOpen(session);
    if (!sessions) this.onPresence(session.clientId, true, session);
  }

  /** Called when a session is forgotten, however it ended. */
  onEnd: (session: Session, cause: SessionEnd) => void = () => {};

  /** Forgets the session; true when it was known. */
  remove(session: Session, cause: SessionEnd): boolean {
    session.isClosed = true;
    session.link.remove(session);
    if (!this.byId.delete(session.id)) return false;
    this.leaveRoom(session);
    this.onEnd(session, cause);
    const rest = this.of(session.clientId).filter((other) => other !== session);
    if (rest.length > 0) {
      this.byClient.set(session.clientId, rest);
    } else {
      this.byClient.delete(session.clientId);
      this.onPresence(session.clientId, false, session);
    }
    return true;
  }

  /** Puts the session into a room, out of the one before. */
  enterRoom(session: Session, roomId: string): void {
    if (session.room === roomId || session.isClosed) return;
    this.leaveRoom(session);
    session.room = roomId;
    const room: Room = this.rooms.get(roomId) ?? { sessions: new Set(), clients: new Map() };
    this.rooms.set(roomId, room);
    room.sessions.add(session);
    const before = room.clients.get(session.clientId) ?? 0;
    room.clients.set(session.clientId, before + 1);
    if (before === 0) this.onRoom(roomId, session.clientId, true);
  }

  leaveRoom(session: Session): void {
    const { room: roomId, clientId } = session;
    session.room = null;
    const room = roomId === null ? undefined : this.rooms.get(roomId);
    if (roomId === null || !room?.sessions.delete(session)) return;
    const left = (room.clients.get(clientId) ?? 1) - 1;
    if (left > 0) {
      room.clients.set(clientId, left);
      return;
    }
    room.clients.delete(clientId);
    if (room.sessions.size === 0) this.rooms.delete(roomId);
    this.onRoom(roomId, clientId, false);
  }

  /** The sessions in a room. */
  inRoom(roomId: string): ReadonlySet<Session> | undefined {
    return this.rooms.get(roomId)?.sessions;
  }

  /** Sends a push to every session of the clients but one. */
  pushTo(clientIds: Iterable<string>, push: Push, exceptSession: number | null = null): void {
    for (const clientId of clientIds) {
      for (const session of this.of(clientId)) if (session.id !== exceptSession) session.push(push);
    }
  }

  /** Ends a session from our side: the client hears why, its connection stays. */
  expel(session: Session, why: PutOut): void {
    session.putOut(why);
    this.remove(session, ends[why.code]);
  }

  /** Asks the client behind a connection, and all who share it, to ask the router again and come back. */
  sendAway(session: Session): void {
    this.sentAway.add(session.link);
    session.pushNow(new Push({ cmd: "goaway" }));
  }

  /** Whether the session's connection goes, or has gone, because it was asked to. */
  isSentAway(session: Session): boolean {
    return this.sentAway.has(session.link);
  }

  /** What a login shows is looked at again when somebody was kicked meanwhile: that may have ended it. */
  async sinceKicks<T>(check: () => Promise<T>): Promise<T> {
    for (;;) {
      const { kicks } = this;
      const result = await check();
      if (kicks === this.kicks) return result;
    }
  }

  /** Sends everybody away, once over every connection. */
  private goAway(): number {
    const links = new Map([...this.byId.values()].map((session) => [session.link, session]));
    for (const session of links.values()) this.sendAway(session);
    return links.size;
  }

  /** What the services may ask about connections. */
  readonly presence: Presence = {
    filterOnline: (clientIds) => clientIds.filter((clientId) => this.isOnline(clientId)),
    countOnline: () => this.byClient.size,
    countToday: () => this.today.size,
    countInRoom: (conversationId) => this.rooms.get(conversationId)?.clients.size ?? 0,
    sampleRoom: (conversationId, limit) => this.clientsInRoom(conversationId, limit),
    goAway: () => this.goAway(),
    sessionsOf: (clientId) => this.of(clientId).map((session) => presentSession(this.run, session)),
    settle: () => this.settle(),
    kick: (clientId, reason) => {
      const why: PutOut = { code: 4115, reason: reason || "KICKED_BY_APP" };
      this.kicks += 1;
      for (const session of [...this.of(clientId)]) this.expel(session, why);
    },
  };

  private clientsInRoom(roomId: string, limit: number): string[] {
    const found: string[] = [];
    for (const clientId of this.rooms.get(roomId)?.clients.keys() ?? []) {
      if (found.length >= limit) break;
      found.push(clientId);
    }
    return found;
  }
}

function presentSession(run: number, session: Session): OpenSession {
  const { tag, deviceId, userAgent, link, room } = session;
  return {
    run,
    session: session.id,
    at: session.openedAt,
    tag,
    deviceId,
    userAgent,
    protocol: link.protocol,
    address: link.remoteAddress,
    roomId: room,
  };
}
