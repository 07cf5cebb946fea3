import type { BroadcastCheck, DailyQuota } from "@/lib/contracts/broadcasts";
import type { Audience } from "./plan";

/** How many people an announcement reaches; null where the server does not say. */
export function reachOf(
  audience: Audience,
  recipients: number,
  check: BroadcastCheck | undefined,
): number | null {
  if (audience === "clients") return recipients;
  return (audience === "subscribers" ? check?.subscribers : check?.users) ?? null;
}

export type Quota =
  /** No number is known. */
  | { state: "unknown"; sent: number }
  /** The server sets no limit. */
  | { state: "unlimited"; sent: number }
  | { state: "left"; sent: number; limit: number; left: number }
  | { state: "none"; sent: number; limit: number };

/** How often it may still be done today. */
export function quotaOf({ sentToday: sent, dailyLimit: limit }: DailyQuota): Quota {
  if (limit === null) return { state: "unknown", sent };
  if (limit === "none") return { state: "unlimited", sent };
  const left = limit - sent;
  return left > 0 ? { state: "left", sent, limit, left } : { state: "none", sent, limit };
}
