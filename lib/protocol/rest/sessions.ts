import { z } from "zod";
import { sessionEnds } from "../session-ends";

/** A session of a client, whether open or ended. `id` names it also in delivery traces. */
export const sessionWireSchema = z.looseObject({
  id: z.string(),
  at: z.number(),
  tag: z.string().nullable(),
  device_id: z.string().nullable(),
  /** The sub-protocol, or `json` for the one before them. */
  protocol: z.string(),
  user_agent: z.string().nullable(),
  address: z.string().nullable(),
});
export type SessionWire = z.infer<typeof sessionWireSchema>;

/** GET /parley/1/clients/:id/sessions: those open now, oldest first, and the logins before, newest first. */
export const clientSessionsReplySchema = z.looseObject({
  open: z.array(sessionWireSchema.extend({ chatroom: z.string().nullable() })),
  recent: z.array(
    sessionWireSchema.extend({
      /** Null when its end was not kept. */
      ended_at: z.number().nullable(),
      cause: z.enum(sessionEnds).nullable(),
    }),
  ),
});
export type ClientSessionsReply = z.infer<typeof clientSessionsReplySchema>;
