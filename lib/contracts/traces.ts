import { z } from "zod";
import type { ReceiverReason, ReceiverState, TraceReply } from "@/lib/protocol/rest/traces";
import type { ClientSession } from "./clients";
import { clientIdSchema, timestampSchema } from "./common";
import type { Message } from "./messages";

/**
 * `GET conversations/{id}/messages/{messageId}/trace`: `client` as for versions; `receiver` asks about
 * one client besides, also one that is not listed.
 */
export const traceQuerySchema = z.object({
  timestamp: timestampSchema,
  client: clientIdSchema.optional(),
  receiver: clientIdSchema.optional(),
});

/** What became of the message for one client. */
export type TraceReceiver = {
  clientId: string;
  state: ReceiverState;
  reason: ReceiverReason | null;
  /** Since when the reason holds. */
  since: number | null;
  isSender: boolean;
  /** Had muted the conversation: no offline push. */
  hasMuted: boolean;
  /** The sessions it had then; `session` is null when the login is no longer kept. */
  sessions: { id: string; isSent: boolean; session: ClientSession | null }[];
  receivedAt: number | null;
  readAt: number | null;
  wasOnline: boolean | null;
  nextLoginAt: number | null;
};

export type MessageTrace = {
  /** False when what happened at sending was not kept; receivers then show only what is known since. */
  isRecorded: boolean;
  /** It is older than accounts are kept. */
  isExpired: boolean;
  via: TraceReply["via"];
  /** The session that sent it. */
  session: ClientSession | null;
  scope: TraceReply["scope"];
  counts: Record<"meant" | "clients" | "sessions" | "received" | "read", number | null> & {
    dropped: number;
    skipped: number;
  };
  /** There were more receivers than are listed. */
  isSample: boolean;
  receivers: TraceReceiver[];
  asked: TraceReceiver | null;
};

/** What is known already of a message, or of a broadcast, whose way is asked for. */
export type TracedMessage = Pick<
  Message,
  "id" | "conversationId" | "toClientId" | "from" | "timestamp" | "deliveredAt"
>;
