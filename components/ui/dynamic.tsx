"use client";

import { type ComponentType, lazy, type ReactNode, Suspense, useSyncExternalStore } from "react";
import { loadPart } from "./load-part";

const subscribe = () => () => undefined;

/**
 * A component whose code is fetched when it is first drawn, in the browser only; until then `loading` stands in for
 * it. (Next's `dynamic` is a kilobyte of every page for the sake of drawing such parts on the server too.)
 */
export function dynamic<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { loading: Loading = Nothing }: { loading?: () => ReactNode } = {},
): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await loadPart(load) }));
  // biome-ignore lint/correctness/noComponentHookFactories: called once a module, as lazy itself is.
  return function Dynamic(props: Props) {
    const isInBrowser = useSyncExternalStore(
      subscribe,
      () => true,
      () => false,
    );
    return <Suspense fallback={<Loading />}>{isInBrowser ? <Part {...props} /> : <Loading />}</Suspense>;
  };
}

function Nothing() {
  return null;
}
