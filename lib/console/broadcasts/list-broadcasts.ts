import "server-only";
import type { z } from "zod";
import type { Broadcast, BroadcastPage } from "@/lib/contracts/broadcasts";
import { getBroadcasts } from "@/lib/leancloud/broadcasts";
import { findConversations } from "@/lib/leancloud/conversations";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import type { broadcastRowSchema } from "@/lib/protocol/rest/service-conversations";
import { presentPayload } from "../history/present-message";
import { inTurn } from "../in-turn";

type Row = z.infer<typeof broadcastRowSchema>;
const pageSize = 20;
const maxServices = 50;

/** Broadcasts that are still valid: of one service conversation, or of the app. */
export async function listBroadcasts(
  upstream: LeanCloud,
  query: { conversation?: string; page: number },
  signal?: AbortSignal,
): Promise<BroadcastPage> {
  const skip = (query.page - 1) * pageSize;
  const find = { conversationId: query.conversation, limit: pageSize + 1, skip };
  const rows = await getBroadcasts(upstream, find, signal).catch((error: unknown) => {
    const isUnnamed = query.conversation === undefined;
    if (isUnnamed && error instanceof UpstreamError && error.kind === "rejected") {
      return ofEveryService(upstream, skip, signal);
    }
    throw error;
  });
  return {
    broadcasts: rows.slice(0, pageSize).map((row) => presentBroadcast(row, query.conversation)),
    page: query.page,
    pageSize,
    hasMore: rows.length > pageSize,
  };
}

/** Hosted LeanCloud lists them by service conversation only. */
async function ofEveryService(upstream: LeanCloud, skip: number, signal?: AbortSignal): Promise<Row[]> {
  const find = { where: { sys: true }, order: "-lm", skip: 0, limit: maxServices, count: false };
  const services = await findConversations(upstream, find, { signal });
  const lists = await inTurn(services.results, 5, ({ objectId }) =>
    getBroadcasts(upstream, { conversationId: objectId, limit: skip + pageSize + 1, skip: 0 }, signal),
  );
  const all = lists.flat().sort((a, b) => (b.timestamp ?? 0) - (a.timestamp ?? 0));
  return all.slice(skip, skip + pageSize + 1);
}

function presentBroadcast(row: Row, conversationId: string | undefined): Broadcast {
  const data = row.data ?? "";
  const to = typeof row.to === "string" ? row.to : row["conv-id"];
  return {
    id: row["msg-id"],
    conversationId: conversationId ?? to ?? "",
    from: row.from ?? "",
    payload: presentPayload(data, false),
    data,
    timestamp: row.timestamp ?? 0,
    validTill: row.valid_till ?? null,
  };
}
