import type { QueryClient } from "@tanstack/react-query";
import { newOperationId } from "../operation-id";
import { createEffects } from "./effects";
import { publishFrame, publishLoss } from "./live";
import type { Source } from "./stream";
import type { Channel, Locks } from "./tab-messages";
import { joinTabs } from "./tabs";

/** Keeps a tab up to date with the app it shows, until `stop`. */
export function startLive(client: QueryClient) {
  const effects = createEffects(client);
  let shown: string | null = null;
  let hasBegun = false;

  const tabs = joinTabs({
    tab: newOperationId(),
    locks: navigator.locks ? (navigator.locks as Locks) : null,
    channel:
      typeof BroadcastChannel === "undefined" ? null : (new BroadcastChannel("parley:live") as Channel),
    openSource: (apps, after) => new EventSource(addressOf(apps, after)) as Source,
    onFrame: (frame) => {
      // What was read before this tab began to listen may have changed in between.
      const isFirst = frame.state === "live" && !hasBegun;
      if (frame.state !== "behind") hasBegun = true;
      const told = isFirst ? { ...frame, state: "reset" as const } : frame;
      effects.apply(told);
      publishFrame(told);
    },
    onLoss: (state) => {
      if (shown !== null) publishLoss(shown, state);
    },
    isVisible: () => document.visibilityState === "visible",
  });

  const look = () => {
    if (document.visibilityState === "visible") tabs.check();
  };
  const distrust = () => tabs.check(true);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  window.addEventListener("online", distrust);
  window.addEventListener("offline", distrust);

  return {
    show(appId: string | null): void {
      if (appId === shown) return;
      if (shown !== null) publishLoss(shown, "off");
      shown = appId;
      hasBegun = false;
      tabs.show(appId === null ? [] : [appId]);
    },
    stop(): void {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pageshow", look);
      window.removeEventListener("online", distrust);
      window.removeEventListener("offline", distrust);
      tabs.leave();
      effects.stop();
      if (shown !== null) publishLoss(shown, "off");
    },
  };
}

function addressOf(apps: readonly string[], after: string | null): string {
  const query = new URLSearchParams({ apps: apps.join(",") });
  if (after !== null) query.set("after", after);
  return `/api/live?${query}`;
}
