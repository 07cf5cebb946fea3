"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type ComposerDraft, loadDraft, saveDraft } from "./draft-store";
import { readSenders } from "./recent-senders";

/** The draft of one conversation, kept in this browser with every change. */
export function useDraft(appId: string, draftKey: string, defaultFrom: string) {
  const key = `parley:draft:${appId}:${draftKey}`;
  const [draft, setDraft] = useState(() =>
    loadDraft(storage(), key, defaultFrom || (readSenders(appId)[0] ?? "")),
  );
  const latest = useRef(draft);
  const [isKept, setKept] = useState(true);
  const change = useCallback(
    (next: ComposerDraft | ((last: ComposerDraft) => ComposerDraft)) => {
      const value = typeof next === "function" ? next(latest.current) : next;
      latest.current = value;
      setDraft(value);
      setKept(saveDraft(storage(), key, value));
    },
    [key],
  );
  // Another tab on the same conversation wrote: take its draft unless this one has the focus.
  useEffect(() => {
    const handle = (event: StorageEvent) => {
      if (event.key !== key || document.hasFocus()) return;
      latest.current = loadDraft(storage(), key, latest.current.from);
      setDraft(latest.current);
    };
    window.addEventListener("storage", handle);
    return () => window.removeEventListener("storage", handle);
  }, [key]);
  return { draft, change, isKept };
}

function storage(): Storage | undefined {
  try {
    return typeof window === "undefined" ? undefined : window.localStorage;
  } catch {
    return undefined;
  }
}
