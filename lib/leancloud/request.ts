import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { z } from "zod";
import { errorReplySchema } from "@/lib/protocol/rest/common";
import type { AddressPolicy } from "./address-policy";
import { openHttp } from "./open-http";
import { createAgents, type HttpAgents, type HttpReply, sendHttp } from "./send-http";
import { UpstreamError } from "./upstream-error";

/** Where an app is and what opens it. The only type that holds the master key, and it stays in this file. */
export type Connection = {
  serverUrl: string;
  appId: string;
  appKey: string;
  masterKey: string;
  policy: AddressPolicy;
};

/** A connection whose address was taken apart, once for all calls. */
type Target = Connection & { origin: URL; prefix: string };

type QueryValue = string | number | boolean | undefined;

type UpstreamCall<T> = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Encoded already: see `path`. */
  path: string;
  query?: Record<string, QueryValue>;
  body?: unknown;
  schema: z.ZodType<T>;
  signal?: AbortSignal;
  /** Doing it twice is the same as once: may be repeated after a failure. Always so for GET. */
  idempotent?: boolean;
  /** The few calls that LeanCloud wants with the app key. */
  withAppKey?: boolean;
  timeoutMs?: number;
  /** How long altogether it waits for a rate limit to pass; 8 s unless said. */
  patienceMs?: number;
};

/** A reply that goes on: `silenceMs` without a byte ends it as a failure. */
type UpstreamStream = {
  path: string;
  query?: Record<string, QueryValue>;
  accept: string;
  signal: AbortSignal;
  silenceMs: number;
};

/** One app's IM server, hosted or embedded. */
export type LeanCloud = {
  call<T>(call: UpstreamCall<T>): Promise<T>;
  /** Opens a reply that goes on, once. Throws UpstreamError, also while it is read. */
  stream(stream: UpstreamStream): Promise<AsyncIterable<Buffer>>;
};

const readTimeoutMs = 10_000;
const changeTimeoutMs = 15_000;
const repeatAfterMs = [150, 600];
/** How long altogether a call waits for a rate limit to pass. */
const rateLimitPatienceMs = 8_000;

const pools = new Map<string, HttpAgents>();

/** A client of one app. */
export function createLeanCloud(connection: Connection): LeanCloud {
  const { policy } = connection;
  const key = `${policy.allowPrivate}.${policy.allowLoopback}`;
  const agents = pools.get(key) ?? createAgents(policy);
  pools.set(key, agents);
  const origin = new URL(connection.serverUrl);
  const target: Target = { ...connection, origin, prefix: origin.pathname.replace(/\/+$/, "") };
  return {
    call: (call) => callPatiently(target, agents, call),
    stream: (stream) => openStream(target, stream),
  };
}

/** Writes a path: everything put into it is encoded as one segment. */
export function path(parts: TemplateStringsArray, ...ids: string[]): string {
  return parts.reduce((text, part, index) => text + encodeSegment(ids[index - 1] ?? "") + part);
}

function encodeSegment(id: string): string {
  if (id === "." || id === "..") throw new UpstreamError("rejected", "This id cannot be asked for.");
  return encodeURIComponent(id);
}

/** What was tried so far. */
type Tries = { failures: number; limited: number; isAnswerLost: boolean; patienceEnds: number };

async function callPatiently<T>(connection: Target, agents: HttpAgents, call: UpstreamCall<T>): Promise<T> {
  const patienceEnds = Date.now() + (call.patienceMs ?? rateLimitPatienceMs);
  const tries: Tries = { failures: 0, limited: 0, isAnswerLost: false, patienceEnds };
  for (;;) {
    try {
      return await callOnce(connection, agents, call);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      await wait(pauseAfter(call, error, tries), undefined, { signal: call.signal });
    }
  }
}

/** Counts a failure and answers how long to wait before the next try. Throws it when there must be none. */
function pauseAfter<T>(call: UpstreamCall<T>, error: UpstreamError, tries: Tries): number {
  const isLimited = error.kind === "rate-limited";
  const pause = isLimited
    ? pauseWhenLimited(error, tries.limited)
    : pauseBeforeRepeat(call, error, tries.failures);
  if (pause === null || (isLimited && Date.now() + pause > tries.patienceEnds)) {
    // "Not found" may be what the try before has done.
    throw tries.isAnswerLost ? error.afterLostAnswer() : error;
  }
  tries.isAnswerLost ||= error.isOutcomeUnknown;
  if (isLimited) tries.limited += 1;
  else tries.failures += 1;
  return pause;
}

