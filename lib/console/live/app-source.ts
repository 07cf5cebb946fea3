import "server-only";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { findApp, openApp } from "../apps/open-app";
import { currentCapabilities, refreshCapabilities } from "../apps/refresh-capabilities";
import type { ConsoleContext } from "../context";
import { HostedPoller, type Polled } from "./poller/hosted-poller";
import { Journal } from "./poller/journal";
import type { PollerTiming } from "./poller/timing";
import { isLogPosition, readLog } from "./read-log";
import type { Source } from "./source";

/** The log of a server that has one; any other is asked now and then. */
export function appSource(
  context: Pick<ConsoleContext, "db" | "env" | "keyring" | "lookups">,
  appId: string,
  { timing, ...polled }: Omit<Polled, "journal"> & { timing: PollerTiming },
): Source {
  let poller: HostedPoller | null = null;
  let hasLog = false;
  /** Another server may stand there now, or a newer one. */
  let isDoubtful = false;
  return {
    canCatchUp: (position) => hasLog && isLogPosition(position),
    nudge: () => poller?.nudge(),
    async *read(after, signal) {
      const app = findApp(context, appId);
      if (!app) throw new Error("the app is gone");
      // Never asked before: guessing would lead to the wrong source.
      const capabilities =
        app.capabilities_at > 0 && !isDoubtful
          ? await currentCapabilities(context, app)
          : await refreshCapabilities(context, app);
      isDoubtful = false;
      hasLog = capabilities.includes("events");
      const upstream = openApp(context, app);
      try {
        if (hasLog) return yield* readLog(upstream, after, signal);
        poller ??= new HostedPoller(
          { ...polled, journal: new Journal(context.db, app, timing.keptMs) },
          timing,
        );
        yield* poller.read(upstream, after, signal);
      } catch (error) {
        const isGone = error instanceof UpstreamError && error.status === 404;
        isDoubtful ||= isGone || (hasLog && !signal.aborted);
        throw error;
      }
    },
  };
}
