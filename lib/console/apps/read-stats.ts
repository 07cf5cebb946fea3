import "server-only";
import type { Stats } from "@/lib/contracts/clients";
import { getStats } from "@/lib/leancloud/global";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";

/** The server's statistics; unknown where it has none. */
export async function readStats(upstream: LeanCloud, signal?: AbortSignal): Promise<Stats> {
  try {
    return await getStats(upstream, signal);
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === "rejected")
      return { online: null, usersToday: null };
    throw error;
  }
}
