"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useLive, useLiveStatus } from "../live/use-live";
import { createHistorySync, type Freshness, type HistoryDoor } from "./history-sync";
import { startPolling } from "./polling";

type Sync = ReturnType<typeof createHistorySync>;
const unknown: Freshness = { asOf: null, failedSince: null, beyond: 0 };

/**
 * Keeps the newest end of a history fresh: as the app's stream tells, and while there is none by asking every few
 * seconds. Another window (`keyText`, `openDoor`) begins anew; `updatedAt` says when it was last put into the cache.
 */
export function useNewestEnd(
  appId: string,
  keyText: string,
  openDoor: () => HistoryDoor,
  { isLoaded, isComplete, updatedAt }: { isLoaded: boolean; isComplete: boolean; updatedAt: number },
) {
  const [fresh, setFresh] = useState({ ...unknown, keyText });
  const isLive = useLiveStatus(appId).state === "live";
  const sync = useRef<{ at: number; of: Sync } | null>(null);
  const readAt = useRef(updatedAt);
  useEffect(() => {
    readAt.current = updatedAt;
  });
  useLive(appId, (frame) => sync.current?.of.take(frame));

  useEffect(() => {
    const mine = createHistorySync(openDoor(), (next) => setFresh({ ...next, keyText }));
    sync.current = { at: Date.now(), of: mine };
    document.addEventListener("visibilitychange", mine.resume);
    return () => {
      document.removeEventListener("visibilitychange", mine.resume);
      mine.stop();
    };
  }, [keyText, openDoor]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another window (keyText) begins anew.
  useEffect(() => {
    const mine = sync.current;
    if (!isLoaded || !mine) return;
    // What an earlier visit left in the cache may be old.
    mine.of.begin(readAt.current >= mine.at ? readAt.current : null);
  }, [isLoaded, keyText, openDoor]);
  useEffect(() => {
    if (isComplete) sync.current?.of.reach();
  }, [isComplete]);
  useEffect(() => {
    if (!isLoaded || isLive) return;
    return startPolling(async () => sync.current?.of.look(Date.now()));
  }, [isLoaded, isLive]);
  const refreshNow = useCallback(() => void sync.current?.of.look(), []);
  return { ...(fresh.keyText === keyText ? fresh : unknown), refreshNow };
}
