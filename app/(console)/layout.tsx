import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { SessionProvider } from "@/components/layout/session-context";
import { getSession } from "@/lib/auth/get-session";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [session, jar, headerList] = await Promise.all([getSession(), cookies(), headers()]);
  if (!session) {
    const path = headerList.get("x-parley-path");
    redirect(path && path !== "/" ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
  }
  if (session.operator.mustChangePassword) redirect("/sign-in/new-password");
  return (
    <NextIntlClientProvider>
      <SessionProvider session={session} lastAppId={jar.get("parley_app")?.value}>
        <AppShell>{children}</AppShell>
      </SessionProvider>
    </NextIntlClientProvider>
  );
}
