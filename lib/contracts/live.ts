import { z } from "zod";
import { clientIdSchema, cursorSchema } from "./common";

/**
 * `GET /api/live?apps=a,b`: server-sent events, one connection per browser. They say what has changed and where, not
 * what was written: that is read, and audited, through the ordinary routes. Each frame's SSE id is opaque; given back
 * as `Last-Event-ID` or `?after=`, the stream goes on behind it. An app that cannot be listened to is `behind`.
 */
export const liveQuerySchema = z.object({
  apps: z
    .string()
    .min(1)
    .max(1000)
    .transform((text) => [...new Set(text.split(",").filter(Boolean))])
    .pipe(z.array(z.string().max(64)).min(1)),
  after: z.string().max(8000).optional(),
});

const place = { conversationId: z.string() };
/** `clientId`: in a service conversation, the user whose private history this is about. */
const line = { ...place, clientId: z.string().nullable() };

/** How another operator is with a conversation. */
export const activityStateSchema = z.enum(["viewing", "answering"]);
export type ActivityState = z.infer<typeof activityStateSchema>;

export const liveEventSchema = z.discriminatedUnion("type", [
  /** `count` new messages, the newest of them at `newest`. */
  z.object({ type: z.literal("messages"), ...line, count: z.number(), newest: cursorSchema }),
  /** Edited or recalled. */
  z.object({ type: z.literal("message-changed"), ...line, at: cursorSchema }),
  z.object({ type: z.literal("message-deleted"), ...line, at: cursorSchema }),
  z.object({
    type: z.literal("conversation"),
    ...place,
    change: z.enum(["created", "updated", "deleted"]),
  }),
  /** Members, subscribers, mutes, silences, blocks or roles. */
  z.object({ type: z.literal("members"), ...place }),
  /** Who is in a chat room. */
  z.object({ type: z.literal("room"), ...place }),
  z.object({ type: z.literal("read"), ...place, clientId: z.string(), readAt: z.number() }),
  z.object({ type: z.literal("presence"), clientId: z.string(), online: z.boolean() }),
  /** The IM server has started anew: nobody is online but those who are told to be from here on. */
  z.object({ type: z.literal("presence-cleared") }),
  z.object({ type: z.literal("broadcasts") }),
  /** Everyone who has the conversation open now, the receiver included; empty when nobody has. */
  z.object({
    type: z.literal("activity"),
    ...line,
    operators: z.array(z.object({ id: z.string(), name: z.string(), state: activityStateSchema })),
  }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;

/**
 * `live`: everything up to `completeUpTo` (ms, the IM server's clock) has been told. `behind`: the console cannot hear
 * the IM server; nothing after `completeUpTo` is known. `reset`: the position was lost, read everything anew.
 */
export const liveFrameSchema = z.object({
  appId: z.string(),
  state: z.enum(["live", "behind", "reset"]),
  completeUpTo: z.number().nullable(),
  events: z.array(liveEventSchema),
});
export type LiveFrame = z.infer<typeof liveFrameSchema>;

/** `POST conversations/{id}/activity`, every 20 s while it holds; forgotten after 45 s. `tab` tells windows apart. */
export const activitySchema = z.object({
  state: z.union([activityStateSchema, z.literal("gone")]),
  tab: z.string().min(1).max(64),
  /** In a service conversation, the user whose history is open. */
  clientId: clientIdSchema.nullish(),
});
export type Activity = z.infer<typeof activitySchema>;
