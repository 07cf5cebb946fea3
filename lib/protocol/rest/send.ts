import { z } from "zod";
import { clientIdSchema, idSchema } from "../client-id";
import { isWellFormed } from "../json-value";
import { limits } from "../limits";

const textSchema = z
  .string("message must be a string.")
  .refine(isWellFormed, "message is not well-formed Unicode.");
/** A message's text. The protocol says nothing about its form but that it is a string. */
export const messageSchema = textSchema.min(1, "message must not be empty.");
const recipientsSchema = z.array(clientIdSchema).max(limits.recipients);

/** Push data: text, or the `data` part of LeanCloud's push format. */
export const pushDataSchema = z
  .union([z.string(), z.record(z.string(), z.unknown())], "push data must be a string or an object.")
  .refine(isWellFormed, "push data is not well-formed Unicode.");

export const prioritySchema = z
  .string()
  .transform((word) => word.toLowerCase())
  .pipe(z.enum(["high", "normal", "low"]));
export type MessagePriority = z.infer<typeof prioritySchema>;

/** How the socket protocol numbers priorities. */
export const priorityNumbers: Record<MessagePriority, number> = { high: 1, normal: 2, low: 3 };

const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? undefined);

const options = {
  transient: optional(z.boolean()),
  no_sync: optional(z.boolean()),
  push_data: optional(pushDataSchema),
  priority: optional(prioritySchema),
  mention_all: optional(z.boolean()),
  mention_client_ids: optional(recipientsSchema),
  /** Not in LeanCloud's REST: `message` is base64 of a binary message. */
  bin: optional(z.boolean()),
};

/** 1.2: POST {conversations,chatrooms,service-conversations}/:id/messages. `to_clients` is for services. */
export const sendBodySchema = z.object({
  from_client: clientIdSchema,
  message: messageSchema,
  to_clients: optional(recipientsSchema),
  ...options,
});

/** 1.1: POST /rtm/messages. An omitted `transient` means true there, no `conv_id` the peers one by one. */
export const send11BodySchema = z.object({
  from_peer: clientIdSchema,
  conv_id: optional(idSchema),
  message: messageSchema,
  to_peers: optional(recipientsSchema),
  ...options,
});

/** Not in LeanCloud's REST: the caller's own name for a change, by which it finds it among the versions. */
const operationIdSchema = optional(z.string().min(1).max(64));

/** 1.2: PUT …/messages/:mid. `to_clients` names whose copy of a service message is meant. */
export const editBodySchema = z.object({
  from_client: clientIdSchema,
  message: messageSchema,
  timestamp: z.number().int().nonnegative(),
  to_clients: optional(recipientsSchema),
  mention_all: optional(z.boolean()),
  mention_client_ids: optional(recipientsSchema),
  operation_id: operationIdSchema,
});

/** 1.2: PUT …/messages/:mid/recall. */
export const recallBodySchema = z.object({
  from_client: clientIdSchema,
  timestamp: z.number().int().nonnegative(),
  to_clients: optional(recipientsSchema),
  operation_id: operationIdSchema,
});

/** 1.1: POST /rtm/patch/message. */
export const patch11BodySchema = z.object({
  conv_id: idSchema,
  msg_id: idSchema,
  timestamp: z.number().int().nonnegative(),
  from_peer: clientIdSchema,
  /** Those who recall may give an empty one. */
  message: optional(textSchema),
  recall: optional(z.boolean()),
  to_peers: optional(recipientsSchema),
});

const sentSchema = z.looseObject({ "msg-id": z.string(), timestamp: z.number() });

/**
 * Reply of every send. Hosted LeanCloud wraps it in `result`, its documentation shows it flat, and
 * the embedded server gives both: parse with this and get `{messageId, timestamp}`.
 */
export const sendReplySchema = z
  .union([z.looseObject({ result: sentSchema }).transform((reply) => reply.result), sentSchema])
  .transform((sent) => ({ messageId: sent["msg-id"], timestamp: sent.timestamp }));
