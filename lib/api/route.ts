import "server-only";
import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { z } from "zod";
import { cookieOf, readSessionCookie, sessionCookieName } from "@/lib/auth/cookie";
import { isAllowed } from "@/lib/auth/permissions";
import { originOf } from "@/lib/auth/request-origin";
import type { SignedIn } from "@/lib/auth/sessions";
import { consoleUrl } from "@/lib/config/env";
import { findApp, openApp } from "@/lib/console/apps/open-app";
import { auditLooks } from "@/lib/console/audit/audit-looks";
import { type ConsoleContext, getConsole } from "@/lib/console/context";
import type { AppRow } from "@/lib/console/store/tables";
import type { Permission } from "@/lib/contracts/session";
import { trackChanges } from "@/lib/leancloud/track-changes";
import { ApiFailure, missingPermission } from "./api-failure";
import { type ApiRequest, type AuditTarget, auditCall, auditSubject, type Call } from "./call";
import { invalidInput, mapError } from "./map-error";
import { checkSameOrigin, readJsonBody } from "./request-guard";
import { respondError, respondHead, respondJson, setDataHeaders } from "./respond";
import { runChange } from "./run-change";
import { pathTarget } from "./targets";

/** Who may call: holders of a permission (on the path's app, else outside any), everyone signed in, or anyone. */
export type Access = Permission | "signed-in" | "anyone";

type RouteConfig<Params, Query, Body> = {
  access: Access;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** Open although the password must be changed first. */
  beforePasswordChange?: boolean;
  /** Refuses what only the parsed input shows to be too much, or more than `access` allows, before anything is done. */
  authorise?: (call: Call<Params, Query, Body>) => void | Promise<void>;
  change?: ChangeConfig<Params, Query, Body>;
};

export type ChangeConfig<Params, Query, Body> = {
  /** As it stands in the audit and in operations: `message.send`. */
  action: string | ((call: Call<Params, Query, Body>) => string);
  target?: (call: Call<Params, Query, Body>) => AuditTarget;
  /** What the audit keeps of the input; by default everything. Secrets must be left out here. */
  input?: (call: Call<Params, Query, Body>) => unknown;
  /** The answer holds a secret that is told once: nothing of it is recorded, and the same key again is answered without it. */
  isResultSecret?: boolean;
  /** Status of a success, 200 by default. */
  status?: number;
};

type Segment = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
type Door<Params, Query, Body> = {
  config: RouteConfig<Params, Query, Body>;
  handler: (call: Call<Params, Query, Body>) => Promise<unknown>;
};

/**
 * Makes a route handler: request id, session, password gate, permission, origin, parsing, operation,
 * the call itself, audit, and errors mapped once. A handler answers plain data, or a Response.
 */
export function route<Params = unknown, Query = unknown, Body = unknown>(
  config: RouteConfig<Params, Query, Body>,
  handler: (call: Call<Params, Query, Body>) => Promise<unknown>,
) {
  const door: Door<Params, Query, Body> = { config, handler };
  const handle = async (request: ApiRequest, segment: Segment): Promise<Response> => {
    const requestId = randomUUID();
    const started = performance.now();
    const asked = readOnce(request);
    // One page may ask the IM server for many things at once, each of which listens.
    setMaxListeners(0, asked.signal);
    let context: ConsoleContext | null = null;
    const seen: Seen = { who: null, failure: null, unexpected: undefined };
    let response: Response;
    try {
      context = await getConsole();
      response = await pass(door, { context, request, asked, requestId, segment, seen });
    } catch (error) {
      const mapped = mapError(error);
      // Only a read that was broken off for it ends so; what failed by itself is told and logged.
      const isGivenUp = asked.signal.aborted && isAbort(error, asked.signal);
      const failure = isGivenUp ? givenUp() : mapped;
      seen.failure = failure;
      if (failure.code === "internal") seen.unexpected = error;
      response = respondError(failure, requestId);
    }
    setDataHeaders(response, asked);
    logCall(context, asked, response, { requestId, started, seen });
    return response;
  };
  return Object.assign(handle, { access: config.access, isChange: config.change !== undefined });
}

type Seen = { who: SignedIn | null; failure: ApiFailure | null; unexpected: unknown };
/** What a request says, read from it once. */
type Asked = Omit<ApiRequest, "body">;
type Arrival = {
  context: ConsoleContext;
  request: ApiRequest;
  asked: Asked;
  requestId: string;
  segment: Segment;
  seen: Seen;
};

/** Who may come in, and to which app. */
type Admission = {
  who: SignedIn | null;
  app: AppRow | null;
  from: ReturnType<typeof originOf>;
  subject: ReturnType<typeof auditSubject>;
  segments: Record<string, string | string[] | undefined>;
  held(permission: Permission): boolean;
  /** Audits the refusal and throws it. */
  deny(failure: ApiFailure): Promise<never>;
};

