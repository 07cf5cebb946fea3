"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { ToastHost } from "@/components/ui/toast-host";
import { TooltipHost } from "@/components/ui/tooltip-host";
import { getQueryClient } from "@/lib/queries/query-client";
import { TimeZoneSync } from "./time-zone-sync";

/** Everything a page may rely on: theme, queries, URL state, toasts and tooltips. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      storageKey="parley_theme"
      nonce={nonce}
    >
      <QueryClientProvider client={getQueryClient()}>
        {children}
        <TimeZoneSync />
        <TooltipHost />
        <ToastHost />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
