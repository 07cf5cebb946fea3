"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useCurrentApp } from "./session-context";
import { whenSettled } from "./when-settled";

/** The page's own parts come first. */
const settledAfterMs = 1_000;
type Live = ReturnType<typeof import("@/lib/queries/live/start-live").startLive>;

/** Keeps what is shown of the current app up to date as it changes. */
export function LiveConnection() {
  const client = useQueryClient();
  const appId = useCurrentApp()?.id ?? null;
  const shown = useRef(appId);
  const live = useRef<Live | null>(null);
  useEffect(() => {
    let isStopped = false;
    const begin = async () => {
      const { startLive } = await import("@/lib/queries/live/start-live");
      if (isStopped) return;
      live.current = startLive(client);
      live.current.show(shown.current);
    };
    // Without its code the page still renews itself by asking.
    const callOff = whenSettled(client, settledAfterMs, () => void begin().catch(() => undefined));
    return () => {
      isStopped = true;
      callOff();
      live.current?.stop();
      live.current = null;
    };
  }, [client]);
  useEffect(() => {
    shown.current = appId;
    live.current?.show(appId);
  }, [appId]);
  return null;
}
