import "server-only";
import { statsReplySchema } from "@/lib/protocol/rest/clients";
import { dateReplySchema } from "@/lib/protocol/rest/storage";
import { type LeanCloud, path } from "./request";

/** How many clients are online. */
export async function countOnline(upstream: LeanCloud, signal?: AbortSignal): Promise<number> {
  const { result } = await upstream.call({
    method: "GET",
    path: path`/1.2/rtm/stats`,
    schema: statsReplySchema,
    signal,
  });
  return result.online_user_count;
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
