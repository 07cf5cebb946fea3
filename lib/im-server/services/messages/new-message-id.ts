import { randomFillSync } from "node:crypto";
import { isBroadcastId } from "../broadcasts/broadcast-id";

const ID_BYTES = 16;
const pool = Buffer.allocUnsafe(ID_BYTES * 256);
let offset = pool.length;

/** A message id as LeanCloud makes them: 128 random bits, 22 characters; never like a broadcast's. */
export function newMessageId(): string {
  for (;;) {
    if (offset === pool.length) {
      randomFillSync(pool);
      offset = 0;
    }
    const id = pool.toString("base64url", offset, offset + ID_BYTES);
    offset += ID_BYTES;
    if (!isBroadcastId(id)) return id;
  }
}
