"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { cn } from "@/components/ui/cn";
import { Sheet } from "@/components/ui/sheet";
import { edgeClass } from "./app-mark";
import { ConnectionBanner } from "./connection-banner";
import { GlobalKeys } from "./global-keys";
import { LiveConnection } from "./live-connection";
import { PreferenceSync } from "./preference-sync";
import { rememberApp } from "./preferences";
import { Rail } from "./rail";
import { useCurrentApp } from "./session-context";
import { ShellStateProvider, useShell } from "./shell-state";
import { WarmUp } from "./warm-up";

/** The frame of every signed-in page: app edge, rail, content with its own scroll. */
export function AppShell({ children }: { children: ReactNode }) {
  return (
    <ShellStateProvider>
      <Frame>{children}</Frame>
    </ShellStateProvider>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const app = useCurrentApp();
  const pathname = usePathname();
  const { isRailOpen, setRailOpen } = useShell();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place closes the rail's sheet.
  useEffect(() => setRailOpen(false), [pathname, setRailOpen]);
  useEffect(() => {
    if (app) rememberApp(app.id);
  }, [app]);

  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2"
      >
        {t("skip")}
      </a>
      <div aria-hidden className={cn("w-[3px] shrink-0", edgeClass(app))} />
      <aside aria-label={t("rail")} className="w-54 shrink-0 border-r bg-sunken max-md:hidden">
        <Rail />
      </aside>
      <Sheet side="left" isOpen={isRailOpen} onOpenChange={setRailOpen} title={t("rail")} isTitleHidden>
        <div className="-mx-4 -mt-1 -mb-4 h-[calc(100%+1.25rem)]">
          <Rail />
        </div>
      </Sheet>
      <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col bg-surface outline-none">
        <ConnectionBanner />
        {children}
      </main>
      <GlobalKeys />
      <LiveConnection />
      <PreferenceSync />
      <WarmUp />
    </div>
  );
}
