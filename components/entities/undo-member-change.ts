import type { MemberChange } from "@/lib/queries/members/mutations";

const opposite = {
  add: "remove",
  remove: "add",
  mute: "unmute",
  unmute: "mute",
  silence: "unsilence",
  unblock: "block",
} as const;

/** Makes the change that takes one back, as of now; null once there is nothing left to bring back. */
export type Undo = (now: number) => MemberChange | null;

/**
 * How a change is taken back; null where that cannot be: a role, a block that also removed, the end of a silence
 * that might have been one for a time.
 */
export function undoOf(change: MemberChange, clientIds: string[]): Undo | null {
  if (change.action === "role" || change.action === "block") return null;
  if (change.action !== "unsilence") {
    const action = opposite[change.action];
    return () => ({ action, clientIds });
  }
  const { until } = change;
  if (until === undefined) return null;
  if (until === null) return () => ({ action: "silence", clientIds });
  return (now) => {
    const seconds = Math.ceil((until - now) / 1000);
    return seconds > 0 ? { action: "silence", clientIds, seconds } : null;
  };
}
