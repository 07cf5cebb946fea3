import "server-only";
import type { Message } from "@/lib/contracts/messages";
import type { Capability } from "@/lib/contracts/session";
import { getHistory } from "@/lib/leancloud/messages";
import { getLastMessages } from "@/lib/leancloud/parley";
import type { LeanCloud } from "@/lib/leancloud/request";
import { presentMessage } from "../history/present-message";
import { inTurn } from "../in-turn";
import type { AppRow } from "../store/tables";
import { kindOf } from "./kind-of";

const atOnce = 6;

/** The newest message of each conversation, null where there is none. */
export async function lastMessages(
  app: AppRow,
  upstream: LeanCloud,
  capabilities: Capability[],
  ids: string[],
  signal?: AbortSignal,
): Promise<Record<string, Message | null>> {
  const messages: Record<string, Message | null> = Object.fromEntries(ids.map((id) => [id, null]));
  if (capabilities.includes("last-messages")) {
    for (const row of await getLastMessages(upstream, ids, signal)) {
      const message = presentMessage(row);
      if (message.conversationId in messages) messages[message.conversationId] = message;
    }
    return messages;
  }
  await inTurn(ids, atOnce, async (id) => {
    const kind = await kindOf(app, upstream, id, signal);
    if (!kind) return;
    const [row] = await getHistory(upstream, { scope: "conversation", kind, id }, { limit: 1 }, signal);
    messages[id] = row ? presentMessage(row) : null;
  });
  return messages;
}
