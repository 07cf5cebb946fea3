import { z } from "zod";
import type { SessionEnd } from "@/lib/protocol/session-ends";
import { clientIdSchema, objectIdSchema } from "./common";

/** `GET clients/{id}` */
export type ClientSummary = {
  id: string;
  online: boolean | null;
  /** When that was asked; null where the server tells by itself whenever it changes. */
  onlineAsOf: number | null;
  unread: number | null;
  /** Null where the server cannot say. */
  conversations: number | null;
  /** How many are open. */
  sessions: number | null;
  /** When its last session ended; null while it has one. */
  lastSeenAt: number | null;
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

/** `GET clients/{id}/restrictions?next`: where it is silenced or blocked; `until` is null for good. */
export type ClientRestriction = { conversationId: string; kind: "silence" | "block"; until: number | null };
export type ClientRestrictions = { restrictions: ClientRestriction[]; next: string | null };

/** One login of a client: on which device, and how it spoke to the server. */
export type ClientSession = {
  id: string;
  since: number;
  tag: string | null;
  deviceId: string | null;
  /** The sub-protocol, or `json` for the one before them. */
  protocol: string;
  /** What the SDK calls itself. */
  userAgent: string | null;
  address: string | null;
};
/** `GET clients/{id}/sessions`: those open, oldest first, and the logins before, newest first. */
export type ClientSessions = {
  open: (ClientSession & { chatroomId: string | null })[];
  /** What was not kept of its end is null. */
  recent: (ClientSession & { endedAt: number | null; cause: SessionEnd | null })[];
};

/** `POST clients/{id}/kick` */
export const kickSchema = z.object({ reason: z.string().max(20).default("") });
export type Kick = z.infer<typeof kickSchema>;

/** `GET clients?q=`: those who sent lately whose id begins so, and the exact id if it is used. */
export const clientLookupSchema = z.object({ q: clientIdSchema });
