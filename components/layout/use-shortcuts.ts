"use client";

import { useId, useLayoutEffect, useRef } from "react";
import { registerShortcuts, type Shortcut } from "./shortcut-registry";

/**
 * Keys of a page while the component is mounted: `"j"`, `"g c"` (one after the other), `"mod+k"`, `"/"`, `"?"`,
 * `"Enter"`, `"shift+x"`. They do not fire while someone types or a dialog or menu is open, except those with
 * `mod+`. `scope` is the heading under which `?` lists them. A handler that returns `false` lets the event pass.
 */
export function useShortcuts(scope: string, shortcuts: readonly Shortcut[]): void {
  const id = useId();
  const latest = useRef(shortcuts);
  // Before what they act on is seen: a key that is pressed at its sight is not lost.
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  const shape = shortcuts.map((shortcut) => `${shortcut.keys}\n${shortcut.label}`).join("\n\n");
  useLayoutEffect(
    () =>
      registerShortcuts(
        id,
        scope,
        shape === ""
          ? []
          : latest.current.map((shortcut, index) => ({
              ...shortcut,
              run: (event) => latest.current[index]?.run(event),
            })),
      ),
    [id, scope, shape],
  );
}
