import type { FastifyInstance } from "fastify";
import { deleteMessageQuerySchema, historyQuerySchema } from "@/lib/protocol/rest/history";
import { editBodySchema, priorityNumbers, recallBodySchema, sendBodySchema } from "@/lib/protocol/rest/send";
import type { ImContext } from "../../services/context";
import { deleteServiceMessage } from "../../services/messages/delete-service-message";
import { editServiceMessage } from "../../services/messages/edit-service-message";
import { getServiceHistory } from "../../services/messages/get-service-history";
import { recallServiceMessage } from "../../services/messages/recall-service-message";
import { sendServiceMessage } from "../../services/messages/send-service-message";
import { takeNormalQuota } from "../../services/quotas/take-quota";
import { callerIp } from "../caller-ip";
import { toHistoryInput } from "../history-input";
import { conversationParams, messageParams, subscriberMessageParams, subscriberParams } from "../path-params";
import { presentMessage, presentSent } from "../present/message";
import { route } from "../route";
import { serviceGroup } from "./groups";
import { registerDelete, registerHistory } from "./messages";

/** Messages of a service conversation: to single clients, and the history with each of them. */
export function registerServiceMessages(app: FastifyInstance, context: ImContext): void {
  const path = `${serviceGroup.base}/:id/messages`;

  route(app, {
    method: "POST",
    path,
    key: "master",
    params: conversationParams,
    body: sendBodySchema,
    async handle({ params, body, request }) {
      takeNormalQuota(context);
      const sent = await sendServiceMessage(context, {
        conversationId: params.id,
        from: body.from_client,
        toClientIds: body.to_clients ?? [],
        data: body.message,
        binary: body.bin,
        pushData: body.push_data,
        transient: body.transient ?? false,
        noSync: body.no_sync,
        priority: priorityNumbers[body.priority ?? "normal"],
        fromIp: callerIp(request),
      });
      return presentSent(sent);
    },
  });

  // What all subscribers got; LeanCloud has no such endpoint.
  registerHistory(app, context, path);
  registerDelete(app, context, serviceGroup, path);

  route(app, {
    method: "PUT",
    path: `${path}/:messageId`,
    key: "master",
    params: messageParams,
    body: editBodySchema,
    async handle({ params, body }) {
      await editServiceMessage(context, target(params, body), {
        data: body.message,
        mentionAll: body.mention_all,
        mentionClientIds: body.mention_client_ids,
      });
      return {};
    },
  });

  route(app, {
    method: "PUT",
    path: `${path}/:messageId/recall`,
    key: "master",
    params: messageParams,
    body: recallBodySchema,
    async handle({ params, body }) {
      await recallServiceMessage(context, target(params, body));
      return {};
    },
  });

  route(app, {
    method: "GET",
    path: `${serviceGroup.base}/:id/subscribers/:client/messages`,
    key: "master",
    params: subscriberParams,
    query: historyQuerySchema,
    async handle({ params, query }) {
      const box = { conversationId: params.id, clientId: params.client };
      return (await getServiceHistory(context, box, toHistoryInput(query))).map(presentMessage);
    },
  });

  route(app, {
    method: "DELETE",
    path: `${serviceGroup.base}/:id/subscribers/:client/messages/:messageId`,
    key: "master",
    params: subscriberMessageParams,
    query: deleteMessageQuerySchema,
    async handle({ params, query }) {
      await deleteServiceMessage(context, {
        conversationId: params.id,
        clientId: params.client,
        messageId: params.messageId,
        timestamp: query.timestamp,
        from: query.from_client,
      });
      return {};
    },
  });
}

function target(
  params: { id: string; messageId: string },
  body: { timestamp: number; from_client: string; to_clients?: string[]; operation_id?: string },
) {
  return {
    conversationId: params.id,
    messageId: params.messageId,
    timestamp: body.timestamp,
    from: body.from_client,
    toClientIds: body.to_clients,
    operation: body.operation_id,
  };
}
