"use client";

import { useCallback, useEffect, useRef, useState } from "react";

const writeDelay = 300;

/**
 * State that survives a reload: kept in this browser under `key`. `read` turns what was kept (or null) into a
 * value. The first render always has `read(null)`, as the server's has.
 */
export function useKeptState<T>(
  key: string,
  read: (kept: unknown) => T,
): { value: T; set: (next: T) => void; forget: () => void; isLoaded: boolean } {
  const reader = useRef(read);
  const [state, setState] = useState(() => ({ value: read(null), isLoaded: false }));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unsaved = useRef<(() => void) | null>(null);

  useEffect(() => {
    setState({ value: reader.current(load(key)), isLoaded: true });
    const flush = () => unsaved.current?.();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [key]);

  const set = useCallback(
    (next: T) => {
      setState({ value: next, isLoaded: true });
      clearTimeout(timer.current);
      unsaved.current = () => {
        clearTimeout(timer.current);
        unsaved.current = null;
        save(key, next);
      };
      timer.current = setTimeout(() => unsaved.current?.(), writeDelay);
    },
    [key],
  );
  const forget = useCallback(() => {
    clearTimeout(timer.current);
    unsaved.current = null;
    remove(key);
    setState({ value: reader.current(null), isLoaded: true });
  }, [key]);
  return { ...state, set, forget };
}

// A browser may refuse storage (private windows, full disk); then nothing is kept and nothing breaks.
function load(key: string): unknown {
  try {
    const text = window.localStorage.getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function save(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch {}
}

function remove(key: string): void {
  try {
    window.localStorage.removeItem(key);
  } catch {}
}
