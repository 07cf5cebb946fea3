import "server-only";
import { getConversation, type StoredKind } from "@/lib/leancloud/conversations";
import type { LeanCloud } from "@/lib/leancloud/request";
import { type ConversationWire, conversationKindOf } from "@/lib/protocol/conversation-row";
import type { AppRow } from "../store/tables";

// A conversation never changes its kind, so it is asked for once.
const kinds = new Map<string, StoredKind>();
const maxKinds = 20_000;

/** The kind of a conversation; null when there is no such conversation. */
export async function kindOf(
  app: Pick<AppRow, "id" | "server_url" | "leancloud_app_id">,
  upstream: LeanCloud,
  id: string,
  signal?: AbortSignal,
): Promise<StoredKind | null> {
  const key = `${app.id} ${app.server_url} ${app.leancloud_app_id} ${id}`;
  const known = kinds.get(key);
  if (known) return known;
  const row = await getConversation(upstream, id, signal);
  const kind = row ? storedKindOf(row) : null;
  if (!kind) return null;
  if (kinds.size >= maxKinds) kinds.clear();
  kinds.set(key, kind);
  return kind;
}

/** The kind of a row; null for temporary ones, which REST cannot reach. */
export function storedKindOf(row: ConversationWire): StoredKind | null {
  const kind = conversationKindOf(row);
  return kind === "temporary" ? null : kind;
}
