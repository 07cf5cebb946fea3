"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { whenSettled } from "./when-settled";

const settledAfterMs = 3_000;

/**
 * Fetches what dialogs, menus and toasts need once the page has settled: nothing of it delays the first paint, and
 * it is there when the connection is not.
 */
export function WarmUp() {
  const client = useQueryClient();
  useEffect(() => {
    const load = () => {
      const parts = [
        import("@/components/ui/overlay"),
        import("@/components/ui/confirm-dialog-body"),
        import("@/components/ui/menu-popup"),
        import("@/components/ui/popover-popup"),
        import("@/components/ui/toaster"),
        import("@/components/ui/tooltip-layer"),
        import("./command-palette"),
        import("./keys-dialog"),
      ];
      // One that fails is asked for again when it is used.
      void Promise.allSettled(parts);
    };
    return whenSettled(client, settledAfterMs, load);
  }, [client]);
  return null;
}
