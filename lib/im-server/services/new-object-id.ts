import { randomBytes } from "node:crypto";

/** An object id as storage makes them: 24 hex digits, the first 8 of them the time in seconds. */
export function newObjectId(now: number): string {
  const seconds = Math.floor(now / 1000) % 2 ** 32;
  return seconds.toString(16).padStart(8, "0") + randomBytes(8).toString("hex");
}
