import { z } from "zod";
import { clientIdSchema, idSchema } from "../client-id";
import { timestampSchema } from "./common";
import { sessionWireSchema } from "./sessions";

/** What became of a message for one receiver, as far as is known now. */
export const receiverStates = [
  "read",
  /** Acknowledged by the client. */
  "received",
  /** Sent to its sessions, nothing heard since. */
  "pushed",
  /** It had sessions, none of which could be given it. */
  "failed",
  /** It had no session. */
  "offline",
  /** It belongs there, but the message was not for it. */
  "excluded",
  /** It did not belong there. */
  "absent",
  /** Nothing was noted of it. */
  "unknown",
] as const;
export type ReceiverState = (typeof receiverStates)[number];

export const receiverReasons = [
  /** The message named its receivers. */
  "not-addressed",
  /** The sender wanted none on its own other devices. */
  "no-sync",
  "joined-later",
  "blocked",
  /** The client itself has blocked the conversation. */
  "refused",
  "not-member",
  "not-subscribed",
  "not-in-room",
] as const;
export type ReceiverReason = (typeof receiverReasons)[number];

/** GET /parley/1/messages/trace; `client_id` as in versions, `receiver` asks about one client besides. */
export const traceQuerySchema = z.object({
  conv_id: idSchema,
  msg_id: idSchema,
  timestamp: timestampSchema,
  client_id: clientIdSchema.optional(),
  receiver: clientIdSchema.optional(),
});

export const tracedReceiverSchema = z.looseObject({
  client_id: z.string(),
  state: z.enum(receiverStates),
  reason: z.enum(receiverReasons).nullable(),
  /** Since when the reason holds. */
  since: z.number().nullable(),
  is_sender: z.boolean(),
  /** Had muted the conversation: no offline push. */
  muted: z.boolean(),
  sessions: z.array(
    z.looseObject({
      id: z.string(),
      sent: z.boolean(),
      /** Null when its login is no longer kept. */
      login: sessionWireSchema.nullable(),
    }),
  ),
  received_at: z.number().nullable(),
  read_at: z.number().nullable(),
  was_online: z.boolean().nullable(),
  next_login_at: z.number().nullable(),
});
export type TracedReceiverWire = z.infer<typeof tracedReceiverSchema>;

export const traceReplySchema = z.looseObject({
  /** False when what happened at sending was not kept; receivers then show only what is known since. */
  recorded: z.boolean(),
  /** Traces are kept for a week. */
  expired: z.boolean(),
  from: z.string().nullable(),
  /** How it came; null when not recorded. */
  via: z.enum(["socket", "rest"]).nullable(),
  /** The session that sent it. */
  session: sessionWireSchema.nullable(),
  scope: z.enum(["members", "clients", "room", "subscribers", "everyone"]).nullable(),
  counts: z.looseObject({
    /** Null where nobody can say. */
    meant: z.number().nullable(),
    /** Clients and sessions that it was sent to. */
    clients: z.number().nullable(),
    sessions: z.number().nullable(),
    received: z.number().nullable(),
    read: z.number().nullable(),
    /** Sessions that were being dropped for not reading. */
    dropped: z.number(),
    /** Sessions too far behind for a message of low priority. */
    skipped: z.number(),
  }),
  /** There were more receivers than are listed. */
  is_sample: z.boolean(),
  receivers: z.array(tracedReceiverSchema),
  /** The answer about `receiver`. */
  asked: tracedReceiverSchema.nullable(),
});
export type TraceReply = z.infer<typeof traceReplySchema>;
