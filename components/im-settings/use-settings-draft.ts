"use client";

import { useEffect, useRef, useState } from "react";
import type { ImSettings } from "@/lib/contracts/im-settings";
import type { AppSettings } from "@/lib/protocol/app-settings";
import {
  changedFields,
  keepTyped,
  mergeDrafts,
  type SettingsDraft,
  type SettingsField,
  toDraft,
} from "./settings-draft";

interface State {
  base: SettingsDraft;
  revision: number;
  draft: SettingsDraft;
  /** What somebody else has changed since the page was opened or saved. */
  theirs: { changed: SettingsField[]; both: SettingsField[]; wasClean: boolean } | null;
}

const fresh = (settings: ImSettings): State => ({
  base: toDraft(settings),
  revision: settings.revision,
  draft: toDraft(settings),
  theirs: null,
});

/** By app, what was typed and not saved when its page was left for another. */
const left = new Map<string, State>();

/**
 * The form's state over the settings as last read: whenever they are read anew, what is typed is laid over them. Who
 * goes to another page and comes back finds it as it was.
 */
export function useSettingsDraft(appId: string, settings: ImSettings) {
  const [state, setState] = useState(() => left.get(appId) ?? fresh(settings));
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  useEffect(
    () => () => {
      const { base, draft } = latest.current;
      if (changedFields(base, draft).length > 0) left.set(appId, latest.current);
      else left.delete(appId);
    },
    [appId],
  );
  if (settings.revision > state.revision) {
    const merged = mergeDrafts(state.base, state.draft, toDraft(settings));
    setState({
      base: toDraft(settings),
      revision: settings.revision,
      draft: merged.draft,
      theirs: {
        changed: [...new Set([...(state.theirs?.changed ?? []), ...merged.changedByOthers])],
        both: merged.changedByBoth,
        wasClean: changedFields(state.base, state.draft).length === 0,
      },
    });
  }
  return {
    ...state,
    changed: changedFields(state.base, state.draft),
    change: (change: Partial<SettingsDraft>) =>
      setState((before) => ({ ...before, draft: { ...before.draft, ...change } })),
    discard: () => setState((before) => ({ ...before, draft: before.base, theirs: null })),
    dismiss: () => setState((before) => ({ ...before, theirs: null })),
    /** To be told what was sent and saved before it comes back as read: else it would look like somebody else's. */
    saved: (next: ImSettings, sent: AppSettings) => {
      left.delete(appId);
      setState(({ draft }) => ({ ...fresh(next), draft: keepTyped(draft, sent, next) }));
    },
  };
}
