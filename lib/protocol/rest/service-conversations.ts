import { z } from "zod";
import { clientIdSchema, idSchema } from "../client-id";
import { queryIntegerSchema, timestampSchema } from "./common";
import { pushDataSchema, sendBodySchema } from "./send";

/** 1.2: POST service-conversations/:id/subscribers. */
export const subscribeBodySchema = z.object({ client_id: clientIdSchema });

/** 1.1: POST|DELETE|GET /rtm/conversation/subscription and GET …/subscribed. */
export const subscription11Schema = z.object({ conv_id: idSchema, client_id: clientIdSchema });

/** 1.2: GET service-conversations/:id/subscribers; `client_id` is the last one of the page before. */
export const subscribersQuerySchema = z.object({
  limit: queryIntegerSchema.optional(),
  client_id: clientIdSchema.optional(),
});
/** 1.1: GET /rtm/conversation/subscribers. */
export const subscribers11QuerySchema = subscribersQuerySchema.extend({ conv_id: idSchema });

/** 1.2: GET clients/:c/service-conversations; `timestamp` is required with `conv_id`. */
export const subscriptionsQuerySchema = z
  .object({
    conv_id: idSchema.optional(),
    timestamp: timestampSchema.optional(),
    limit: queryIntegerSchema.optional(),
    direction: z.enum(["old", "new"]).optional(),
  })
  .refine((query) => query.conv_id === undefined || query.timestamp !== undefined, {
    message: "timestamp is required with conv_id.",
  });

/** A page of subscriptions: of a service conversation, or of a client. */
export const subscriptionsReplySchema = z.array(
  z.looseObject({ timestamp: z.number(), subscriber: z.string(), conv_id: z.string() }),
);

const message = sendBodySchema.shape.message;
const push = pushDataSchema.nullish().transform((value) => value ?? undefined);

/** 1.2: POST service-conversations/:id/broadcasts: to all subscribers. */
export const subscriberMessageBodySchema = z.object({ from_client: clientIdSchema, message, push });
/** 1.1: POST /rtm/broadcast/subscriber. */
export const subscriberMessage11BodySchema = z.object({
  from_peer: clientIdSchema,
  conv_id: idSchema,
  message,
  push,
});

const validTill = z
  .number()
  .nonnegative()
  .max(8.64e15)
  .nullish()
  .transform((value) => (value === null || value === undefined ? undefined : Math.trunc(value)));
const transient = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined);

/** 1.2: POST /rtm/broadcasts: to every client of the app, through a service conversation. */
export const broadcastBodySchema = z.object({
  from_client: clientIdSchema,
  conv_id: idSchema,
  message,
  valid_till: validTill,
  push,
  transient,
});

/** 1.1: POST /rtm/broadcast; the python client calls the push content `push_data`. */
export const broadcast11BodySchema = z.object({
  from_peer: clientIdSchema,
  conv_id: idSchema,
  message,
  valid_till: validTill,
  push,
  push_data: push,
  transient,
});

/** GET /1.2/rtm/broadcasts and GET /1.1/rtm/broadcast. */
export const broadcastsQuerySchema = z.object({
  conv_id: idSchema.optional(),
  limit: queryIntegerSchema.optional(),
  skip: queryIntegerSchema.optional(),
});

/**
 * A broadcast that is still valid. The documentation does not show the row: the embedded server
 * answers history rows with `valid_till` and `push` beside them; tolerant for other spellings.
 */
export const broadcastRowSchema = z.looseObject({
  "msg-id": z.string(),
  from: z.string().nullish().catch(null),
  data: z.string().nullish().catch(null),
  timestamp: z.number().nullish().catch(null),
  "conv-id": z.string().nullish().catch(null),
  valid_till: z.number().nullish().catch(null),
  push: z.unknown().optional(),
  "patch-timestamp": z.number().nullish().catch(null),
});
export const broadcastsReplySchema = z.union([
  z.array(broadcastRowSchema),
  z.looseObject({ results: z.array(broadcastRowSchema) }).transform((reply) => reply.results),
]);
