import type { FastifyInstance } from "fastify";
import { importConversationBodySchema, importMessagesBodySchema } from "@/lib/protocol/rest/parley";
import type { ImContext } from "../../services/context";
import { createConversation } from "../../services/conversations/create-conversation";
import { importMessages } from "../../services/messages/import-messages";
import { parseNewConversation } from "../parse-conversation";
import { presentCreated } from "../present/conversation";
import { route } from "../route";

/** POST /parley/1/import/conversations and /messages: history from elsewhere, at its own times. */
export function registerImport(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "POST",
    path: "/parley/1/import/conversations",
    key: "master",
    body: importConversationBodySchema,
    status: 201,
    async handle({ body }) {
      const { kind, createdAt, attributes } = body;
      const columns = { ...attributes, name: body.name, c: body.creator, m: body.members };
      const given = Object.entries(columns).filter(([, value]) => value !== undefined && value !== null);
      const input = parseNewConversation(Object.fromEntries(given), kind);
      const { row } = await createConversation({ ...context, now: () => createdAt }, input);
      return presentCreated(row);
    },
  });

  route(app, {
    method: "POST",
    path: "/parley/1/import/messages",
    key: "master",
    body: importMessagesBodySchema,
    async handle({ body }) {
      const box = { conversationId: body.conv_id, clientId: body.client_id ?? undefined };
      const messages = body.messages.map((message) => ({
        from: message.from_client,
        data: message.message,
        binary: message.bin ?? false,
        timestamp: message.timestamp,
        mentionAll: message.mention_all ?? false,
        mentionClientIds: message.mention_client_ids ?? [],
        changes: (message.changes ?? []).map(({ by, at, message: data }) => ({ by, at, data })),
      }));
      const sent = await importMessages(context, box, messages);
      return { results: sent.map(({ messageId, timestamp }) => ({ "msg-id": messageId, timestamp })) };
    },
  });
}
