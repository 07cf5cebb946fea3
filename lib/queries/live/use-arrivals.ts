"use client";

import { useCallback, useState } from "react";
import { addArrivals, leftAfter, noArrivals } from "./arrivals";
import { useLive } from "./use-live";

/**
 * How many messages of the app were told of that a list does not show yet. `clear` is told up to when it shows them
 * (all, unless said). `onReset`: what was told meanwhile is not known, the list has to be looked at again.
 */
export function useArrivals(appId: string, onReset: () => void) {
  const [arrivals, setArrivals] = useState(noArrivals);
  useLive(appId, ({ state, events }) => {
    if (state === "reset") onReset();
    setArrivals((last) => addArrivals(last, events));
  });
  const clear = useCallback(
    (shownUpTo = Number.POSITIVE_INFINITY) => setArrivals((last) => leftAfter(last, shownUpTo)),
    [],
  );
  return { count: arrivals.count, clear };
}
