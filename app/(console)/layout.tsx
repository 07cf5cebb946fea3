import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { lastAppCookie } from "@/components/layout/last-app";
import { SessionProvider } from "@/components/layout/session-context";
import { requireSession } from "./require-session";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [session, jar] = await Promise.all([requireSession(), cookies()]);
  return (
    <NextIntlClientProvider>
      <SessionProvider session={session} lastAppId={jar.get(lastAppCookie)?.value}>
        <AppShell>{children}</AppShell>
      </SessionProvider>
    </NextIntlClientProvider>
  );
}
