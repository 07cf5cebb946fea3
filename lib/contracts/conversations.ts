import { z } from "zod";
import { clientIdSchema, objectIdSchema, timestampSchema } from "./common";

export const conversationKindSchema = z.enum(["normal", "chatroom", "service", "temporary"]);
export type ConversationKind = z.infer<typeof conversationKindSchema>;

const jsonObjectSchema = z.record(z.string(), z.unknown());

export const conversationSchema = z.object({
  id: z.string(),
  kind: conversationKindSchema,
  name: z.string().nullable(),
  creator: z.string().nullable(),
  members: z.array(z.string()),
  /** Members who muted offline push (`mu`). */
  muted: z.array(z.string()),
  unique: z.boolean(),
  uniqueId: z.string().nullable(),
  /** `attr` */
  attributes: jsonObjectSchema,
  /** Custom columns beside `attr`. */
  custom: jsonObjectSchema,
  createdAt: z.number(),
  updatedAt: z.number(),
  lastMessageAt: z.number().nullable(),
});
export type Conversation = z.infer<typeof conversationSchema>;

/**
 * `GET conversations`, also the page's URL parameters. `where` (raw JSON text) and the
 * other filters are combined with AND.
 */
export const conversationListQuerySchema = z.object({
  kind: z.enum(["all", "normal", "chatroom", "service"]).default("all"),
  /** Part of a name, or a whole conversation id, or a member's client id. */
  q: z.string().max(200).default(""),
  member: clientIdSchema.optional(),
  creator: clientIdSchema.optional(),
  createdAfter: timestampSchema.optional(),
  createdBefore: timestampSchema.optional(),
  activeAfter: timestampSchema.optional(),
  activeBefore: timestampSchema.optional(),
  /** `key:value` of a custom attribute; numbers and booleans are understood. */
  attr: z.string().max(300).optional(),
  where: z.string().max(8_000).optional(),
  sort: z.enum(["lastMessageAt", "createdAt", "updatedAt", "name"]).default("lastMessageAt"),
  dir: z.enum(["asc", "desc"]).default("desc"),
  /** From 1. */
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ConversationListQuery = z.infer<typeof conversationListQuerySchema>;

export const conversationListSchema = z.object({
  conversations: z.array(conversationSchema),
  /** Null when the server did not count in time: show "1,000+". */
  total: z.number().nullable(),
  page: z.number(),
  pageSize: z.number(),
});
export type ConversationList = z.infer<typeof conversationListSchema>;

/** `POST conversations`. Chat rooms and service conversations have no members. */
export const createConversationSchema = z.object({
  kind: z.enum(["normal", "chatroom", "service"]),
  name: z.string().max(512).optional(),
  creator: clientIdSchema.optional(),
  members: z.array(clientIdSchema).max(500).default([]),
  unique: z.boolean().default(false),
  attributes: jsonObjectSchema.default({}),
});
export type CreateConversation = z.input<typeof createConversationSchema>;
/** `existing`: a unique conversation of these members was there already. */
export type CreatedConversation = { conversation: Conversation; existing: boolean };

/** `PATCH conversations/{id}`: attributes are set one by one; `unset` removes them. */
export const updateConversationSchema = z.object({
  name: z.string().max(512).optional(),
  setAttributes: jsonObjectSchema.optional(),
  unsetAttributes: z.array(z.string().max(100)).optional(),
  setCustom: jsonObjectSchema.optional(),
  unsetCustom: z.array(z.string().max(100)).optional(),
});
export type UpdateConversation = z.input<typeof updateConversationSchema>;

/** `GET conversations/last-messages?ids=a,b` answers `{ messages: { [conversationId]: Message | null } }`. */
export const lastMessagesQuerySchema = z.object({
  ids: z.string().transform((text, context) => {
    const parsed = z.array(objectIdSchema).min(1).max(100).safeParse(text.split(","));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: "ids: 1 to 100 conversation ids, separated by commas" });
    return z.NEVER;
  }),
});

/**
 * `POST conversations/bulk`: one operation over many conversations, run by the server.
 * Answers 202 with a job; `GET jobs/{jobId}` tells progress, `DELETE jobs/{jobId}` stops it.
 */
export const bulkConversationSchema = z.object({
  target: z.union([
    z.object({ ids: z.array(objectIdSchema).min(1).max(5_000) }),
    z.object({ query: conversationListQuerySchema.omit({ page: true, pageSize: true }) }),
  ]),
  change: z.discriminatedUnion("type", [
    z.object({ type: z.literal("add-members"), clientIds: z.array(clientIdSchema).min(1).max(500) }),
    z.object({ type: z.literal("remove-members"), clientIds: z.array(clientIdSchema).min(1).max(500) }),
    z.object({ type: z.literal("set-attribute"), key: z.string().min(1).max(100), value: z.unknown() }),
  ]),
});
export type BulkConversation = z.input<typeof bulkConversationSchema>;

/**
 * Why a change of a job failed: `partly` names whom it left out, `refused` keeps the server's words; what is
 * `unanswered` may have been carried out, wholly or in part.
 */
export const jobFailureCodes = [
  "gone",
  "service",
  "no-members",
  "partly",
  "blocked",
  "full",
  "refused",
  "unanswered",
  "internal",
  "restarted",
] as const;
export const jobFailureSchema = z.object({ code: z.enum(jobFailureCodes), detail: z.string().nullable() });
export type JobFailure = z.infer<typeof jobFailureSchema>;

export const jobSchema = z.object({
  id: z.string(),
  action: z.string(),
  state: z.enum(["running", "done", "stopped", "failed"]),
  total: z.number(),
  /** Worked on; those that failed are among them. */
  done: z.number(),
  failed: z.number(),
  /** The first 1,000 results that are not plain successes. */
  failures: z.array(jobFailureSchema.extend({ target: z.string() })),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
});
export type Job = z.infer<typeof jobSchema>;
