import type { LiveEvent, LiveFrame } from "@/lib/contracts/live";
import { lineKey } from "./live";

type Activity = Extract<LiveEvent, { type: "activity" }>;

/** What a tab that comes later has to be told of each app: how fresh it is, and who is where. */
export function createSnapshots() {
  const latest = new Map<string, { frame: LiveFrame; activities: Map<string, Activity> }>();
  return {
    keep(frame: LiveFrame): void {
      const known = frame.state === "reset" ? undefined : latest.get(frame.appId)?.activities;
      const activities = known ?? new Map<string, Activity>();
      for (const event of frame.events) {
        if (event.type !== "activity") continue;
        if (event.operators.length === 0) activities.delete(lineKey(event));
        else activities.set(lineKey(event), event);
      }
      latest.set(frame.appId, { frame, activities });
    },
    /** The first frame of a new connection tells all activity there is: what it leaves out has ended. */
    complete(frame: LiveFrame): LiveFrame {
      const told = new Set(frame.events.map((event) => event.type === "activity" && lineKey(event)));
      const ended = [...(latest.get(frame.appId)?.activities ?? [])]
        .filter(([key]) => !told.has(key))
        .map(([, activity]) => ({ ...activity, operators: [] }));
      return { ...frame, events: [...frame.events, ...ended] };
    },
    /** Frames that say all of it for these apps. */
    read: (apps: readonly string[]): LiveFrame[] =>
      apps.flatMap((appId) => {
        const known = latest.get(appId);
        if (!known) return [];
        const state = known.frame.state === "behind" ? "behind" : "live";
        return [{ ...known.frame, state, events: [...known.activities.values()] }];
      }),
    /** Forgets apps that nobody hears of any more. */
    retain(apps: readonly string[]): void {
      for (const appId of latest.keys()) if (!apps.includes(appId)) latest.delete(appId);
    },
  };
}
