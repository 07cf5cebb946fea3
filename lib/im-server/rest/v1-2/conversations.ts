import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { parseFieldOps } from "@/lib/protocol/field-ops";
import type { ImContext } from "../../services/context";
import { createConversation } from "../../services/conversations/create-conversation";
import { deleteConversation } from "../../services/conversations/delete-conversation";
import { updateConversation } from "../../services/conversations/update-conversation";
import { badRequest } from "../../services/errors";
import { parseNewConversation } from "../parse-conversation";
import { conversationParams } from "../path-params";
import { presentConversation, presentCreated, presentUpdated } from "../present/conversation";
import { route } from "../route";
import { registerConversationList } from "./conversation-list";
import { type ConversationGroup, groupRoute } from "./groups";

/** POST, GET, PUT and DELETE of conversations, chatrooms and service-conversations. */
export function registerConversations(
  app: FastifyInstance,
  context: ImContext,
  group: ConversationGroup,
): void {
  const { base, kind } = group;

  route(app, {
    method: "POST",
    path: base,
    key: "master",
    body: z.unknown(),
    async handle({ body }) {
      const { row } = await createConversation(context, parseNewConversation(body, kind));
      return kind === "normal" ? presentConversation(row) : presentCreated(row);
    },
  });

  registerConversationList(app, context, base, kind);

  groupRoute(app, context, group, {
    method: "PUT",
    path: `${base}/:id`,
    params: conversationParams,
    body: z.unknown(),
    async handle({ params, body }) {
      const ops = parseFieldOps(body);
      if (ops.some((op) => op.path[0] === "m")) {
        throw badRequest("m is changed by the members endpoints.");
      }
      return presentUpdated((await updateConversation(context, params.id, ops)).row);
    },
  });

  groupRoute(app, context, group, {
    method: "DELETE",
    path: `${base}/:id`,
    params: conversationParams,
    async handle({ params }) {
      await deleteConversation(context, params.id);
      return {};
    },
  });
}
