import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { IncomingMessage, Server, ServerResponse } from "node:http";

const requestStarts = "http.server.request.start";

/** Has something done with every request to this process before anything else sees it. Answers what ends that. */
export function onEveryRequest(
  work: (request: IncomingMessage, response: ServerResponse, server: Server) => void,
): () => void {
  const onStart = (event: unknown) => {
    if (typeof event !== "object" || event === null) return;
    if (!("request" in event && "response" in event && "server" in event)) return;
    const { request, response, server } = event;
    if (!(request instanceof IncomingMessage && response instanceof ServerResponse)) return;
    if (server instanceof Server) work(request, response, server);
  };
  subscribe(requestStarts, onStart);
  return () => void unsubscribe(requestStarts, onStart);
}
