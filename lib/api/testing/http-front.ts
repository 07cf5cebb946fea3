import http from "node:http";
import { answerRead } from "../front-door/front-door";
import { findHandler, type RouteEntry } from "./route-table";

/** Reads of the API over real HTTP: a browser that goes aborts its request, one that does not read holds up its answer. */
export async function startHttpFront(routes: RouteEntry[]): Promise<{ url: string; close(): Promise<void> }> {
  const server = http.createServer((incoming, outgoing) => {
    const found = findHandler(routes, "GET", new URL(incoming.url ?? "/", "http://console").pathname);
    if (found) void answerRead(found.value, found.params, incoming, outgoing);
    else outgoing.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
