"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Freshness, HistoryDoor } from "./history-sync";
import type { keepFresh } from "./keep-fresh";

const unknown: Freshness = { asOf: null, failedSince: null, beyond: 0 };
const againMs = 4_000;

/**
 * Keeps the newest end of a history fresh. Another window (`keyText`, `openDoor`) begins anew; `updatedAt` says when
 * it was last put into the cache. The code for it is fetched once the window is shown.
 */
export function useNewestEnd(
  appId: string,
  keyText: string,
  openDoor: () => HistoryDoor,
  state: { isShown: boolean; isLoaded: boolean; isComplete: boolean; updatedAt: number },
) {
  const { isShown, isLoaded, isComplete, updatedAt } = state;
  const [fresh, setFresh] = useState({ ...unknown, keyText });
  const [keeper, setKeeper] = useState<ReturnType<typeof keepFresh> | null>(null);
  const opened = useRef({ keyText, at: 0 });
  useEffect(() => {
    opened.current = { keyText, at: Date.now() };
  }, [keyText]);

  useEffect(() => {
    if (!isShown) return;
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const load = () => import("./keep-fresh").then(begin, retry);
    const begin = (code: { keepFresh: typeof keepFresh }) => {
      if (leaving.signal.aborted) return;
      const tell = (next: Freshness) => setFresh({ ...next, keyText });
      const mine = code.keepFresh(appId, openDoor(), opened.current.at, tell);
      leaving.signal.addEventListener("abort", mine.stop);
      setKeeper(mine);
    };
    const retry = () => {
      if (leaving.signal.aborted) return;
      setFresh((last) => ({ ...unknown, failedSince: last.failedSince ?? Date.now(), keyText }));
      timer = setTimeout(load, againMs);
    };
    void load();
    return () => {
      leaving.abort();
      clearTimeout(timer);
      setKeeper(null);
    };
  }, [isShown, appId, keyText, openDoor]);

  const readAt = useRef(updatedAt);
  useEffect(() => {
    readAt.current = updatedAt;
  });
  useEffect(() => {
    if (isLoaded) keeper?.begin(readAt.current);
  }, [isLoaded, keeper]);
  useEffect(() => {
    if (isComplete) keeper?.reach();
  }, [isComplete, keeper]);
  const refreshNow = useCallback(() => void keeper?.look(), [keeper]);
  return { ...(fresh.keyText === keyText ? fresh : unknown), refreshNow };
}
