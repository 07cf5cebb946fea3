import type { FastifyInstance } from "fastify";
import { deleteLogs11QuerySchema, putLogs11BodySchema } from "@/lib/protocol/rest/history";
import type { ImContext } from "../../services/context";
import { deleteMessage } from "../../services/messages/delete-message";
import { editMessage } from "../../services/messages/edit-message";
import { resolveHistory } from "../../services/messages/resolve-history";
import { route } from "../route";

/**
 * DELETE and PUT /rtm/messages/logs: forced changes of the server's history. Connected clients hear of
 * a new text as of any edit, so that nobody goes on showing what is no longer there.
 */
export function registerLogs11(app: FastifyInstance, context: ImContext): void {
  const path = "/1.1/rtm/messages/logs";

  route(app, {
    method: "DELETE",
    path,
    key: "master",
    query: deleteLogs11QuerySchema,
    async handle({ query }) {
      await deleteMessage(context, {
        box: await resolveHistory(context, query.convid),
        messageId: query.msgid,
        timestamp: query.timestamp,
        from: query.from,
      });
      return {};
    },
  });

  route(app, {
    method: "PUT",
    path,
    key: "master",
    body: putLogs11BodySchema,
    async handle({ body }) {
      await editMessage(context, {
        box: await resolveHistory(context, body["conv-id"]),
        messageId: body["msg-id"],
        timestamp: body.timestamp,
        from: null,
        data: body.data,
        binary: body.bin ?? false,
      });
      return {};
    },
  });
}
