"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { Change, Parsers, Values } from "./parsers";
import { changeSearch, readValues } from "./search";
import { createWritten } from "./written";

interface Options {
  /** `push` makes a place to come back to; by default the address is replaced. */
  history?: "push" | "replace";
}

const written = createWritten();
const none: readonly string[] = [];

/**
 * State that lives in the address. `parsers` is a constant outside of the component. Setting changes only the named
 * values and takes effect at once; the page is not asked for again.
 */
export function useQueryStates<Map extends Parsers>(
  parsers: Map,
  options: Options = {},
): [Values<Map>, (change: Change<Map> | null, options?: Options) => void] {
  const path = usePathname();
  const told = `${path}?${useSearchParams().toString()}`;
  const list = useSyncExternalStore(written.subscribe, written.list, () => none);
  const current = written.current(told, list);
  useEffect(() => written.told(told), [told]);

  const search = current.slice(current.indexOf("?") + 1);
  const values = useMemo(() => readValues(parsers, new URLSearchParams(search)), [parsers, search]);

  const latest = useRef({ path, told, history: options.history });
  useEffect(() => {
    latest.current = { path, told, history: options.history };
  });
  const set = useCallback(
    (change: Change<Map> | null, { history = latest.current.history }: Options = {}) => {
      const { location } = window;
      const all =
        change ?? (Object.fromEntries(Object.keys(parsers).map((key) => [key, null])) as Change<Map>);
      const query = changeSearch(parsers, new URLSearchParams(location.search), all);
      if (query === location.search) return;
      const next = `${latest.current.path}?${new URLSearchParams(query).toString()}`;
      written.write(latest.current.told, next);
      const address = `${location.pathname}${query}${location.hash}`;
      if (history === "push") window.history.pushState(null, "", address);
      else window.history.replaceState(null, "", address);
    },
    [parsers],
  );
  return [values, set];
}
