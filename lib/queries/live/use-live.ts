"use client";

import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import type { LiveFrame } from "@/lib/contracts/live";
import {
  getLiveStatus,
  getOperators,
  type LiveOperator,
  type LiveStatus,
  onFrame,
  subscribeLive,
} from "./live";

const nobody: readonly LiveOperator[] = [];

/** Every frame of an app while the component is mounted. */
export function useLive(appId: string, handler: (frame: LiveFrame) => void): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => onFrame(appId, (frame) => latest.current(frame)), [appId]);
}

/** How well this tab keeps up with the app. */
export function useLiveStatus(appId: string): LiveStatus {
  return useSyncExternalStore(
    subscribeLive,
    () => getLiveStatus(appId),
    () => getLiveStatus(null),
  );
}

/** Who has a conversation (of a service: its history with one user) open now, this operator included. */
export function useOperators(
  appId: string,
  conversationId: string,
  clientId: string | null,
): readonly LiveOperator[] {
  return useSyncExternalStore(
    subscribeLive,
    useCallback(() => getOperators(appId, { conversationId, clientId }), [appId, conversationId, clientId]),
    () => nobody,
  );
}
