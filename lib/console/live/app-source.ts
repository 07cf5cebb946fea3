import "server-only";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { findApp, openApp } from "../apps/open-app";
import { currentCapabilities, refreshCapabilities } from "../apps/refresh-capabilities";
import type { ConsoleContext } from "../context";
import { HistoryPoller, type PollerTiming } from "./history-poller";
import { isLogPosition, readLog } from "./read-log";
import type { Source } from "./source";

/** The log of a server that has one; the history of any other, looked at now and then. */
export function appSource(
  context: Pick<ConsoleContext, "db" | "env" | "keyring" | "lookups">,
  appId: string,
  options: { isWatched: () => boolean; timing?: PollerTiming },
): Source {
  const poller = new HistoryPoller(options.isWatched, options.timing);
  let hasLog = false;
  return {
    canCatchUp: (position) => hasLog && isLogPosition(position),
    nudge: () => poller.nudge(),
    async *read(after, signal) {
      const app = findApp(context, appId);
      if (!app) throw new Error("the app is gone");
      // Never asked before: guessing would lead to the wrong source.
      const capabilities =
        app.capabilities_at > 0
          ? await currentCapabilities(context, app)
          : await refreshCapabilities(context, app);
      hasLog = capabilities.includes("events");
      const upstream = openApp(context, app);
      try {
        yield* hasLog ? readLog(upstream, after, signal) : poller.read(upstream, after, signal);
      } catch (error) {
        // Another server may stand there now.
        const isOther = error instanceof UpstreamError && error.status === 404;
        if (isOther) await refreshCapabilities(context, app);
        throw error;
      }
    },
  };
}
