import "server-only";
import type { Message } from "@/lib/contracts/messages";
import { getHistory, type MessagePlace } from "@/lib/leancloud/messages";
import type { LeanCloud } from "@/lib/leancloud/request";
import { presentMessage } from "../history/present-message";

/** One message of a history by its time and id; null when it is not there. */
export async function findMessage(
  upstream: LeanCloud,
  place: Extract<MessagePlace, { scope: "conversation" }>,
  key: { messageId: string; timestamp: number },
): Promise<Message | null> {
  const [row] = await getHistory(upstream, place, { ...key, includeStart: true, limit: 1 });
  return row?.["msg-id"] === key.messageId ? presentMessage(row, place.clientId ?? null) : null;
}

/** What the audit keeps of a message as evidence. */
export function evidenceOf(message: Message | null) {
  if (!message) return null;
  const { from, timestamp, data, binary, patchTimestamp } = message;
  return { from, timestamp, data, binary, patchTimestamp };
}
