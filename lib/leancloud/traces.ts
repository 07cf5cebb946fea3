import "server-only";
import { traceReplySchema } from "@/lib/protocol/rest/traces";
import { type LeanCloud, path } from "./request";

/** What became of a message; only the embedded server knows it. */
export function getTrace(
  upstream: LeanCloud,
  message: {
    conversationId: string;
    messageId: string;
    timestamp: number;
    clientId?: string;
    receiver?: string;
  },
  signal?: AbortSignal,
) {
  return upstream.call({
    method: "GET",
    path: path`/parley/1/messages/trace`,
    query: {
      conv_id: message.conversationId,
      msg_id: message.messageId,
      timestamp: message.timestamp,
      client_id: message.clientId,
      receiver: message.receiver,
    },
    schema: traceReplySchema,
    signal,
  });
}
