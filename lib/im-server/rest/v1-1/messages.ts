import type { FastifyInstance } from "fastify";
import { patch11BodySchema, priorityNumbers, send11BodySchema } from "@/lib/protocol/rest/send";
import type { ImContext } from "../../services/context";
import { getKind } from "../../services/conversations/require-kind";
import { badRequest } from "../../services/errors";
import { editMessage } from "../../services/messages/edit-message";
import { editServiceMessage } from "../../services/messages/edit-service-message";
import { recallMessage } from "../../services/messages/recall-message";
import { recallServiceMessage } from "../../services/messages/recall-service-message";
import { sendMessage } from "../../services/messages/send-message";
import { sendServiceMessage } from "../../services/messages/send-service-message";
import { sendToPeers } from "../../services/messages/send-to-peers";
import { takeNormalQuota } from "../../services/quotas/take-quota";
import { callerIp } from "../caller-ip";
import { presentSent } from "../present/message";
import { route } from "../route";

/** POST /rtm/messages and /rtm/patch/message. */
export function registerMessages11(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "POST",
    path: "/1.1/rtm/messages",
    key: "master",
    body: send11BodySchema,
    async handle({ body, request }) {
      takeNormalQuota(context);
      const message = {
        from: body.from_peer,
        data: body.message,
        binary: body.bin,
        pushData: body.push_data,
        // 1.1 keeps a message only when told so [documented].
        transient: body.transient ?? true,
        mentionAll: body.mention_all,
        mentionClientIds: body.mention_client_ids,
        noSync: body.no_sync,
        priority: priorityNumbers[body.priority ?? "high"],
        fromIp: callerIp(request),
      };
      const { conv_id: conversationId, to_peers: peers = [] } = body;
      if (conversationId === undefined) return presentSent(await sendToPeers(context, { ...message, peers }));
      if ((await getKind(context, conversationId)) === "service") {
        return presentSent(
          await sendServiceMessage(context, { ...message, conversationId, toClientIds: peers }),
        );
      }
      return presentSent(await sendMessage(context, { ...message, conversationId, kind: null }));
    },
  });

  route(app, {
    method: "POST",
    path: "/1.1/rtm/patch/message",
    key: "master",
    body: patch11BodySchema,
    async handle({ body }) {
      const target = {
        conversationId: body.conv_id,
        messageId: body.msg_id,
        timestamp: body.timestamp,
        from: body.from_peer,
        toClientIds: body.to_peers,
      };
      const { message: text = "" } = body;
      if (text === "" && body.recall !== true) throw badRequest("message or recall is required.");
      const isService = (await getKind(context, body.conv_id)) === "service";
      if (!isService) takeNormalQuota(context);
      const single = { ...target, box: { conversationId: body.conv_id } };
      if (body.recall === true) {
        await (isService ? recallServiceMessage(context, target) : recallMessage(context, single));
      } else if (isService) {
        await editServiceMessage(context, target, { data: text });
      } else {
        await editMessage(context, { ...single, data: text });
      }
      return {};
    },
  });
}
