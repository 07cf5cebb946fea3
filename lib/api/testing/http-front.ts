import http from "node:http";
import { dispatch, type RouteEntry } from "./route-table";

/** The handlers over real HTTP: a browser that goes aborts its request, one that does not read holds up its answer. */
export async function startHttpFront(routes: RouteEntry[]): Promise<{ url: string; close(): Promise<void> }> {
  const server = http.createServer(async (incoming, outgoing) => {
    const leaving = new AbortController();
    outgoing.on("close", () => leaving.abort());
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    const { method = "GET", url = "/" } = incoming;
    const request = new Request(`http://${incoming.headers.host}${url}`, {
      method,
      headers,
      signal: leaving.signal,
    });
    const response = await dispatch(routes, request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    const write = new WritableStream<Uint8Array>({
      write: (chunk) =>
        new Promise((resolve) => {
          outgoing.once("close", resolve);
          outgoing.write(chunk, () => {
            outgoing.off("close", resolve);
            resolve();
          });
        }),
      close: () => void outgoing.end(),
    });
    await response.body?.pipeTo(write, { signal: leaving.signal }).catch(() => undefined);
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
