import { z } from "zod";
import { clientIdSchema, idSchema } from "../client-id";
import { conversationWireSchema } from "../conversation-row";
import { limits } from "../limits";
import { queryIntegerSchema, timestampSchema } from "./common";
import { historyRowSchema } from "./history";
import { messageSchema } from "./send";

/**
 * GET /parley/1/capabilities: what this server can do beyond LeanCloud. A hosted LeanCloud app has
 * no such path (404): treat it as none.
 */
export const capabilitiesReplySchema = z.looseObject({
  server: z.string(),
  version: z.string(),
  search: z.boolean(),
  versions: z.boolean(),
  /** Who changed a message, and by which operation. */
  changers: z.boolean().default(false),
  lastMessages: z.boolean(),
  stats: z.boolean(),
  clientOverview: z.boolean(),
  liveEvents: z.boolean(),
  gateway: z.boolean(),
  /** Of a client, and what became of a message. */
  sessions: z.boolean().default(false),
  traces: z.boolean().default(false),
  /** Whether it lists silences for a time, and where a client is silenced or blocked. */
  restrictions: z.boolean().default(false),
  /** Whether the app's settings are read and put here. */
  settings: z.boolean().optional(),
  /** The plan in force, null when rates are off. */
  quotas: z
    .looseObject({
      normalPerMinute: z.number(),
      subscriberPerMinute: z.number(),
      subscriberPerDay: z.number(),
      broadcastPerMinute: z.number(),
      broadcastPerDay: z.number(),
    })
    .nullable(),
});
export type Capabilities = z.infer<typeof capabilitiesReplySchema>;

/** GET /parley/1/messages/search; `after` and `before` in milliseconds, both exclusive. */
export const searchQuerySchema = z.object({
  q: z.string().trim().min(1).max(256),
  conv_id: idSchema.optional(),
  from: clientIdSchema.optional(),
  after: timestampSchema.optional(),
  before: timestampSchema.optional(),
  cursor: z.string().max(512).optional(),
  limit: queryIntegerSchema.optional(),
});
/** Newest first; pass `cursor` on to continue, null at the end. */
export const searchReplySchema = z.looseObject({
  results: z.array(historyRowSchema),
  cursor: z.string().nullable(),
});

/** GET /parley/1/messages/versions; `client_id` for the history between a service and one user. */
export const versionsQuerySchema = z.object({
  conv_id: idSchema,
  msg_id: idSchema,
  timestamp: timestampSchema,
  client_id: clientIdSchema.optional(),
});
const messageChangeSchema = z.looseObject({
  at: z.number(),
  cause: z.enum(["edit", "recall", "delete"]),
  /** The client that did it, empty for the master key; null where it is not known. */
  by: z.string().nullable().default(null),
  /** What the master key's holder called it. */
  operation_id: z.string().nullable().default(null),
});
export type MessageChangeWire = z.infer<typeof messageChangeSchema>;
/** Earlier texts, oldest first, each with when, how and by whom it was replaced. */
export const versionsReplySchema = z.looseObject({
  results: z.array(messageChangeSchema.extend({ data: z.string(), bin: z.boolean() })),
});
export type MessageVersionWire = z.infer<typeof versionsReplySchema>["results"][number];

/** POST /parley/1/messages/last-changes. */
export const lastChangesBodySchema = z.object({
  messages: z.array(versionsQuerySchema).max(limits.lastChanges),
});
/** In the order of what was asked; null for a message that never was changed. */
export const lastChangesReplySchema = z.looseObject({ results: z.array(messageChangeSchema.nullable()) });

/** POST /parley/1/conversations/last-messages. */
export const lastMessagesBodySchema = z.object({ conv_ids: z.array(idSchema).max(limits.lastMessages) });
/** One message per conversation that has any, in no order. */
export const lastMessagesReplySchema = z.looseObject({ results: z.array(historyRowSchema) });

/** GET /parley/1/stats. */
export const parleyStatsReplySchema = z.looseObject({
  conversations: z.number(),
  messages: z.number(),
  clients: z.number(),
  online: z.number(),
});

/** GET /parley/1/clients/:id; `cursor` continues its conversations. */
export const clientOverviewQuerySchema = z.object({
  cursor: z.string().max(512).optional(),
  limit: queryIntegerSchema.optional(),
});
export const clientOverviewReplySchema = z.looseObject({
  client_id: z.string(),
  online: z.boolean(),
  /** Open sessions. */
  sessions: z.number().default(0),
  /** When its last session ended; null when it has one, or that is not known. */
  last_seen: z.number().nullable().default(null),
  unread: z.number(),
  first_message: historyRowSchema.nullable(),
  last_message: historyRowSchema.nullable(),
  conversation_count: z.number(),
  /** Newest message first. */
  conversations: z.array(conversationWireSchema),
  cursor: z.string().nullable(),
});

/** POST /parley/1/import/conversations; `attributes` holds custom columns and `attr`. */
export const importConversationBodySchema = z.object({
  kind: z.enum(["normal", "chatroom", "service"]),
  name: z.string().nullish(),
  creator: clientIdSchema.nullish(),
  members: z.array(clientIdSchema).nullish(),
  attributes: z.record(z.string(), z.unknown()).nullish(),
  createdAt: timestampSchema,
});

/** What became of an imported message: who gave it other words, or recalled it (null), and when. */
const importedChangeSchema = z.object({
  by: clientIdSchema,
  at: timestampSchema,
  message: messageSchema.nullable(),
});

/** POST /parley/1/import/messages: oldest first; `client_id` for a service's history with one user. */
export const importMessagesBodySchema = z.object({
  conv_id: idSchema,
  client_id: clientIdSchema.nullish(),
  messages: z
    .array(
      z.object({
        from_client: clientIdSchema,
        message: messageSchema,
        bin: z.boolean().nullish(),
        timestamp: timestampSchema,
        mention_all: z.boolean().nullish(),
        mention_client_ids: z.array(clientIdSchema).max(limits.recipients).nullish(),
        changes: z.array(importedChangeSchema).max(limits.importChanges).nullish(),
      }),
    )
    .max(limits.importMessages),
});
export const importMessagesReplySchema = z.looseObject({
  results: z.array(z.looseObject({ "msg-id": z.string(), timestamp: z.number() })),
});
