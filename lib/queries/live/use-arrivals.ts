"use client";

import { useCallback, useState } from "react";
import { useLive } from "./use-live";

/**
 * How many messages of the app were told of since the last `clear`. `onReset`: what was told meanwhile is not known,
 * the list has to be looked at again.
 */
export function useArrivals(appId: string, onReset: () => void) {
  const [count, setCount] = useState(0);
  useLive(appId, ({ state, events }) => {
    if (state === "reset") onReset();
    const told = events.reduce((sum, event) => sum + (event.type === "messages" ? event.count : 0), 0);
    if (told > 0) setCount((last) => last + told);
  });
  const clear = useCallback(() => setCount(0), []);
  return { count, clear };
}
