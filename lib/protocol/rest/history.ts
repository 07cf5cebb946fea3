import { z } from "zod";
import { clientIdSchema, idSchema } from "../client-id";
import { queryBooleanSchema, queryIntegerSchema, timestampSchema } from "./common";
import { messageSchema } from "./send";

/**
 * Query of every history endpoint of 1.2. Bounds are exclusive unless included; `reversed` walks
 * from old to new and swaps the defaults of `timestamp` (now) and `till_timestamp` (0).
 */
export const historyQuerySchema = z.object({
  msgid: idSchema.optional(),
  timestamp: timestampSchema.optional(),
  till_msgid: idSchema.optional(),
  till_timestamp: timestampSchema.optional(),
  include_start: queryBooleanSchema.optional(),
  include_stop: queryBooleanSchema.optional(),
  reversed: queryBooleanSchema.optional(),
  limit: queryIntegerSchema.optional(),
  client_id: clientIdSchema.optional(),
  nonce: z.string().max(256).optional(),
  signature_ts: timestampSchema.optional(),
  signature: z.string().max(128).optional(),
});
export type HistoryQueryOutput = z.output<typeof historyQuerySchema>;

/** 1.1: GET /rtm/messages/history; `max_ts` is the older name of `timestamp`, `peerid` of `client_id`. */
export const history11QuerySchema = historyQuerySchema.extend({
  convid: idSchema.optional(),
  from: clientIdSchema.optional(),
  max_ts: timestampSchema.optional(),
  peerid: clientIdSchema.optional(),
});

/**
 * A message of a history reply, 1.1 and 1.2 alike. Tolerant on read: hosted replies lack
 * `patch-timestamp`, `recall` and the mentions, which only the embedded server adds.
 */
export const historyRowSchema = z.looseObject({
  "msg-id": z.string(),
  /** The id that history is asked by: the conversation's, or md5(conversation:client) for services. */
  "conv-id": z.string(),
  from: z.string(),
  data: z.string(),
  timestamp: z.number(),
  /** The conversation's own id. */
  to: z.string().nullish().catch(null),
  /** Embedded server only: the user whose history with a service conversation this is. */
  "to-client": z.string().nullish().catch(null),
  bin: z.boolean().nullish().catch(null),
  "is-conv": z.boolean().nullish().catch(null),
  "is-room": z.boolean().nullish().catch(null),
  "from-ip": z.string().nullish().catch(null),
  "ack-at": z.number().nullish().catch(null),
  "patch-timestamp": z.number().nullish().catch(null),
  recall: z.boolean().nullish().catch(null),
  "mention-all": z.boolean().nullish().catch(null),
  "mention-client-ids": z.array(z.string()).nullish().catch(null),
});
export type HistoryRow = z.infer<typeof historyRowSchema>;

/** A history page: newest first unless `reversed`. */
export const historyReplySchema = z.array(historyRowSchema);

/** 1.2: DELETE …/messages/:mid. */
export const deleteMessageQuerySchema = z.object({ from_client: clientIdSchema, timestamp: timestampSchema });

/** 1.1: DELETE /rtm/messages/logs. */
export const deleteLogs11QuerySchema = z.object({
  convid: idSchema,
  msgid: idSchema,
  timestamp: timestampSchema,
  from: clientIdSchema,
});

/** 1.1: PUT /rtm/messages/logs: a history row; `msg-id` and `timestamp` say which. */
export const putLogs11BodySchema = z.looseObject({
  "msg-id": idSchema,
  "conv-id": idSchema,
  from: clientIdSchema,
  data: messageSchema,
  timestamp: z.number().int().nonnegative(),
  bin: z.boolean().nullish(),
  to: idSchema.nullish(),
});
