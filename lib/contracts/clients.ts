import { z } from "zod";
import { clientIdSchema, objectIdSchema } from "./common";

/** `GET clients/{id}` */
export type ClientSummary = {
  id: string;
  online: boolean | null;
  unread: number | null;
  /** Null where the server cannot say. */
  conversations: number | null;
  lastMessageAt: number | null;
};

/** `GET clients/{id}/conversations?page=`: ConversationList. `GET clients/{id}/messages?before=`: AppHistoryPage. */

/** `GET clients/{id}/unread?conversation=` */
export const unreadQuerySchema = z.object({ conversation: objectIdSchema.optional() });
export type Unread = { count: number };

/** `GET clients/{id}/subscriptions?before=`: newest first. */
export type Subscriptions = {
  subscriptions: { conversationId: string; since: number }[];
  next: string | null;
};

/** `POST clients/{id}/kick` */
export const kickSchema = z.object({ reason: z.string().max(20).default("") });
export type Kick = z.infer<typeof kickSchema>;

/** `GET clients?q=`: those who sent lately whose id begins so, and the exact id if it is used. */
export const clientLookupSchema = z.object({ q: clientIdSchema });

/** `GET stats` */
export type Stats = { online: number | null; usersToday: number | null };
