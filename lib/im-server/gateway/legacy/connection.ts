import type { SessionEnd } from "@/lib/protocol/session-ends";
import { BoundedMap } from "../../services/bounded-map";
import type { Transport } from "../connection";
import { Ear } from "../ear";
import { endOfCode, endSession } from "../end-session";
import { failureOf, isFatal } from "../failures";
import type { Gateway, OpenConnection } from "../gateway";
import type { Push } from "../push";
import type { Link, Session } from "../session";
import { answerLegacy } from "./answer";
import { readFrame } from "./frames";
import { type LegacyAnswer, presentPush } from "./present";

/** Deliveries remembered until they are acknowledged, which clients do by id alone. */
const MAX_REMEMBERED = 500;
const INTERNAL_ERROR = 4200;

/** A connection without a sub-protocol: JSON text, one client, answers in the order of questions. */
export class LegacyConnection implements Link, OpenConnection {
  readonly announcesUnread = false;
  readonly offline = { ofConversation: 50, total: 50, age: 7 * 86_400_000 };
  readonly protocol = "json";
  session: Session | null = null;
  idleSince: number;
  lastHeardAt: number;
  readonly ear = new Ear();
  private readonly gateway: Gateway;
  private readonly transport: Transport;
  private readonly delivered = new BoundedMap<string, { conversationId: string; timestamp: number }>(
    MAX_REMEMBERED,
  );
  /** Commands are answered in their order: clients match replies by nothing else. */
  private turn: Promise<void> = Promise.resolve();
  private pending = 0;
  isClosed = false;
  /** Why its session ends with it. */
  private cause: SessionEnd = "lost";

  constructor(gateway: Gateway, transport: Transport) {
    this.gateway = gateway;
    this.transport = transport;
    this.idleSince = gateway.context.now();
    this.lastHeardAt = this.idleSince;
    gateway.connections.add(this);
  }

  get isLoggedIn(): boolean {
    return this.session !== null;
  }

  get remoteAddress(): string | null {
    return this.transport.remoteAddress;
  }

  get unsentBytes(): number {
    return this.transport.unsentBytes;
  }

  async drained(): Promise<void> {
    if (this.transport.unsentBytes > this.gateway.options.pacedBytes) await this.transport.drained();
  }

  /** Takes a text frame; 4109 and 4114 as in the binary protocol. */
  onFrame(data: Uint8Array): void {
    if (this.isClosed) return;
    this.onPing();
    if (data.length > this.gateway.options.frameBytes) {
      this.close(4109, "FRAME_TOO_LONG");
      return;
    }
    const frame = readFrame(Buffer.from(data).toString());
    if (frame === null) {
      this.close(4114, "UNPARSEABLE_RAW_MESSAGE");
      return;
    }
    if (frame.cmd === undefined) {
      this.write("{}");
      return;
    }
    this.pending += 1;
    if (this.pending === this.gateway.options.pendingCommands) this.transport.pause();
    this.turn = this.turn
      .then(async () => {
        const reply = await answerLegacy(this.gateway, this, frame);
        if (reply !== null) this.send(reply);
      })
      .catch((error: unknown) => {
        if (isFatal(error)) this.gateway.log.error({ err: error, cmd: frame.cmd }, "command failed");
        const failure = failureOf(error);
        if (frame.cmd === "session" && frame.op === "open") this.putOut(failure);
        else this.send({ cmd: "error", ...failure });
      })
      .finally(() => {
        this.pending -= 1;
        if (this.pending === this.gateway.options.pendingCommands - 1) this.transport.resume();
      });
  }

  onPing(): void {
    this.lastHeardAt = this.gateway.context.now();
    this.ear.heard();
  }

  /** Clients know that they are out by the close of the connection alone. */
  private putOut(why: { code: number; reason: string }): void {
    this.send({ cmd: "session", op: "closed", ...why });
    const isCloseCode = why.code >= 4000 && why.code <= 4999;
    this.close(isCloseCode ? why.code : INTERNAL_ERROR, why.reason);
  }

  push(session: Session, push: Push): boolean {
    const { code, reason = "" } = push.command.sessionMessage ?? {};
    if (code !== undefined) {
      // The hub forgets the session next: what ends it is known there, not here.
      this.session = null;
      this.putOut({ code, reason });
      return true;
    }
    const answer = presentPush(push, session);
    if (answer === null) return false;
    const { cid, id, timestamp } = push.command.directMessage ?? {};
    if (cid !== undefined && id !== undefined)
      this.delivered.set(id, { conversationId: cid, timestamp: timestamp ?? 0 });
    return this.send(answer);
  }

  /** Where an acknowledged message lies; asked once. */
  takeDelivered(id: string): { conversationId: string; timestamp: number } | undefined {
    const place = this.delivered.get(id);
    this.delivered.delete(id);
    return place;
  }

  send(answer: LegacyAnswer): boolean {
    return this.write(JSON.stringify(answer));
  }

  private write(text: string): boolean {
    if (this.isClosed) return false;
    if (this.transport.unsentBytes > this.gateway.options.unsentBytes) {
      this.drop();
      return false;
    }
    this.transport.send(Buffer.from(text));
    return true;
  }

  remove(session: Session): void {
    if (this.session !== session) return;
    this.session = null;
    this.idleSince = this.gateway.context.now();
  }

  /** Ends the connection of a client that does not read. */
  drop(): void {
    if (this.isClosed) return;
    this.transport.terminate();
    this.cause = "slow";
    this.onClose();
  }

  close(code: number, reason: string): void {
    if (this.isClosed) return;
    this.cause = endOfCode(code);
    this.transport.close(code, reason);
    this.onClose();
  }

  onClose(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.gateway.connections.delete(this);
    if (this.session !== null)
      void endSession(this.gateway, this.session, this.gateway.isStopping ? "stopped" : this.cause);
    this.ear.heard();
  }
}
