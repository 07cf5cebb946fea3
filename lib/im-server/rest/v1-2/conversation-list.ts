import type { FastifyInstance } from "fastify";
import { conversationsQuerySchema } from "@/lib/protocol/rest/conversations";
import type { ImContext } from "../../services/context";
import { findConversations } from "../../services/conversations/find-conversations";
import { presentConversation } from "../present/conversation";
import { selectKeys } from "../present/select-keys";
import { route } from "../route";
import { readStorageQuery } from "../storage/read-query";
import type { ConversationGroup } from "./groups";

/** GET of the conversations that match, of one kind or of all. */
export function registerConversationList(
  app: FastifyInstance,
  context: ImContext,
  path: string,
  kind?: ConversationGroup["kind"],
): void {
  route(app, {
    method: "GET",
    path,
    key: "master",
    query: conversationsQuerySchema,
    async handle({ query, access }) {
      const page = await readStorageQuery(context, access, query);
      const { rows, count } = await findConversations(context, page, kind);
      const results = rows.map((row) => selectKeys(presentConversation(row), query.keys));
      return count === null ? { results } : { results, count };
    },
  });
}
