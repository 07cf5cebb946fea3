import type { FastifyInstance } from "fastify";
import { deleteMessageQuerySchema, historyQuerySchema } from "@/lib/protocol/rest/history";
import { editBodySchema, priorityNumbers, recallBodySchema, sendBodySchema } from "@/lib/protocol/rest/send";
import type { ImContext } from "../../services/context";
import { deleteMessage } from "../../services/messages/delete-message";
import { editMessage } from "../../services/messages/edit-message";
import { getHistory } from "../../services/messages/get-history";
import { recallMessage } from "../../services/messages/recall-message";
import { sendMessage } from "../../services/messages/send-message";
import { takeNormalQuota } from "../../services/quotas/take-quota";
import { callerIp } from "../caller-ip";
import { toHistoryInput } from "../history-input";
import { conversationParams, messageParams } from "../path-params";
import { presentMessage, presentSent } from "../present/message";
import { route } from "../route";
import { requireHistoryAccess } from "../session/history-access";
import { type ConversationGroup, groupRoute } from "./groups";

/** Sending, reading, editing, recalling and deleting messages of conversations and chatrooms. */
export function registerMessages(app: FastifyInstance, context: ImContext, group: ConversationGroup): void {
  const path = `${group.base}/:id/messages`;

  route(app, {
    method: "POST",
    path,
    key: "master",
    params: conversationParams,
    body: sendBodySchema,
    async handle({ params, body, request }) {
      takeNormalQuota(context);
      const sent = await sendMessage(context, {
        conversationId: params.id,
        kind: group.kind,
        from: body.from_client,
        data: body.message,
        binary: body.bin,
        pushData: body.push_data,
        transient: body.transient ?? false,
        mentionAll: body.mention_all,
        mentionClientIds: body.mention_client_ids,
        noSync: body.no_sync,
        priority: priorityNumbers[body.priority ?? "normal"],
        fromIp: callerIp(request),
      });
      return presentSent(sent);
    },
  });

  registerHistory(app, context, path);

  groupRoute(app, context, group, {
    method: "PUT",
    path: `${path}/:messageId`,
    params: messageParams,
    body: editBodySchema,
    async handle({ params, body }) {
      takeNormalQuota(context);
      await editMessage(context, {
        box: { conversationId: params.id },
        messageId: params.messageId,
        timestamp: body.timestamp,
        from: body.from_client,
        operation: body.operation_id,
        data: body.message,
        mentionAll: body.mention_all,
        mentionClientIds: body.mention_client_ids,
      });
      return {};
    },
  });

  groupRoute(app, context, group, {
    method: "PUT",
    path: `${path}/:messageId/recall`,
    params: messageParams,
    body: recallBodySchema,
    async handle({ params, body }) {
      takeNormalQuota(context);
      await recallMessage(context, {
        box: { conversationId: params.id },
        messageId: params.messageId,
        timestamp: body.timestamp,
        from: body.from_client,
        operation: body.operation_id,
      });
      return {};
    },
  });

  registerDelete(app, context, group, path);
}

/** GET of a conversation's shared history. */
export function registerHistory(app: FastifyInstance, context: ImContext, path: string): void {
  route(app, {
    method: "GET",
    path,
    key: "any",
    params: conversationParams,
    query: historyQuerySchema,
    async handle({ params, query, access }) {
      await requireHistoryAccess(context, access, params.id, query);
      const box = { conversationId: params.id };
      const rows = await getHistory(context, { kind: "box", box }, toHistoryInput(query));
      return rows.map(presentMessage);
    },
  });
}

/** DELETE of a message of a conversation's shared history. */
export function registerDelete(
  app: FastifyInstance,
  context: ImContext,
  group: ConversationGroup,
  path: string,
): void {
  groupRoute(app, context, group, {
    method: "DELETE",
    path: `${path}/:messageId`,
    params: messageParams,
    query: deleteMessageQuerySchema,
    async handle({ params, query }) {
      await deleteMessage(context, {
        box: { conversationId: params.id },
        messageId: params.messageId,
        timestamp: query.timestamp,
        from: query.from_client,
      });
      return {};
    },
  });
}
