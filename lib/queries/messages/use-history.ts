"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { HistoryWindow } from "./history-window";
import type { HistoryAnchor } from "./keys";
import { fetchHistory, historyQueryOptions } from "./queries";
import { useNewestEnd } from "./use-newest-end";

const pageSize = 150;
// What changes a window comes after its first messages are shown.
const loadMerge = () => import("./history-merge");

export type EdgeState = { isLoading: boolean; error: unknown };
const restingEdge: EdgeState = { isLoading: false, error: null };

/**
 * A history around an anchor: the window in memory, reading on at both ends, and kept fresh while the page is visible.
 * `isShown`: it is on the screen, and what keeps it fresh may come.
 */
export function useHistory(appId: string, conversationId: string, anchor: HistoryAnchor, isShown: boolean) {
  const client = useQueryClient();
  const options = historyQueryOptions(appId, conversationId, anchor);
  const query = useQuery(options);
  const keyText = JSON.stringify(options.queryKey);
  const current = useRef({ key: options.queryKey, client: anchor.client, holdsOldest: false });
  useEffect(() => {
    current.current = { ...current.current, key: options.queryKey, client: anchor.client };
  });

  const change = useCallback(
    (next: (window: HistoryWindow) => HistoryWindow) =>
      client.setQueryData<HistoryWindow>(current.current.key, (window) => (window ? next(window) : window)),
    [client],
  );
  const setHoldsOldest = useCallback((holds: boolean) => {
    current.current.holdsOldest = holds;
  }, []);
  const read = useCallback(
    (position: { before?: string; after?: string; at?: string }, limit: number) =>
      fetchHistory(appId, conversationId, {
        ...position,
        client: current.current.client ?? undefined,
        limit,
      }),
    [appId, conversationId],
  );

  const older = useEdge(
    keyText,
    useCallback(async () => {
      const before = client.getQueryData<HistoryWindow>(current.current.key)?.older;
      if (!before) return;
      const [page, { prependOlder }] = await Promise.all([read({ before }, pageSize), loadMerge()]);
      change((window) => (window.older === before ? prependOlder(window, page) : window));
    }, [client, read, change]),
  );
  const newer = useEdge(
    keyText,
    useCallback(async () => {
      const after = client.getQueryData<HistoryWindow>(current.current.key)?.newer;
      if (!after) return;
      const [page, { appendNewer }] = await Promise.all([read({ after }, pageSize), loadMerge()]);
      change((window) => (window.newer === after ? appendNewer(window, { ...page, after }) : window));
    }, [client, read, change]),
  );
  const openDoor = useCallback(
    () => ({
      conversationId,
      clientId: current.current.client,
      window: () => client.getQueryData<HistoryWindow>(current.current.key),
      change: (next: (window: HistoryWindow) => HistoryWindow) => void change(next),
      holdsOldest: () => current.current.holdsOldest,
      read,
      isVisible: () => document.visibilityState === "visible",
    }),
    [client, conversationId, change, read],
  );
  const tail = useNewestEnd(appId, keyText, openDoor, {
    isShown,
    isLoaded: query.data !== undefined,
    isComplete: query.data?.newer === null,
    updatedAt: query.dataUpdatedAt,
  });
  // Reset, not removed: the window that is on the screen has to be read anew.
  const forget = useCallback(
    (at: HistoryAnchor) =>
      void client.resetQueries({ queryKey: historyQueryOptions(appId, conversationId, at).queryKey }),
    [client, appId, conversationId],
  );

  return { query, window: query.data, older, newer, tail, setHoldsOldest, forget };
}

/** One end of the window: loads once at a time, keeps the error until it is asked again. */
function useEdge(keyText: string, load: () => Promise<void>) {
  const [state, setState] = useState({ ...restingEdge, keyText });
  const isBusy = useRef(false);
  const run = useCallback(async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    setState({ isLoading: true, error: null, keyText });
    try {
      await load();
      setState({ isLoading: false, error: null, keyText });
    } catch (error) {
      setState({ isLoading: false, error, keyText });
    } finally {
      isBusy.current = false;
    }
  }, [load, keyText]);
  return { ...(state.keyText === keyText ? state : restingEdge), load: run };
}
