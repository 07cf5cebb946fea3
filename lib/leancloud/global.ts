import "server-only";
import { statsReplySchema } from "@/lib/protocol/rest/clients";
import { dateReplySchema } from "@/lib/protocol/rest/storage";
import { type LeanCloud, path } from "./request";

/** How many clients are online, and how many signed in today. */
export async function getStats(upstream: LeanCloud, signal?: AbortSignal) {
  const { result } = await upstream.call({
    method: "GET",
    path: path`/1.2/rtm/stats`,
    schema: statsReplySchema,
    signal,
  });
  return { online: result.online_user_count, usersToday: result.user_count_today };
}

/** The server's clock: the cheapest call that needs an app id and key. */
export async function getServerTime(upstream: LeanCloud, signal?: AbortSignal): Promise<number> {
  const reply = await upstream.call({
    method: "GET",
    path: path`/1.1/date`,
    schema: dateReplySchema,
    withAppKey: true,
    timeoutMs: 5_000,
    signal,
  });
  return Date.parse(reply.iso);
}
