import type { SendMessage } from "@/lib/contracts/messages";
import { limits } from "@/lib/protocol/limits";
import { messageBytes } from "@/lib/protocol/message-bytes";
import { type ContentError, toOutgoingData } from "./content-draft";
import type { ComposerDraft } from "./draft-store";

export type DraftProblem =
  | { type: "content"; error: ContentError }
  | { type: "from-missing" | "from-too-long" | "push-data" | "mentions" }
  | { type: "too-large"; over: number };

export interface Outgoing {
  /** Ready to send, when there is no problem. */
  body: SendMessage | null;
  problem: DraftProblem | null;
  /** As the server counts them; 0 while the content cannot be made. */
  bytes: number;
}

/** What a draft will send, how many bytes that is, and the first reason why it cannot be sent. */
export function toOutgoing(
  draft: ComposerDraft,
  options: { isChatRoom: boolean; toClients?: string[] },
): Outgoing {
  const content = toOutgoingData(draft.content);
  const push = parsePushData(draft.pushData);
  const pushData = push.ok ? push.value : undefined;
  const bytes = content.data === null ? 0 : messageBytes({ data: content.data, pushData });
  const fail = (problem: DraftProblem): Outgoing => ({ body: null, problem, bytes });
  if (content.data === null) return fail({ type: "content", error: content.error });
  const from = draft.from.trim();
  if (from === "") return fail({ type: "from-missing" });
  if (from.length > limits.clientIdLength) return fail({ type: "from-too-long" });
  if (!push.ok) return fail({ type: "push-data" });
  if (draft.mentions.length > limits.recipients) return fail({ type: "mentions" });
  if (bytes > limits.messageBytes) return fail({ type: "too-large", over: bytes - limits.messageBytes });
  return {
    problem: null,
    bytes,
    body: {
      from,
      data: content.data,
      transient: draft.isTransient || undefined,
      noSync: draft.noSync || undefined,
      priority: options.isChatRoom && draft.priority !== "normal" ? draft.priority : undefined,
      pushData,
      mentionAll: draft.mentionAll || undefined,
      mentions: draft.mentions.length > 0 ? draft.mentions : undefined,
      toClients: options.toClients,
    },
  };
}

function parsePushData(
  text: string,
): { ok: true; value: Record<string, unknown> | undefined } | { ok: false } {
  if (text.trim() === "") return { ok: true, value: undefined };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return { ok: false };
    return { ok: true, value: Object.fromEntries(Object.entries(value)) };
  } catch {
    return { ok: false };
  }
}