/** Session, password gate, permission, app and origin, in this order. */
async function admit<P, Q, B>(config: RouteConfig<P, Q, B>, arrival: Arrival): Promise<Admission> {
  const { context, asked, requestId } = arrival;
  // Next gives routes without dynamic segments no params at all.
  const segments = (await arrival.segment.params) ?? {};
  const from = originOf(asked.headers);
  const who = config.access === "anyone" ? null : await authenticate(context, asked, config);
  arrival.seen.who = who;
  const appId = typeof segments.appId === "string" ? segments.appId.slice(0, 64) : null;
  const subject = auditSubject({ who, appId, from, requestId });
  const deny = async (failure: ApiFailure): Promise<never> => {
    const named = config.change?.action;
    const action = typeof named === "string" ? named : config.access;
    const path = shownPath(asked);
    const write = () =>
      auditCall(context, subject, {
        action,
        target: pathTarget(segments),
        result: "denied",
        details: { error: failure.code, path },
      });
    // The audit cannot be shortened: strangers write nothing into it here, and what a page asks for every few
    // seconds is written once in a while.
    if (who && isRead(asked)) await auditLooks(who.operator.id, [`denied ${action} ${path}`], write);
    else if (who) await write();
    throw failure;
  };
  const held = (permission: Permission) => who !== null && isAllowed(who.grants, permission, appId);
  if (config.access !== "anyone" && config.access !== "signed-in" && !held(config.access)) {
    await deny(missingPermission(config.access));
  }
  const app = appId === null ? null : findApp(context, appId);
  if (appId !== null && !app) throw new ApiFailure("not_found", "There is no such app.");
  if (!isRead(asked)) {
    try {
      checkSameOrigin(arrival.request, consoleUrl(context.env));
    } catch (error) {
      await deny(mapError(error));
    }
  }
  return { who, app, from, subject, segments, held, deny };
}

async function pass<P, Q, B>(door: Door<P, Q, B>, arrival: Arrival): Promise<Response> {
  const { config } = door;
  const { context, request, asked, requestId } = arrival;
  const atFirst = await admit(config, arrival);
  const params = parse(config.params, atFirst.segments);
  const query = parse(config.query, Object.fromEntries(new URL(asked.url).searchParams));
  const body = parse(config.body, isRead(asked) ? {} : await readJsonBody(request));
  // A body may be long on its way, and who sends it be signed out by then.
  const { who, app, from, subject, held, deny } = isRead(asked) ? atFirst : await admit(config, arrival);
  const details: Record<string, unknown> = {};
  const target: { value: AuditTarget | null } = { value: null };
  let tracked: ReturnType<typeof trackChanges> | null = null;
  const call: Call<P, Q, B> = {
    request,
    requestId,
    from,
    context,
    get log() {
      return context.log.child({ requestId });
    },
    params,
    query,
    body,
    get signedIn() {
      if (!who) throw new Error("this route has no session");
      return who;
    },
    get app() {
      if (!app) throw new Error("this route has no app");
      return app;
    },
    get upstream() {
      tracked ??= trackChanges(openApp(context, this.app));
      return tracked.upstream;
    },
    mayHaveChanged: () => tracked?.mayHaveChanged() ?? false,
    signal: config.change ? undefined : asked.signal,
    operationId: null,
    require(permission) {
      if (!held(permission)) throw missingPermission(permission);
    },
    note: (more) => void Object.assign(details, more),
    target: (value) => {
      target.value = value;
    },
    audit: (entry) => auditCall(context, subject, entry),
  };
  try {
    await config.authorise?.(call);
  } catch (error) {
    const failure = mapError(error);
    if (failure.code === "forbidden") await deny(failure);
    throw error;
  }
  // Nothing is shown, so nothing is read, opened or audited: the answer says whether it would be allowed.
  if (asked.method === "HEAD") return respondHead(requestId);
  if (config.change) {
    return runChange({ call, change: config.change, subject, details, target }, door.handler);
  }
  const result = await door.handler(call);
  return result instanceof Response ? result : respondJson(result, 200, requestId);
}

/** Next watches every look at a request, and has each pass through a proxy. */
function readOnce({ headers, method, signal, url }: ApiRequest): Asked {
  return { headers, method, signal, url };
}

function isRead({ method }: Asked): boolean {
  return method === "GET" || method === "HEAD";
}

async function authenticate(
  context: ConsoleContext,
  { headers }: Asked,
  config: { beforePasswordChange?: boolean },
): Promise<SignedIn> {
  const cookie = cookieOf(headers.get("cookie"), sessionCookieName(context.env));
  const who = await readSessionCookie(context, cookie);
  if (!who) throw new ApiFailure("unauthenticated", "Sign in to go on.");
  if (who.operator.must_change_password === 1 && !config.beforePasswordChange) {
    throw new ApiFailure("password_change_required", "Choose a new password first.");
  }
  return who;
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === "AbortError");
}

/** Nobody waits for this answer any more. */
function givenUp(): ApiFailure {
  return new ApiFailure("bad_request", "The request was given up.");
}

function parse<T>(schema: z.ZodType<T> | undefined, value: unknown): T {
  if (!schema) return undefined as T;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error);
}

function logCall(
  context: ConsoleContext | null,
  asked: Asked,
  response: Response,
  more: { requestId: string; started: number; seen: Seen },
): void {
  const { seen } = more;
  const line = {
    requestId: more.requestId,
    method: asked.method,
    path: shownPath(asked),
    status: response.status,
    ms: Math.round(performance.now() - more.started),
    operatorId: seen.who?.operator.id,
    code: seen.failure?.code,
  };
  const log = context?.log;
  if (seen.unexpected === undefined) log?.info(line, "call");
  else if (log) log.error({ ...line, err: traceOf(seen.unexpected) }, "call failed");
  else console.error(`${line.method} ${line.path}: ${traceOf(seen.unexpected)}`);
}

/** The path for logs and the audit: whoever reads those must not get at an invitation by it. */
function shownPath({ url }: Asked): string {
  return new URL(url).pathname.replace(/^(\/api\/invitations\/).*/, "$1[hidden]").slice(0, 300);
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : "not an error";
}
