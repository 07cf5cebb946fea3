import type { LiveFrame } from "@/lib/contracts/live";

/** What of the Web Locks API is used. */
export interface Locks {
  request: (
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    whileHeld: () => Promise<void>,
  ) => Promise<unknown>;
}
/** What of a BroadcastChannel is used. */
export interface Channel {
  postMessage: (message: TabMessage) => void;
  onmessage: ((event: { data: TabMessage }) => void) | null;
  close: () => void;
}
export type Loss = "checking" | "behind";
export type TabMessage =
  /** A tab says what it shows; where it asks how things stand, the leader answers with `state`. */
  | { type: "hello"; tab: string; apps: string[]; isAsking: boolean }
  | { type: "state"; tab: string; id: string | null; frames: LiveFrame[]; loss: Loss | null }
  /** A new leader asks who is there. */
  | { type: "lead" }
  | { type: "frame"; id: string; frame: LiveFrame }
  | { type: "loss"; state: Loss };

export type Hello = Extract<TabMessage, { type: "hello" }>;

export const leaderLock = "parley:live";
/** Held by each tab as long as it lives: whoever is given it knows that the tab is gone. */
export const lockOf = (tab: string): string => `${leaderLock}:${tab}`;
