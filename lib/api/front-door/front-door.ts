import "server-only";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { onEveryRequest } from "@/lib/config/on-every-request";
import type { ApiRequest } from "../call";
import { createPathFinder, type Found } from "./find-path";
import { sendResponse } from "./send-response";

/** The files under `app/api` by their path, each loaded when it is first needed. */
export type RouteFiles = Record<string, () => Promise<unknown>>;
/** What `route()` makes. */
type Read = (request: ApiRequest, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;

/**
 * Has reads of the API answered by their routes at once. Next's own way to them takes as long as all else that
 * a read needs here; it still goes for whatever else comes: pages, changes, next-auth, and addresses that the
 * API does not have. Answers what ends it.
 */
export function openFrontDoor(files: RouteFiles): () => void {
  const find = createPathFinder(
    Object.entries(files).flatMap(([file, load]) => {
      const path = /\/api\/.*(?=\/route\.ts$)/.exec(file)?.[0];
      // What catches everything is the last resort, for Next to find.
      return path === undefined || path.includes("[...") ? [] : [[path, load] as const];
    }),
  );
  const opened = new WeakSet<Server>();
  return onEveryRequest((_request, _response, server) => {
    if (opened.has(server)) return;
    opened.add(server);
    standInFront(server, find);
  });
}

function standInFront(server: Server, find: (path: string) => Found<() => Promise<unknown>> | null): void {
  const behind = server.listeners("request") as RequestListener[];
  const passOn: RequestListener = (incoming, outgoing) => {
    for (const listener of behind) listener.call(server, incoming, outgoing);
  };
  server.removeAllListeners("request");
  server.on("request", (incoming, outgoing) => {
    const found = incoming.method === "GET" ? find(pathOf(incoming)) : null;
    if (found === null) return passOn(incoming, outgoing);
    found.value().then(
      (routes) => {
        const read = readOf(routes);
        if (read === null) passOn(incoming, outgoing);
        else
          answerRead(read, found.params, incoming, outgoing).catch((error: unknown) => fail(error, outgoing));
      },
      () => passOn(incoming, outgoing),
    );
  });
}

/** Routes answer what goes wrong in them: this is for what should never happen, and takes nothing else along. */
function fail(error: unknown, outgoing: ServerResponse): void {
  console.error(error);
  if (outgoing.headersSent) outgoing.destroy();
  else outgoing.writeHead(500).end();
}

/** What is not written plainly (`/api/x/../y`) is Next's to make sense of: logs and the audit would name another path. */
function pathOf({ url = "/" }: IncomingMessage): string {
  const [path = ""] = url.split("?", 1);
  return path.startsWith("/api/") && new URL(`http://console${path}`).pathname === path ? path : "";
}

function readOf(routes: unknown): Read | null {
  const read = typeof routes === "object" && routes !== null && "GET" in routes ? routes.GET : null;
  return isRead(read) ? read : null;
}

function isRead(value: unknown): value is Read {
  return typeof value === "function" && "access" in value;
}

/** Calls a route with what has come, and sends what it answers; the request is given up when its client goes. */
export async function answerRead(
  read: Read,
  params: Record<string, string>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  // Who went while the route was loaded.
  if (outgoing.destroyed) return;
  const leaving = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) leaving.abort();
  });
  const request = { ...readHead(incoming), body: null, signal: leaving.signal };
  await sendResponse(incoming, outgoing, await read(request, { params: Promise.resolve(params) }));
}

/** Routes read nothing of an address but its path and query: the host is whatever the client wrote. */
function readHead({ method = "GET", url = "/", headers: given }: IncomingMessage) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return { method, url: `http://console${url}`, headers };
}
