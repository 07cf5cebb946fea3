import type { FastifyInstance } from "fastify";
import { history11QuerySchema } from "@/lib/protocol/rest/history";
import type { ImContext } from "../../services/context";
import { getHistory } from "../../services/messages/get-history";
import { getServiceHistory } from "../../services/messages/get-service-history";
import type { HistoryInput } from "../../services/messages/history-bounds";
import { resolveHistory } from "../../services/messages/resolve-history";
import type { MessageRow } from "../../store/interface";
import { toHistoryInput } from "../history-input";
import { presentMessage } from "../present/message";
import { route } from "../route";
import { requireHistoryAccess } from "../session/history-access";

/** GET /rtm/messages/history (and /rtm/messages/logs, its older name). */
export function registerHistory11(app: FastifyInstance, context: ImContext): void {
  for (const path of ["/1.1/rtm/messages/history", "/1.1/rtm/messages/logs"]) {
    route(app, {
      method: "GET",
      path,
      key: "any",
      query: history11QuerySchema,
      async handle({ query, access }) {
        const viewer = { ...query, client_id: query.peerid ?? query.client_id };
        await requireHistoryAccess(context, access, query.convid, viewer);
        const input = { ...toHistoryInput(query), timestamp: query.timestamp ?? query.max_ts };
        return (await readHistory(context, query, input)).map(presentMessage);
      },
    });
  }
}

/** Of a conversation or a user's history by `convid`, of a sender, or of the whole app. */
async function readHistory(
  context: ImContext,
  query: { convid?: string; from?: string },
  input: HistoryInput,
): Promise<MessageRow[]> {
  if (query.convid !== undefined) {
    const { conversationId, clientId } = await resolveHistory(context, query.convid);
    if (clientId !== undefined) return getServiceHistory(context, { conversationId, clientId }, input);
    return getHistory(context, { kind: "box", box: { conversationId } }, input);
  }
  if (query.from !== undefined) {
    return getHistory(context, { kind: "sender", clientId: query.from }, input);
  }
  return getHistory(context, { kind: "app" }, input);
}
