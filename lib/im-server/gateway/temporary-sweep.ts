import { conversationKinds } from "@/lib/protocol/conversation-row";
import type { Where } from "@/lib/protocol/where";
import type { ImContext } from "../services/context";
import { deleteConversation } from "../services/conversations/delete-conversation";
import { scanConversations } from "../services/conversations/scan-conversations";
import { temporaryEnd } from "./temporary";

const PAGE = 500;
const temporary: Where = { op: "eq", path: ["conv_type"], value: conversationKinds.temporary };

/** Deletes the temporary conversations whose time is over; answers how many. */
export async function sweepTemporary(context: ImContext): Promise<number> {
  let deleted = 0;
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof scanConversations>> = await scanConversations(context, {
      where: temporary,
      limit: PAGE,
      after,
    });
    for (const row of page.rows) {
      if (temporaryEnd(row) > context.now()) continue;
      if (await deleteConversation(context, row.objectId)) deleted += 1;
    }
    if (page.next === null) return deleted;
    after = page.next;
  }
}
