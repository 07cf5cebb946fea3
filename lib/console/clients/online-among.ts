import "server-only";
import { checkOnline } from "@/lib/leancloud/clients";
import type { LeanCloud } from "@/lib/leancloud/request";
import { limits } from "@/lib/protocol/limits";
import { inTurn } from "../in-turn";

const atOnce = 5;

/** Which of the clients are online; LeanCloud is asked about twenty at a time. */
export async function onlineAmong(
  upstream: LeanCloud,
  clientIds: string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const unique = [...new Set(clientIds)];
  const groups: string[][] = [];
  for (let at = 0; at < unique.length; at += limits.recipients) {
    groups.push(unique.slice(at, at + limits.recipients));
  }
  const found = await inTurn(groups, atOnce, (group) => checkOnline(upstream, group, signal));
  return found.flat();
}