/** As long as the server says, and longer each time. */
function pauseWhenLimited({ retryAfter }: UpstreamError, limited: number): number {
  return Math.max(retryAfter ?? 2 ** limited, 2 ** limited / 4) * 1000;
}

/** How long to wait before the call is made again; null when it must not be. */
function pauseBeforeRepeat<T>(call: UpstreamCall<T>, error: UpstreamError, failures: number): number | null {
  const pause = repeatAfterMs[failures];
  const isRead = call.method === "GET";
  const isPassing = error.kind === "unavailable" || (error.kind === "timeout" && isRead);
  if (pause === undefined || !isPassing) return null;
  // A connection that never stood carried nothing: safe to try again whatever the call.
  const isSafe = isRead || call.idempotent === true || !error.requestLeft;
  return isSafe ? pause * (0.75 + Math.random() / 2) : null;
}

async function callOnce<T>(connection: Target, agents: HttpAgents, call: UpstreamCall<T>): Promise<T> {
  const reply = await sendHttp(agents, {
    method: call.method,
    ...addressOf(connection, call),
    headers: {
      accept: "application/json",
      "x-lc-id": connection.appId,
      "x-lc-key": call.withAppKey ? connection.appKey : `${connection.masterKey},master`,
      ...(call.body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: call.body === undefined ? undefined : JSON.stringify(call.body),
    timeoutMs: call.timeoutMs ?? (call.method === "GET" ? readTimeoutMs : changeTimeoutMs),
    signal: call.signal,
  });
  const json = parseJson(reply.text);
  if (reply.status < 200 || reply.status > 299) throw failureOf(connection, reply, json);
  const parsed = call.schema.safeParse(json);
  if (!parsed.success) {
    throw new UpstreamError("unreadable", "The answer has another shape than LeanCloud's.", {
      status: reply.status,
      requestLeft: true,
      cause: parsed.error,
    });
  }
  return parsed.data;
}

async function openStream(connection: Target, stream: UpstreamStream): Promise<AsyncIterable<Buffer>> {
  const reply = await openHttp(connection.policy, {
    method: "GET",
    ...addressOf(connection, stream),
    headers: {
      accept: stream.accept,
      "cache-control": "no-store",
      "x-lc-id": connection.appId,
      "x-lc-key": `${connection.masterKey},master`,
    },
    timeoutMs: stream.silenceMs,
    signal: stream.signal,
  });
  if (reply.body) return reply.body;
  throw failureOf(connection, reply, parseJson(reply.text));
}

function addressOf({ origin, prefix }: Target, to: { path: string; query?: Record<string, QueryValue> }) {
  return { origin, path: prefix + to.path + queryText(to.query) };
}

function failureOf(connection: Connection, reply: HttpReply, json: unknown): UpstreamError {
  const said = errorReplySchema.safeParse(json);
  const { status } = reply;
  const leancloudCode = said.success ? said.data.code : undefined;
  const message = said.success ? withoutKeys(connection, said.data.error).slice(0, 300) : `HTTP ${status}`;
  if (status === 429) {
    return new UpstreamError("rate-limited", message, {
      status,
      leancloudCode,
      retryAfter: readRetryAfter(reply),
    });
  }
  if (status === 401) return new UpstreamError("unauthorized", message, { status, leancloudCode });
  if (status >= 500) {
    return new UpstreamError("unavailable", message, { status, leancloudCode, requestLeft: true });
  }
  if (status >= 300 && status < 400) {
    return new UpstreamError("unreadable", "The server redirects; redirects are not followed.", { status });
  }
  return new UpstreamError("rejected", message, { status, leancloudCode });
}

/** A server may repeat what it was sent. */
function withoutKeys({ appKey, masterKey }: Connection, text: string): string {
  return text.replaceAll(masterKey, "[hidden]").replaceAll(appKey, "[hidden]");
}

function readRetryAfter(reply: HttpReply): number | null {
  const seconds = Number(reply.headers["retry-after"] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function queryText(query: Record<string, QueryValue> | undefined): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}
