import { isJsonObject } from "@/lib/protocol/json-value";
import { Connection, type Transport } from "../connection";
import type { Gateway } from "../gateway";
import { plainJson } from "../subprotocols";
import { LegacyConnection } from "./connection";

/**
 * A connection without a sub-protocol. Two generations of clients connect so, and the first command
 * tells them apart: only the later one, JavaScript SDK 2.x, numbers its commands.
 */
export class JsonFront {
  private readonly gateway: Gateway;
  private readonly transport: Transport;
  private connection: Connection | LegacyConnection;
  private isKnown = false;

  constructor(gateway: Gateway, transport: Transport) {
    this.gateway = gateway;
    this.transport = transport;
    this.connection = new LegacyConnection(gateway, transport);
  }

  onFrame(data: Uint8Array): void {
    if (!this.isKnown) this.recognize(data);
    this.connection.onFrame(data);
  }

  private recognize(data: Uint8Array): void {
    const frame = data.length > this.gateway.options.frameBytes ? null : parse(data);
    if (frame?.cmd === undefined) return;
    this.isKnown = true;
    if (frame.i === undefined || !this.gateway.connections.delete(this.connection)) return;
    this.connection = new Connection(this.gateway, this.transport, plainJson);
  }

  onPing(): void {
    this.connection.onPing();
  }

  onClose(): void {
    this.connection.onClose();
  }
}

function parse(data: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(data).toString());
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
