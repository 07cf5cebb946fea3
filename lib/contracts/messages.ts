import { z } from "zod";
import { clientIdSchema, cursorSchema, timestampSchema } from "./common";

const attributesSchema = z.record(z.string(), z.unknown());

export const messageFileSchema = z.object({
  url: z.string(),
  objectId: z.string().nullable(),
  name: z.string().nullable(),
  /** Bytes. */
  size: z.number().nullable(),
  format: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** Seconds. */
  duration: z.number().nullable(),
});
export type MessageFile = z.infer<typeof messageFileSchema>;

/** What a message says, already told apart; the raw body stays in `Message.data`. */
export const messagePayloadSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string(), attributes: attributesSchema.nullable() }),
  z.object({
    kind: z.enum(["image", "audio", "video", "file"]),
    text: z.string().nullable(),
    file: messageFileSchema,
    attributes: attributesSchema.nullable(),
  }),
  z.object({
    kind: z.literal("location"),
    text: z.string().nullable(),
    latitude: z.number(),
    longitude: z.number(),
    attributes: attributesSchema.nullable(),
  }),
  z.object({ kind: z.literal("recalled") }),
  /** `_lctype` above 0, or one nobody knows. */
  z.object({ kind: z.literal("custom"), type: z.number(), text: z.string().nullable(), body: z.unknown() }),
  /** A body that is not a typed message: text, or JSON that the app made itself. */
  z.object({ kind: z.literal("plain"), text: z.string() }),
  z.object({ kind: z.literal("binary"), base64: z.string(), size: z.number() }),
]);
export type MessagePayload = z.infer<typeof messagePayloadSchema>;

/** Who changed a message: a client, an operator through this console, or whoever else holds the app's master key. */
export const changerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("client"), id: z.string() }),
  z.object({ kind: z.literal("operator"), name: z.string() }),
  z.object({ kind: z.literal("key") }),
]);
export type Changer = z.infer<typeof changerSchema>;

export const messageSchema = z.object({
  id: z.string(),
  conversationId: z.string(),
  /** In a service conversation: the user whose private history this lies in. */
  toClientId: z.string().nullable(),
  from: z.string(),
  timestamp: z.number(),
  payload: messagePayloadSchema,
  data: z.string(),
  binary: z.boolean(),
  /** When it was last edited or recalled. */
  patchTimestamp: z.number().nullable(),
  /** Who did that; null where it is not known. */
  changedBy: changerSchema.nullable(),
  mentionAll: z.boolean(),
  mentions: z.array(z.string()),
  fromIp: z.string().nullable(),
  deliveredAt: z.number().nullable(),
});
export type Message = z.infer<typeof messageSchema>;

/**
 * `GET conversations/{id}/messages`: the newest page without a position; older than `before`;
 * newer than `after`; or the page around `at` (a cursor or only a timestamp). `client`: a service
 * conversation's private history with that user.
 */
export const historyQuerySchema = z.object({
  before: cursorSchema.optional(),
  after: cursorSchema.optional(),
  at: cursorSchema.optional(),
  client: clientIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
});
export type HistoryQuery = z.input<typeof historyQuerySchema>;

/** Oldest first, whichever way it was asked. */
export const historyPageSchema = z.object({
  messages: z.array(messageSchema),
  /** Pass as `before`; null at the beginning of what the server keeps. */
  older: z.string().nullable(),
  /** Pass as `after`; null at the newest message. */
  newer: z.string().nullable(),
});
export type HistoryPage = z.infer<typeof historyPageSchema>;

/** `GET messages`: the whole app, newest first; `GET clients/{id}/messages` without `from`. */
export const appHistoryQuerySchema = z.object({
  before: cursorSchema.optional(),
  from: clientIdSchema.optional(),
  kind: z
    .enum(["text", "image", "audio", "video", "file", "location", "recalled", "custom", "plain", "binary"])
    .optional(),
  since: timestampSchema.optional(),
  until: timestampSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
});
export type AppHistoryQuery = z.input<typeof appHistoryQuerySchema>;
/** Newest first. `scannedTo`: how far the filter has looked, in ms; `next` continues from there. */
export const appHistoryPageSchema = z.object({
  messages: z.array(messageSchema),
  next: z.string().nullable(),
  scannedTo: z.number().nullable(),
});
export type AppHistoryPage = z.infer<typeof appHistoryPageSchema>;

/** `GET messages/search`: `q` is what was typed, operators included (`from: in: before: after: kind: "exact"`). */
export const searchQuerySchema = z.object({
  q: z.string().min(1).max(400),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchQuery = z.input<typeof searchQuerySchema>;
export const searchPageSchema = z.object({
  hits: z.array(
    z.object({ message: messageSchema, before: z.array(messageSchema), after: z.array(messageSchema) }),
  ),
  /** Words to mark in the hits. */
  terms: z.array(z.string()),
  next: z.string().nullable(),
  scannedTo: z.number().nullable(),
});
export type SearchPage = z.infer<typeof searchPageSchema>;

/** What to send: the message's text exactly as it goes over the wire (typed messages are JSON). */
export const outgoingSchema = z.object({
  from: clientIdSchema,
  data: z.string().min(1),
  transient: z.boolean().default(false),
  /** Chat rooms only. */
  priority: z.enum(["high", "normal", "low"]).optional(),
  noSync: z.boolean().default(false),
  pushData: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  mentionAll: z.boolean().default(false),
  mentions: z.array(clientIdSchema).max(20).default([]),
});

/** `POST conversations/{id}/messages`. `toClients`: service conversations only, 1 to 20. */
export const sendMessageSchema = outgoingSchema.extend({
  toClients: z.array(clientIdSchema).min(1).max(20).optional(),
});
export type SendMessage = z.input<typeof sendMessageSchema>;
export type SentMessage = { messageId: string; timestamp: number };

/** `PATCH conversations/{id}/messages/{messageId}`: an edit. */
export const editMessageSchema = z.object({
  from: clientIdSchema,
  timestamp: timestampSchema,
  data: z.string().min(1),
  client: clientIdSchema.optional(),
});
export type EditMessage = z.input<typeof editMessageSchema>;
/** `POST …/{messageId}/recall` and `DELETE …/{messageId}` (there as URL parameters). */
export const messageRefSchema = z.object({
  from: clientIdSchema,
  timestamp: timestampSchema,
  client: clientIdSchema.optional(),
});
export type MessageRef = z.input<typeof messageRefSchema>;

const messageChangeSchema = z.object({
  at: z.number(),
  cause: z.enum(["edit", "recall", "delete"]),
  /** Null where it is not known. */
  by: changerSchema.nullable(),
});
/**
 * What an edit or a recall answers. `overtaken`: found out only later, when another change of the message stood in its
 * place already.
 */
export type MessageOutcome = { overtaken: z.infer<typeof messageChangeSchema> } | null;

/** `GET …/{messageId}/versions?timestamp=&client=`: earlier texts, oldest first, each with what replaced it. */
export const messageVersionsSchema = z.object({
  versions: z.array(messageChangeSchema.extend({ payload: messagePayloadSchema, data: z.string() })),
});
export type MessageVersions = z.infer<typeof messageVersionsSchema>;
