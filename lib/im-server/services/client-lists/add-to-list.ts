import { uniqueClientIds } from "@/lib/protocol/client-id";
import type { ImErrorCode } from "@/lib/protocol/error-codes";
import { limits } from "@/lib/protocol/limits";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { ImError } from "../errors";
import { type Actor, initiatorOf } from "../events";

/** What a full list answers. */
const full: Record<"silences" | "blocks", ImErrorCode> = { silences: 4561, blocks: 4543 };

/**
 * Puts clients on a conversation's list of permanent silences or blocks. Answers when.
 * @throws ImError 4303 no such conversation, 4561 or 4543 above 500 (10 000 for rooms and services)
 */
export async function addToList(
  context: ImContext,
  list: "silences" | "blocks",
  conversationId: string,
  clientIds: string[],
  actor: Actor,
): Promise<number> {
  const kind = await requireKind(context, conversationId, null);
  const capacity = kind === "normal" ? limits.clientList : limits.clientListLarge;
  const wanted = uniqueClientIds(clientIds);
  const at = context.now();
  const options = { capacity, by: initiatorOf(actor) };
  if (await context.store.addToList(list, conversationId, wanted, at, options)) return at;
  throw new ImError(full[list], `At most ${capacity} clients.`);
}
