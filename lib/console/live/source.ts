import "server-only";
import type { LiveEvent } from "@/lib/contracts/live";
import type { RingEntry } from "./ring";

/** What is heard of an app. `at`: everything before this time (the IM server's clock) has been told by then. */
export type Heard =
  /** It goes on behind `position`; `earlier`: what was told before that, by a process before this one. */
  | { type: "began"; position: string; at: number; earlier?: Earlier }
  | { type: "told"; position: string; at: number | null; events: readonly LiveEvent[] }
  /** What lies before `position` was not told, and will not be. */
  | { type: "reset"; position: string; at: number | null };

/** Frames that were told behind `base`. */
export type Earlier = { base: string; entries: readonly RingEntry[] };

/** Where an app's events come from. */
export type Source = {
  /** From `after` on, from now when null, until the signal ends it. Throws when nothing is heard any more. */
  read(after: string | null, signal: AbortSignal): AsyncIterable<Heard>;
  /** Whether a second reader may go back to this position beside the first. */
  canCatchUp(position: string): boolean;
  /** Something was changed just now: look at once, where looking is the way. */
  nudge(): void;
};
