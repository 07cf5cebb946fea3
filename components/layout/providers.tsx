"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useLayoutEffect } from "react";
import { followTheme } from "@/components/ui/theme";
import { ToastHost } from "@/components/ui/toast-host";
import { TooltipHost } from "@/components/ui/tooltip-host";
import { getQueryClient } from "@/lib/queries/query-client";
import { TimeZoneSync } from "./time-zone-sync";

/** Everything a page may rely on: queries, theme, time zone, toasts and tooltips. */
export function Providers({ children }: { children: ReactNode }) {
  useLayoutEffect(followTheme, []);
  return (
    <QueryClientProvider client={getQueryClient()}>
      {children}
      <TimeZoneSync />
      <TooltipHost />
      <ToastHost />
    </QueryClientProvider>
  );
}
