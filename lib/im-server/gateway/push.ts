import { encodeCommand, encodePeerId, type Outgoing } from "./wire/codec";

/**
 * A command the server starts itself, on its way to any number of sessions. Written once; each
 * receiver's copy differs in `peerId` alone, which every push must carry because several clients
 * may share one connection.
 */
export class Push {
  readonly command: Outgoing;
  /** Of a broadcast that is kept: its time. */
  readonly broadcastAt: number | null;
  private shared: Uint8Array | null = null;

  /** `service` 2 (instant messaging) is set here: Swift drops pushes without it. */
  constructor(command: Outgoing, broadcastAt: number | null = null) {
    this.command = { ...command, service: 2 };
    this.broadcastAt = broadcastAt;
  }

  /** The frame for one client, with `room` bytes before it for whatever carries it. */
  frameFor(peerId: Uint8Array, room = 0): Buffer {
    this.shared ??= encodeCommand(this.command);
    const frame = Buffer.allocUnsafe(room + this.shared.length + peerId.length);
    frame.set(this.shared, room);
    frame.set(peerId, room + this.shared.length);
    return frame;
  }
}

/** The bytes that address a client in its pushes. */
export function addressOf(clientId: string): Uint8Array {
  return encodePeerId(clientId);
}
