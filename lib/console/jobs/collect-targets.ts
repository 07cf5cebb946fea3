import "server-only";
import type { z } from "zod";
import { type bulkConversationSchema, conversationListQuerySchema } from "@/lib/contracts/conversations";
import type { LeanCloud } from "@/lib/leancloud/request";
import { limits } from "@/lib/protocol/limits";
import { listConversations } from "../conversations/list-conversations";
import { RefusedError } from "../refused-error";

const pageSize = 200;

/**
 * The conversations a bulk change is for. Those of a filter are all found first: the change itself
 * may make them fit it no more.
 */
export async function collectTargets(
  upstream: LeanCloud,
  target: z.output<typeof bulkConversationSchema>["target"],
): Promise<string[]> {
  if ("ids" in target) return [...new Set(target.ids)];
  const ids = new Set<string>();
  for (let page = 1; ; page += 1) {
    const query = conversationListQuerySchema.parse({
      ...target.query,
      sort: "createdAt",
      dir: "asc",
      page,
      pageSize,
    });
    const list = await listConversations(upstream, query);
    for (const conversation of list.conversations) ids.add(conversation.id);
    if (ids.size > limits.bulkTargets || (list.total ?? 0) > limits.bulkTargets) {
      throw new RefusedError("bad_request", "More than 20,000 conversations match; narrow the filter.");
    }
    if (list.conversations.length < pageSize) return [...ids];
  }
}
