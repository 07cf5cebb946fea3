import { z } from "zod";
import { clientIdSchema, objectIdSchema, timestampSchema } from "./common";
import { messagePayloadSchema, outgoingSchema } from "./messages";

/**
 * `POST broadcasts`: to every user of the app (`audience: "everyone"`) or to all subscribers.
 * `validTill`: for everyone only; users who log in before it get the newest one.
 */
export const sendBroadcastSchema = outgoingSchema
  .pick({ from: true, data: true, pushData: true, transient: true })
  .extend({
    conversationId: objectIdSchema,
    audience: z.enum(["everyone", "subscribers"]),
    validTill: timestampSchema.optional(),
  });
export type SendBroadcast = z.input<typeof sendBroadcastSchema>;

/** `GET broadcasts?conversation=&page=`: those still valid. */
export const broadcastSchema = z.object({
  id: z.string(),
  conversationId: z.string(),
  from: z.string(),
  payload: messagePayloadSchema,
  data: z.string(),
  timestamp: z.number(),
  validTill: z.number().nullable(),
});
export type Broadcast = z.infer<typeof broadcastSchema>;
export type BroadcastPage = { broadcasts: Broadcast[]; page: number; pageSize: number; hasMore: boolean };

/** `PATCH broadcasts/{id}`; `DELETE broadcasts/{id}?conversation=`. */
export const editBroadcastSchema = z.object({
  conversationId: objectIdSchema,
  from: clientIdSchema,
  timestamp: timestampSchema,
  data: z.string().min(1),
});
export type EditBroadcast = z.input<typeof editBroadcastSchema>;

/** `GET broadcasts/check?conversation=`: what the check page states. Null: the server does not say. */
export type BroadcastCheck = {
  subscribers: number | null;
  /** People the app has seen, and how many are online now. */
  users: number | null;
  online: number | null;
  /** How often one may still send to everyone, and to the subscribers. */
  everyone: DailyQuota;
  toSubscribers: DailyQuota;
};

/** Sent through this console since midnight UTC, and the limit: null where it is not known. */
export type DailyQuota = { sentToday: number; dailyLimit: number | "none" | null };
