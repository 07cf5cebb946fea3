import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { parseFieldOps } from "@/lib/protocol/field-ops";
import { conversationsQuerySchema } from "@/lib/protocol/rest/conversations";
import type { ImContext } from "../../services/context";
import { createConversation } from "../../services/conversations/create-conversation";
import { deleteConversation } from "../../services/conversations/delete-conversation";
import { findConversations } from "../../services/conversations/find-conversations";
import { requireKind } from "../../services/conversations/require-kind";
import { updateConversation } from "../../services/conversations/update-conversation";
import { badRequest } from "../../services/errors";
import { parseNewConversation } from "../parse-conversation";
import { conversationParams } from "../path-params";
import { presentConversation, presentCreated, presentUpdated } from "../present/conversation";
import { selectKeys } from "../present/select-keys";
import { route } from "../route";
import { readStorageQuery } from "../storage/read-query";
import type { ConversationGroup } from "./groups";

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

  route(app, {
    method: "GET",
    path: base,
    key: "master",
    query: conversationsQuerySchema,
    async handle({ query, access }) {
      const page = await readStorageQuery(context, access, query);
      const { rows, count } = await findConversations(context, page, kind);
      const results = rows.map((row) => selectKeys(presentConversation(row), query.keys));
      return count === null ? { results } : { results, count };
    },
  });

  route(app, {
    method: "PUT",
    path: `${base}/:id`,
    key: "master",
    params: conversationParams,
    body: z.unknown(),
    async handle({ params, body }) {
      const ops = parseFieldOps(body);
      if (ops.some((op) => op.path[0] === "m")) {
        throw badRequest("m is changed by the members endpoints.");
      }
      await requireKind(context, params.id, kind);
      return presentUpdated((await updateConversation(context, params.id, ops)).row);
    },
  });

  route(app, {
    method: "DELETE",
    path: `${base}/:id`,
    key: "master",
    params: conversationParams,
    async handle({ params }) {
      await requireKind(context, params.id, kind);
      await deleteConversation(context, params.id);
      return {};
    },
  });
}
