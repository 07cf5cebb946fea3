"use client";

import { type ComponentType, type ReactNode, useSyncExternalStore } from "react";
import { loadPart } from "./load-part";

type Fetched<Props> = { part: ComponentType<Props> } | { error: unknown };

/**
 * A component whose code is fetched when it is first drawn, in the browser only; until then `loading` stands in for
 * it. Without React's Suspense, which holds back for 300 ms what comes soon after a stand-in: parts within parts would
 * add that up. (Next's `dynamic` is also a kilobyte of every page, for the sake of drawing such parts on the server.)
 */
export function dynamic<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { loading: Loading = Nothing }: { loading?: () => ReactNode } = {},
): ComponentType<Props> {
  const listeners = new Set<() => void>();
  let isAsked = false;
  let fetched: Fetched<Props> | null = null;
  const settle = (outcome: Fetched<Props>) => {
    fetched = outcome;
    for (const listener of listeners) listener();
  };
  const look = () => {
    if (!isAsked) {
      isAsked = true;
      loadPart(load).then(
        (part) => settle({ part }),
        (error: unknown) => settle({ error }),
      );
    }
    return fetched;
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  // biome-ignore lint/correctness/noComponentHookFactories: called once a module, as lazy itself is.
  return function Dynamic(props: Props) {
    const outcome = useSyncExternalStore(subscribe, look, nothingYet);
    if (outcome === null) return <Loading />;
    if ("error" in outcome) throw outcome.error;
    return <outcome.part {...props} />;
  };
}

const nothingYet = () => null;

function Nothing() {
  return null;
}
