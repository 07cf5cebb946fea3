"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { appendNewer, type HistoryWindow, maxWindow, type NewerBatch, prependOlder } from "./history-window";
import type { HistoryAnchor } from "./keys";
import { fetchHistory, historyQueryOptions } from "./queries";
import { useNewestEnd } from "./use-newest-end";

const pageSize = 150;

export type EdgeState = { isLoading: boolean; error: unknown };
const restingEdge: EdgeState = { isLoading: false, error: null };

/**
 * A history around an anchor: the window in memory, reading on at both ends, and kept fresh while the page is visible.
 * Everything new comes in through `append`, whoever brings it.
 */
export function useHistory(appId: string, conversationId: string, anchor: HistoryAnchor) {
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
  const append = useCallback(
    (batch: NewerBatch) =>
      // While someone reads at the oldest end, nothing may be taken away there to make room.
      change((window) =>
        appendNewer(window, batch, current.current.holdsOldest ? Number.POSITIVE_INFINITY : maxWindow),
      ),
    [change],
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
      const page = await read({ before }, pageSize);
      change((window) => (window.older === before ? prependOlder(window, page) : window));
    }, [client, read, change]),
  );
  const newer = useEdge(
    keyText,
    useCallback(async () => {
      const after = client.getQueryData<HistoryWindow>(current.current.key)?.newer;
      if (!after) return;
      const page = await read({ after }, pageSize);
      change((window) => (window.newer === after ? appendNewer(window, { ...page, after }) : window));
    }, [client, read, change]),
  );
  const openDoor = useCallback(
    () => ({
      conversationId,
      clientId: current.current.client,
      window: () => client.getQueryData<HistoryWindow>(current.current.key),
      change: (next: (window: HistoryWindow) => HistoryWindow) => void change(next),
      append: (batch: NewerBatch) => void append(batch),
      read,
      isVisible: () => document.visibilityState === "visible",
    }),
    [client, conversationId, change, append, read],
  );
  const tail = useNewestEnd(appId, keyText, openDoor, {
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
