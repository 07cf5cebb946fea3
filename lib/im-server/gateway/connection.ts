import type { SessionEnd } from "@/lib/protocol/session-ends";
import { answer } from "./commands/answer";
import { Ear } from "./ear";
import { endOfCode, endSession } from "./end-session";
import { isFatal, presentFailure } from "./failures";
import type { Gateway, OpenConnection } from "./gateway";
import type { Push } from "./push";
import type { Link, Session } from "./session";
import type { Mode } from "./subprotocols";
import { type Command, decodeCommand, encodeCommand, FrameError, type Outgoing } from "./wire/codec";
import { decodeJsonCommand, encodeJsonCommand } from "./wire/json-codec";

/** Room that pushes leave in front for a frame header: the longest that they need. */
export const HEADER_ROOM = 4;
const MAX_INSTALLATION_ID = 128;

/** What a socket library must offer: nothing else of it is known here. */
export type Transport = {
  send(frame: Buffer): void;
  /** Sends what lies behind the first `HEADER_ROOM` bytes, which it may overwrite. */
  sendWithRoom(frame: Buffer): void;
  close(code: number, reason: string): void;
  /** Drops the connection without a farewell. */
  terminate(): void;
  pause(): void;
  resume(): void;
  readonly unsentBytes: number;
  /** Resolves when everything has been handed to the network, or never will be. */
  drained(): Promise<void>;
  readonly remoteAddress: string | null;
};

/** One connection that speaks the protocol, as bytes or as JSON, for one or more clients. */
export class Connection implements Link, OpenConnection {
  readonly announcesUnread: boolean;
  readonly offline = { ofConversation: 100, total: Number.POSITIVE_INFINITY, age: Number.POSITIVE_INFINITY };
  readonly protocol: string;
  readonly sessions = new Map<string, Session>();
  /** Since when nobody is logged in. */
  idleSince: number;
  lastHeardAt: number;
  readonly ear = new Ear();
  private readonly gateway: Gateway;
  private readonly transport: Transport;
  private readonly isJson: boolean;
  /** Who is meant when a command names nobody. */
  private defaultClient: string | null = null;
  private readonly installations = new Set<string>();
  private pending = 0;
  private isPaused = false;
  private isDraining = false;
  private readonly waiting: Command[] = [];
  isClosed = false;
  /** Why its sessions end with it. */
  private cause: SessionEnd = "lost";

  constructor(gateway: Gateway, transport: Transport, mode: Mode) {
    this.gateway = gateway;
    this.transport = transport;
    this.announcesUnread = mode.announcesUnread;
    this.protocol = mode.protocol;
    this.isJson = mode.encoding === "json";
    this.idleSince = gateway.context.now();
    this.lastHeardAt = this.idleSince;
    gateway.connections.add(this);
  }

  get isLoggedIn(): boolean {
    return this.sessions.size > 0 || this.installations.size > 0;
  }

  get remoteAddress(): string | null {
    return this.transport.remoteAddress;
  }

  get unsentBytes(): number {
    return this.transport.unsentBytes;
  }

  /** Takes a frame. What cannot be read closes the connection: 4109 too long, 4114 not a command. */
  onFrame(frame: Uint8Array): void {
    if (this.isClosed) return;
    this.onPing();
    if (frame.length > this.gateway.options.frameBytes) {
      this.close(4109, "FRAME_TOO_LONG");
      return;
    }
    const command = this.decode(frame);
    if (command === null) return;
    // Pausing does not hold back what has been read from the network already.
    if (this.isPaused) this.waiting.push(command);
    else this.begin(command);
  }

  private begin(command: Command): void {
    this.pending += 1;
    this.pace();
    void this.work(command);
  }

  private decode(frame: Uint8Array): Command | null {
    try {
      return this.isJson ? decodeJsonCommand(frame) : decodeCommand(frame);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.close(4114, "UNPARSEABLE_RAW_MESSAGE");
      return null;
    }
  }

  /** Heard something, if only a ping. */
  onPing(): void {
    this.lastHeardAt = this.gateway.context.now();
    this.ear.heard();
  }

  private async work(command: Command): Promise<void> {
    try {
      const reply = await answer(this.gateway, this, command);
      if (reply !== null) this.reply(command, reply);
    } catch (error) {
      if (isFatal(error))
        this.gateway.log.error({ err: error, cmd: command.cmd, op: command.op }, "command failed");
      const failure = presentFailure(command, error);
      if (failure !== null) this.reply(command, failure);
    } finally {
      this.pending -= 1;
      this.pace();
    }
  }

