import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";

const requestStarts = "http.server.request.start";

/** Says how long a body is, in bytes; taken out again before the answer leaves. */
export const lengthHeader = "x-parley-length";

/**
 * Has answers leave in one piece. Next drops a body's length, then sends the head, the body and the
 * end of its chunks each by itself, and whoever waits is woken three times. Answers what ends it.
 */
export function sendAnswersWhole(): () => void {
  const onStart = (event: unknown) => {
    if (typeof event !== "object" || event === null || !("response" in event)) return;
    if (event.response instanceof ServerResponse) holdHead(event.response);
  };
  subscribe(requestStarts, onStart);
  return () => void unsubscribe(requestStarts, onStart);
}

/** Next asks for the head to be sent right before it writes the body. */
function holdHead(response: ServerResponse): void {
  const flushHeaders = response.flushHeaders.bind(response);
  response.flushHeaders = () => {
    const length = response.getHeader(lengthHeader);
    if (length !== undefined && !response.headersSent) {
      response.removeHeader(lengthHeader);
      response.setHeader("content-length", length);
    }
    const { socket } = response;
    socket?.cork();
    flushHeaders();
    process.nextTick(() => socket?.uncork());
  };
}
