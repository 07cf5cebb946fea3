import { imErrorNames } from "@/lib/protocol/error-codes";
import { ImError } from "../services/errors";
import type { Ear } from "./ear";
import { GivenBroadcasts } from "./given-broadcasts";
import { addressOf, Push } from "./push";

/** Bits of `configBitmap`: what a client understands. */
export const clientFeatures = {
  patches: 1 << 0,
  temporaryConversations: 1 << 1,
  bindDevice: 1 << 2,
  transientAcks: 1 << 3,
  reliableNotifications: 1 << 4,
  partialFailures: 1 << 5,
  groupReceipts: 1 << 6,
  omitsPeerId: 1 << 7,
} as const;

/** What carries a session's pushes: a connection of any dialect. */
export type Link = {
  /** False when it was not sent: the connection is being dropped, or has no words for it. */
  push(session: Session, push: Push): boolean;
  /** The session has ended; the connection stays. */
  remove(session: Session): void;
  /** Whether the dialect wants offline messages announced (`unread`) or sent (`direct`). */
  readonly announcesUnread: boolean;
  /** How many offline messages are sent, and how old they may be. */
  readonly offline: { ofConversation: number; total: number; age: number };
  readonly protocol: string;
  readonly remoteAddress: string | null;
  readonly unsentBytes: number;
  readonly ear: Ear;
  /** Resolves when the client is not behind with reading. */
  drained(): Promise<void>;
  /** Ends the connection: its client does not read. */
  drop(): void;
};

export type WillMessage = {
  conversationId: string;
  messageId: string;
  data: string;
  binary: boolean;
  mentionAll: boolean;
  mentionClientIds: string[];
};

export type Login = {
  clientId: string;
  /** Null when the tag is absent or "default", which never conflicts. */
  tag: string | null;
  deviceId: string | null;
  /** What the client says it is. */
  userAgent: string | null;
  features: number;
  openedAt: number;
};

/** Why a session was put out, as its client hears it. */
export type PutOut = { code: 4111 | 4115; reason: string };

/** What a session was told when it opened: messages up to a time per conversation, and single ones. */
export type Told = { upTo: Map<string, number>; ids: Set<string> };

/** Pushes held for a session that is being opened: a client that does not read what it missed has no end of it. */
const MAX_HELD = 5000;

let lastId = 0;

/** One client logged in over one connection. */
export class Session {
  readonly id = ++lastId;
  readonly clientId: string;
  readonly tag: string | null;
  readonly deviceId: string | null;
  readonly userAgent: string | null;
  readonly features: number;
  readonly openedAt: number;
  readonly link: Link;
  readonly address: Uint8Array;
  /** The chat room the session is in; one at most. */
  room: string | null = null;
  will: WillMessage | null = null;
  /** When its client is to be asked to come anew, for another token. */
  renewAt = Number.POSITIVE_INFINITY;
  /** What was broadcast to it; kept when it ends. */
  readonly broadcasts: GivenBroadcasts;
  isClosed = false;
  /** Settles when it has been told what it missed, and that it was here is kept. */
  welcomed: Promise<void> = Promise.resolve();
  /** Settles when what is known of a session that has ended is kept. */
  kept: Promise<unknown> = Promise.resolve();
  /** Sends are stored in the order in which they came. */
  turn: Promise<unknown> = Promise.resolve();
  /** Whether its client knows that it is logged in. */
  private isAnswered = false;
  private putOutFor: PutOut | null = null;
  private told: Told | null = null;
  /** Pushes that came while the session was still being opened; null once it is open. */
  private held: Push[] | null = [];

  constructor(login: Login, link: Link) {
    this.clientId = login.clientId;
    this.tag = login.tag;
    this.deviceId = login.deviceId;
    this.userAgent = login.userAgent;
    this.features = login.features;
    this.openedAt = login.openedAt;
    this.link = link;
    this.broadcasts = new GivenBroadcasts(link.ear);
    this.address = addressOf(login.clientId);
  }

  understands(feature: number): boolean {
    return (this.features & feature) !== 0;
  }

  /** Sends a push, or keeps it until the session is open. False when the client does not get it. */
  push(push: Push): boolean {
    if (this.isClosed) return false;
    if (this.isTold(push)) return true;
    if (!this.held) return this.send(push);
    if (this.held.length >= MAX_HELD) {
      this.link.drop();
      return false;
    }
    this.held.push(push);
    return true;
  }

  /** Sends a push ahead of those that are held: part of the opening itself. */
  pushNow(push: Push): void {
    if (!this.isClosed) this.send(push);
  }

  private send(push: Push): boolean {
    if (push.broadcastAt !== null) this.broadcasts.give(push.broadcastAt);
    return this.link.push(this, push);
  }

  /** Tells the client that it is put out: now, or with the answer to its login, which would be taken for the last word. */
  putOut(why: PutOut): void {
    if (this.isAnswered) this.sayPutOut(why);
    else this.putOutFor = why;
  }

  /** @throws ImError 4111, 4115: who has been put out before the login was answered is not logged in */
  requireStay(): void {
    const why = this.takePutOut();
    if (why !== null) throw new ImError(why.code, why.reason === imErrorNames[why.code] ? "" : why.reason);
  }

  /** The answer to the login is on its way. Who was put out since it was written hears of that now. */
  answered(): void {
    this.isAnswered = true;
    const why = this.takePutOut();
    if (why !== null) this.sayPutOut(why);
  }

  private takePutOut(): PutOut | null {
    const why = this.putOutFor;
    this.putOutFor = null;
    return why;
  }

  private sayPutOut({ code, reason }: PutOut): void {
    this.link.push(this, new Push({ cmd: "session", op: "closed", sessionMessage: { code, reason } }));
  }

  /**
   * Ends the opening: what was held and has not been told follows now. A stored message that was
   * part of the opening may arrive still later, so `told` stays.
   */
  release(told: Told): void {
    const held = this.held ?? [];
    this.held = null;
    this.told = told.upTo.size + told.ids.size > 0 ? told : null;
    for (const push of held) this.push(push);
  }

  private isTold({ command }: Push): boolean {
    const direct = command.directMessage;
    if (this.told === null || direct?.cid === undefined || direct.transient) return false;
    if (this.told.ids.has(direct.id ?? "")) return true;
    return (direct.timestamp ?? 0) <= (this.told.upTo.get(direct.cid) ?? -1);
  }
}
