/** The gateway's bounds. Times are milliseconds, sizes bytes. */
export type GatewayOptions = {
  /** A larger frame closes the connection with 4109. */
  frameBytes: number;
  /** More pushes than this unsent to a client drop it. */
  unsentBytes: number;
  /** More than this unsent, and nothing further is read from a client, nor sent of what it missed. */
  pacedBytes: number;
  /** Clients that may log in over one connection. */
  sessionsPerConnection: number;
  /** Commands of one connection being worked on; reading pauses above. */
  pendingCommands: number;
  /** A connection without a login is closed with 4108. */
  loginTimeout: number;
  /** A silent connection is closed with 4107; clients are silent for up to 380 s. */
  idleTimeout: number;
  /** How often both are looked at. */
  sweepInterval: number;
  /** Connections at one time; more are refused with HTTP 503. */
  connections: number;
  /** Commands per client and minute; null when rates are off. */
  rates: { send: number; history: number; other: number } | null;
  /** How long a client finds its chat room again after a dropped connection. */
  roomMemory: number;
  /** How long a client that was asked to come anew is not taken for lost. */
  returnPatience: number;
  /** Before the first repetition of a failed service web hook; doubles each time. */
  webHookDelay: number;
  /** How often temporary conversations that have ended are cleared away. */
  temporarySweepInterval: number;
};

export const defaultOptions: GatewayOptions = {
  frameBytes: 64 * 1024,
  unsentBytes: 1024 * 1024,
  pacedBytes: 256 * 1024,
  sessionsPerConnection: 100,
  pendingCommands: 64,
  loginTimeout: 30_000,
  idleTimeout: 400_000,
  sweepInterval: 5000,
  connections: 100_000,
  rates: { send: 60, history: 120, other: 30 },
  roomMemory: 30 * 60_000,
  returnPatience: 30_000,
  webHookDelay: 1000,
  temporarySweepInterval: 10 * 60_000,
};
