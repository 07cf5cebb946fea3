/** Why a session ended, as the IM server keeps it. */
export const sessionEnds = [
  /** The client signed out. */
  "closed",
  /** The connection went away. */
  "lost",
  /** Nothing was heard of the client for too long. */
  "silent",
  /** The client did not read what it was sent. */
  "slow",
  /** The client sent what the server cannot read. */
  "broken",
  /** The app signed the client out. */
  "kicked",
  /** Another device signed in with the same tag. */
  "conflict",
  /** The same device, or the same connection, signed in again. */
  "replaced",
  /** The server was stopped. */
  "stopped",
  /** The server ended without stopping. */
  "crashed",
] as const;
export type SessionEnd = (typeof sessionEnds)[number];
