import { z } from "zod";
import { historyRowSchema } from "./history";

/**
 * GET /parley/1/events (master key): server-sent events, in the order in which they were committed. The header
 * `Last-Event-ID`, else `after`, is the id of the last event that was received; without one the stream begins now.
 * Ids are opaque, survive restarts and are kept at least 24 h.
 */
export const eventsQuerySchema = z.object({ after: z.string().max(64).optional() });

const at = z.number();
const inConversation = { conv_id: z.string(), at };
/** `client_id`: in a service conversation, the user whose private history this is about. */
const inHistory = { ...inConversation, client_id: z.string().nullable() };

/** What an `event: change` carries. A message is told as it stands when it is sent, so a change may be seen twice. */
export const changeSchema = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("message"), ...inHistory, message: historyRowSchema }),
  /** Edited or recalled. */
  z.looseObject({ type: z.literal("message-changed"), ...inHistory, message: historyRowSchema }),
  z.looseObject({
    type: z.literal("message-deleted"),
    ...inHistory,
    msg_id: z.string(),
    timestamp: z.number(),
  }),
  /** Imported messages are an update of their conversation, and have no changes of their own. */
  z.looseObject({
    type: z.literal("conversation"),
    ...inConversation,
    change: z.enum(["created", "updated", "deleted"]),
  }),
  z.looseObject({
    type: z.literal("members"),
    ...inConversation,
    added: z.array(z.string()),
    removed: z.array(z.string()),
  }),
  /**
   * Clients have entered a chat room or left it, and so many are there now. Told at most about twice a second;
   * of many who came or went, fifty are named.
   */
  z.looseObject({
    type: z.literal("room"),
    ...inConversation,
    online: z.number(),
    entered: z.array(z.string()),
    left: z.array(z.string()),
  }),
  /** Mutes, silences, blocks or roles. */
  z.looseObject({ type: z.literal("restrictions"), ...inConversation }),
  z.looseObject({
    type: z.literal("subscription"),
    ...inConversation,
    client_id: z.string(),
    subscribed: z.boolean(),
  }),
  z.looseObject({ type: z.literal("read"), ...inConversation, client_id: z.string(), read_at: z.number() }),
  /** The first session of a client has come, or its last has gone. */
  z.looseObject({ type: z.literal("presence"), client_id: z.string(), online: z.boolean(), at }),
  /** The server has started: whoever was online or in a chat room is not any more. */
  z.looseObject({ type: z.literal("presence-cleared"), at }),
  z.looseObject({
    type: z.literal("broadcast"),
    ...inConversation,
    msg_id: z.string(),
    change: z.enum(["sent", "updated", "deleted"]),
  }),
]);
export type Change = z.infer<typeof changeSchema>;

/**
 * What the other events carry. A stream begins with one of these: `ready`: it goes on behind its id. `reset`: the asked
 * position is not kept any more or not this store's; what is known must be read anew, and the stream goes on behind its
 * id. `reset` also comes later, to whoever reads so slowly that rows are gone before they are read. `sync`: everything
 * that was committed before `at` (server ms) has been sent; comes at least every five seconds.
 */
export const streamStateSchema = z.looseObject({ at });
