import type { Message } from "@/lib/contracts/messages";

/** Where a conversation stood when a reply was begun. */
export interface Began {
  /** The newest message there was. */
  at: number;
  beyond: number;
}

/** How many messages by others came since then, and who wrote them; nobody is named for those not in memory. */
export function countSince(
  began: Began | null,
  now: {
    messages: readonly Pick<Message, "id" | "from" | "timestamp">[];
    /** The newest end is in memory. */
    isComplete: boolean;
    /** How many came beyond what is in memory. */
    beyond: number;
    /** Those sent from here. */
    own: ReadonlySet<string>;
  },
): { count: number; names: string[] } {
  if (began === null) return { count: 0, names: [] };
  if (!now.isComplete) return { count: Math.max(0, now.beyond - began.beyond), names: [] };
  const theirs = now.messages.filter(({ id, timestamp }) => timestamp > began.at && !now.own.has(id));
  return { count: theirs.length, names: [...new Set(theirs.map(({ from }) => from))] };
}