  /** Reads no further while too much is being worked on, or the client does not take its answers. */
  private pace(): void {
    const { pendingCommands, pacedBytes } = this.gateway.options;
    const isBehind = this.transport.unsentBytes > pacedBytes;
    const most = this.isPaused ? pendingCommands / 2 : pendingCommands;
    const mustWait = isBehind || this.pending >= most;
    if (this.isClosed) return;
    // Also when reading is paused already: nothing else would tell that it may go on.
    if (isBehind) this.lookAgainWhenDrained();
    if (mustWait === this.isPaused) return;
    this.isPaused = mustWait;
    if (mustWait) this.transport.pause();
    else this.goOn();
  }

  private lookAgainWhenDrained(): void {
    if (this.isDraining) return;
    this.isDraining = true;
    void this.transport.drained().then(() => {
      this.isDraining = false;
      this.pace();
    });
  }

  /** What waits comes before anything new. */
  private goOn(): void {
    while (!this.isPaused) {
      const next = this.waiting.shift();
      if (next === undefined) {
        this.transport.resume();
        return;
      }
      this.begin(next);
    }
  }

  /** Resolves when the client is not behind: what it missed is sent no faster than it reads. */
  async drained(): Promise<void> {
    if (this.transport.unsentBytes > this.gateway.options.pacedBytes) await this.transport.drained();
  }

  private reply(command: Command, reply: Outgoing): void {
    const peerId = reply.peerId ?? command.peerId ?? this.defaultClient ?? undefined;
    // Answers are asked for: they are bounded by pausing, not by dropping.
    if (!this.isClosed) this.send({ ...reply, i: command.i, peerId, service: reply.service ?? 2 });
  }

  private send(command: Outgoing): void {
    if (this.isJson) {
      this.transport.send(encodeJsonCommand(command));
      return;
    }
    const frame = encodeCommand(command);
    this.transport.send(Buffer.from(frame.buffer, frame.byteOffset, frame.length));
  }

  push(session: Session, push: Push): boolean {
    if (!this.canWrite()) return false;
    if (this.isJson) this.send({ ...push.command, peerId: session.clientId });
    else this.transport.sendWithRoom(push.frameFor(session.address, HEADER_ROOM));
    return true;
  }

  /** False when the connection is gone, or has just been dropped as its client does not read. */
  private canWrite(): boolean {
    if (this.isClosed) return false;
    if (this.transport.unsentBytes <= this.gateway.options.unsentBytes) return true;
    this.drop();
    return false;
  }

  /** The session a command is for, if there is one. */
  sessionOf(peerId: string | undefined): Session | undefined {
    const clientId = peerId ?? this.defaultClient;
    return clientId === null ? undefined : this.sessions.get(clientId);
  }

  /** A client has logged in here. */
  add(session: Session): void {
    this.sessions.set(session.clientId, session);
    this.defaultClient ??= session.clientId;
  }

  /** A client has left; the connection stays. */
  remove(session: Session): void {
    if (this.sessions.get(session.clientId) !== session) return;
    this.sessions.delete(session.clientId);
    this.idleSince = this.gateway.context.now();
    if (this.defaultClient !== session.clientId) return;
    const [next] = this.sessions.keys();
    this.defaultClient = next ?? null;
  }

  /** An installation has logged in to the push service here. */
  addInstallation(id: string): void {
    const isFull = this.installations.size >= this.gateway.options.sessionsPerConnection;
    if (!isFull && id.length <= MAX_INSTALLATION_ID) this.installations.add(id);
  }

  removeInstallation(id: string): void {
    this.installations.delete(id);
    this.idleSince = this.gateway.context.now();
  }

  /** Ends the connection from our side with one of the protocol's codes. */
  close(code: number, reason: string): void {
    if (this.isClosed) return;
    this.cause = endOfCode(code);
    this.transport.close(code, reason);
    this.onClose();
  }

  /** Ends the connection of a client that does not read. */
  drop(): void {
    if (this.isClosed) return;
    this.transport.terminate();
    this.cause = "slow";
    this.onClose();
  }

  /** The connection is gone. */
  onClose(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.gateway.connections.delete(this);
    this.waiting.length = 0;
    for (const session of [...this.sessions.values()])
      void endSession(this.gateway, session, this.gateway.isStopping ? "stopped" : this.cause);
    this.sessions.clear();
    this.ear.heard();
  }
}
