import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { AuthFrame } from "@/components/layout/auth-frame";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { common, auth } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ common, auth }}>
      <AuthFrame>{children}</AuthFrame>
    </NextIntlClientProvider>
  );
}
