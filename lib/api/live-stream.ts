import "server-only";
import type { z } from "zod";
import { findApp } from "@/lib/console/apps/open-app";
import { mayListen } from "@/lib/console/live/connection";
import { type Positions, parsePositions } from "@/lib/console/live/positions";
import type { liveQuerySchema } from "@/lib/contracts/live";
import { ApiFailure, missingPermission } from "./api-failure";
import type { Call } from "./call";

type LiveCall = Call<unknown, z.output<typeof liveQuerySchema>>;

/** Throws `forbidden` when none of the apps asked for may be opened. */
export function requireListening({ signedIn, query }: LiveCall): void {
  if (query.apps.some((appId) => mayListen(signedIn, appId))) return;
  throw missingPermission("conversation.read");
}

/**
 * Opens the stream of these apps behind the position that the browser has. One of them that is gone, or is not this
 * operator's any more, does not take it from the others: the tabs of a browser share it.
 */
export function liveStream(call: LiveCall): Response {
  const { context, query, signedIn, log } = call;
  const isHeard = (appId: string) => mayListen(signedIn, appId) && findApp(context, appId) !== null;
  const apps = query.apps.filter(isHeard);
  const unheard = query.apps.filter((appId) => !isHeard(appId));
  if (apps.length === 0) throw new ApiFailure("not_found", "There is no such app.");
  const headers = {
    "content-type": "text/event-stream; charset=utf-8",
    // `no-transform` keeps compression, and `x-accel-buffering` nginx, from holding frames back.
    "cache-control": "no-cache, no-store, no-transform",
    "x-accel-buffering": "no",
    "x-request-id": call.requestId,
  };
  const started = performance.now();
  const connection = context.live.connect({
    who: signedIn,
    apps,
    unheard,
    after: positionsOf(call),
    onEnd: ({ frames, bytes }, reason) => {
      const ms = Math.round(performance.now() - started);
      log.info({ operatorId: signedIn.operator.id, apps, ms, frames, bytes, reason }, "live ended");
    },
  });
  if (!connection) {
    const message = "Too many windows of this operator listen. Close some.";
    throw new ApiFailure("rate_limited", message, { retryAfter: 30 });
  }
  call.request.signal.addEventListener("abort", () => connection.end("closed"), { once: true });
  if (call.request.signal.aborted) connection.end("closed");
  return new Response(connection.body, { headers });
}

/** A browser that comes again by itself says where it was in a header. */
function positionsOf({ request, query }: LiveCall): Positions {
  const text = request.headers.get("last-event-id") || query.after;
  if (!text) return new Map();
  const positions = parsePositions(text);
  if (positions) return positions;
  const message = "This is no position of the stream.";
  throw new ApiFailure("bad_request", message, { fields: { after: message } });
}
